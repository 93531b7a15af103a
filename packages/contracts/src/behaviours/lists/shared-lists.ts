import type { Behaviour } from '../behaviour.ts'
import type { Answer, Item } from '../engine/answer.ts'
import { nameOfState, type Stage, type StateUse } from '../engine/stage.ts'
import { idsOf, leafThrough, mustBeTheWhole, mustCount, mustFall, mustKeepBounds, type Reading } from './leafing.ts'

/** A list on which more may stand than what was put there, so that it is held against itself. */
interface SharedList {
  readonly service: string
  readonly operation: string
  /** What the rules about it are called besides, where a service has several. */
  readonly suffix?: string
  /** What puts something on it, of two kinds where there is a filter; the reader signs in among them. */
  readonly filled: readonly StateUse[]
  /** How much must be on it then. */
  readonly least: number
  readonly filter?: {
    readonly by: string
    /** A value that nothing has, and what is made of it. */
    readonly unknown: readonly [value: string, answer: 'refused' | 'nothing']
  }
}

const USER = 'a signed-in user'
const ADMINISTRATOR = 'a signed-in administrator'
const ACTIVITY = 'recent activity'
const BY_STATUS = { by: 'status', unknown: ['imagined', 'refused'] } as const
const otherUser = (name: string): StateUse => ['another user', { email: `${name}@example.test` }]

/**
 * Feature flags and e-mail templates are not among them: a platform has those that it has, and no provider state makes more. Sections
 * and citations come about by writing, which the behaviours of jobs look at.
 */
const lists: readonly SharedList[] = [
  {
    service: 'users',
    operation: 'users.activity',
    filled: [USER, ACTIVITY, ACTIVITY, ACTIVITY],
    least: 3,
  },
  {
    service: 'admin',
    operation: 'admin.listUsers',
    suffix: 'users',
    filled: [otherUser('grace'), otherUser('linus'), otherUser('margaret'), ADMINISTRATOR],
    least: 4,
    filter: { by: 'role', unknown: ['imagined', 'refused'] },
  },
  {
    service: 'admin',
    operation: 'admin.listDocuments',
    suffix: 'documents',
    filled: [
      USER,
      ['a document', { status: 'draft' }],
      ['a document', { status: 'completed' }],
      'a document of another user',
      ADMINISTRATOR,
    ],
    least: 3,
    filter: BY_STATUS,
  },
  {
    service: 'admin',
    operation: 'admin.listPayments',
    suffix: 'payments',
    filled: [
      USER,
      ['a payment', { status: 'pending' }],
      ['a payment', { status: 'completed' }],
      'a payment of another user',
      ADMINISTRATOR,
    ],
    least: 3,
    filter: BY_STATUS,
  },
  {
    service: 'admin',
    operation: 'admin.listRefunds',
    suffix: 'refunds',
    filled: [
      USER,
      ['a refund', { status: 'rejected' }],
      ['a refund', { status: 'pending' }],
      'a refund of another user',
      ADMINISTRATOR,
    ],
    least: 3,
    filter: BY_STATUS,
  },
  {
    service: 'admin',
    operation: 'admin.listActivityLogs',
    suffix: 'activity',
    filled: [USER, ACTIVITY, ACTIVITY, ACTIVITY, ADMINISTRATOR],
    least: 3,
    filter: { by: 'action', unknown: ['dragon.imagined', 'nothing'] },
  },
  {
    service: 'admin',
    operation: 'admin.listApiKeys',
    suffix: 'api-keys',
    filled: [ADMINISTRATOR, 'an API key', 'an API key', 'an API key'],
    least: 3,
  },
]

/** What lists promise on which everybody's things stand, or things that come about by themselves. */
export const sharedListBehaviours: readonly Behaviour[] = [
  ...lists.flatMap(behavioursOf),
  {
    id: 'list-own',
    service: 'users',
    statement: 'users.activity shows the caller what they did and nothing else',
    operations: ['users.activity'],
    states: [USER, ACTIVITY],
    async run(stage) {
      await stage.setUp([USER, { email: 'grace@example.test' }], ACTIVITY)
      const ada = await stage.add(USER, { email: 'ada@example.test' })
      await stage.add(ACTIVITY)
      const own = ada.number('user_id')
      const whole = await wholeOf(stage, { operation: 'users.activity', as: ada.token }, 1)
      const owners = whole.list().map(({ user_id }) => user_id)
      if (owners.every((owner) => owner === own)) return
      throw whole.broken('users.activity shows a user what somebody else did.', {
        expected: `only of user ${own}`,
        actual: `of users ${owners.join(', ')}`,
      })
    },
  },
]

function behavioursOf({ service, operation, suffix, filled, least, filter }: SharedList): readonly Behaviour[] {
  const rule = (id: string): string => (suffix === undefined ? id : `${id}-${suffix}`)
  const common = { service, operations: [operation] as const, states: [...new Set(filled.map(nameOfState))] }
  const begin = async (stage: Stage): Promise<Reading> => ({ operation, as: (await stage.setUp(...filled)).token })
  const pages: readonly Behaviour[] = [
    {
      ...common,
      id: rule('pages-partition'),
      statement: `The pages of ${operation} hold everything once, newest first, and say how much there is`,
      async run(stage) {
        const reading = await begin(stage)
        const whole = await wholeOf(stage, reading, least)
        mustFall(stage, whole)
        const total = whole.number('total')
        mustBeTheWhole(stage, await leafThrough(stage, reading, total, Math.ceil(total / 2)), whole)
      },
    },
    {
      ...common,
      id: rule('pages-bounds'),
      statement: `${operation} takes pages from 1 and 1 to 100 entries a page, and gives page 1 of 20 by itself`,
      states: [readerOf(filled)],
      async run(stage) {
        const { token: as } = await stage.setUp(readerOf(filled))
        const usual = (await stage.call(operation, { as })).expect(200)
        mustCount(stage, usual, { total: usual.number('total'), page: 1, per_page: 20 })
        await mustKeepBounds(stage, { operation, as })
      },
    },
  ]
  if (filter === undefined) return pages
  const { by, unknown } = filter
  return [
    ...pages,
    {
      ...common,
      id: rule('list-filter'),
      statement: `${operation} filtered by ${by} holds those that have it, all of them and no others`,
      async run(stage) {
        const reading = await begin(stage)
        const items = (await wholeOf(stage, reading, least)).list()
        const value = String(items.at(-1)?.[by])
        await mustHoldExactly(
          stage,
          reading,
          [by, value],
          items.filter((item) => item[by] === value),
        )
        const [nothing, answer] = unknown
        if (answer === 'nothing') return mustHoldExactly(stage, reading, [by, nothing], [])
        const refused = await stage.call(operation, { query: { [by]: nothing }, as: reading.as })
        refused.expectProblem(422, 'validation_failed', `to a ${by} that there is not`)
      },
    },
  ]
}

function readerOf(filled: readonly StateUse[]): string {
  return filled.some((state) => nameOfState(state) === ADMINISTRATOR) ? ADMINISTRATOR : USER
}

/** The list on one page. @throws Broken unless it holds so much, and counts it */
async function wholeOf(stage: Stage, { operation, as }: Reading, least: number): Promise<Answer> {
  const whole = (await stage.call(operation, { query: { per_page: 100 }, as })).expect(200)
  const { length } = whole.list()
  stage.must(length >= least, `${operation} holds ${length} entries, and at least ${least} were made.`, {
    expected: `${least} or more`,
    actual: String(length),
    sent: whole.reply.sent,
  })
  mustCount(stage, whole, { total: length, page: 1, per_page: 100 })
  return whole
}

async function mustHoldExactly(
  stage: Stage,
  { operation, as }: Reading,
  [by, value]: readonly [by: string, value: string],
  wanted: readonly Item[],
): Promise<void> {
  const listed = (await stage.call(operation, { query: { [by]: value, per_page: 100 }, as })).expect(200)
  const total = listed.number('total')
  stage.must(
    idsOf(listed.list()) === idsOf(wanted) && total === wanted.length,
    `${operation} filtered by ${by} ${value} does not hold exactly those.`,
    {
      expected: `total ${wanted.length}: ${idsOf(wanted)}`,
      actual: `total ${total}: ${idsOf(listed.list())}`,
      sent: listed.reply.sent,
    },
  )
}
