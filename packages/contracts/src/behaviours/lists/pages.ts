import type { Behaviour } from '../behaviour.ts'
import type { Answer, Item } from '../engine/answer.ts'
import type { Stage, StateUse } from '../engine/stage.ts'

/** A list that is read page by page, and how it comes to hold something. */
interface Paged {
  readonly service: string
  readonly operation: string
  /** One thing more on the list. */
  readonly thing: StateUse
  readonly things: number
  /** A thing of somebody else, which must not be on it. */
  readonly foreign: string
  /** A filter, a value that some of the things have, and one more thing that has another. */
  readonly filter: { readonly value: string; readonly other: StateUse }
}

const lists: readonly Paged[] = [
  {
    service: 'documents',
    operation: 'documents.list',
    thing: ['a document', { status: 'draft' }],
    things: 7,
    foreign: 'a document of another user',
    filter: { value: 'draft', other: ['a document', { status: 'completed' }] },
  },
  {
    service: 'payments',
    operation: 'payments.list',
    thing: ['a payment', { status: 'completed' }],
    things: 5,
    foreign: 'a payment of another user',
    filter: { value: 'completed', other: ['a payment', { status: 'pending' }] },
  },
  {
    service: 'refunds',
    operation: 'refunds.list',
    thing: ['a refund', { status: 'pending' }],
    things: 5,
    foreign: 'a refund of another user',
    filter: { value: 'pending', other: ['a refund', { status: 'rejected' }] },
  },
  {
    service: 'jobs',
    operation: 'jobs.list',
    thing: ['a job', { status: 'completed' }],
    things: 3,
    foreign: 'a job of another user',
    filter: { value: 'completed', other: ['a job', { status: 'running' }] },
  },
]

const USER = 'a signed-in user'
const A_PAGE = 2

/** What every list promises. */
export const pageBehaviours: readonly Behaviour[] = lists.flatMap(behavioursOf)

function behavioursOf({ service, operation, thing, things, foreign, filter }: Paged): readonly Behaviour[] {
  const nameOf = (state: StateUse): string => (typeof state === 'string' ? state : state[0])
  const fill = async (stage: Stage, ...more: readonly StateUse[]): Promise<string> => {
    const all = Array.from({ length: things }, () => thing)
    return (await stage.setUp(USER, ...all, ...more)).token
  }
  const common = { service, operations: [operation] as const }
  return [
    {
      ...common,
      id: 'pages-partition',
      statement: `The pages of ${operation} hold everything once, newest first, and say how much there is`,
      states: [USER, nameOf(thing)],
      async run(stage) {
        const as = await fill(stage)
        const page = async (number: number): Promise<Answer> => {
          const query = { page: number, per_page: A_PAGE }
          const answer = (await stage.call(operation, { query, as })).expect(200)
          mustCount(stage, answer, { total: things, page: number, per_page: A_PAGE })
          return answer
        }
        const pages = Math.ceil(things / A_PAGE)
        const seen: Item[] = []
        for (let number = 1; number <= pages; number += 1) {
          const items = (await page(number)).list()
          const wanted = Math.min(A_PAGE, things - seen.length)
          stage.must(
            items.length === wanted,
            `Page ${number} of ${operation} has ${items.length} entries instead of ${wanted}.`,
          )
          seen.push(...items)
        }
        mustBeDistinct(stage, seen, operation)
        const whole = (await stage.call(operation, { query: { per_page: 100 }, as })).expect(200)
        const order = (items: readonly Item[]): string => items.map(({ id }) => id).join(', ')
        stage.must(order(whole.list()) === order(seen), `The pages of ${operation} put together are not the list.`, {
          expected: order(whole.list()),
          actual: order(seen),
          sent: whole.reply.sent,
        })
        mustFall(stage, whole, operation)
        const beyond = await page(pages + 1)
        stage.must(beyond.list().length === 0, `A page beyond the end of ${operation} is not empty.`, {
          expected: 'no entries',
          actual: order(beyond.list()),
          sent: beyond.reply.sent,
        })
      },
    },
    {
      ...common,
      id: 'pages-bounds',
      statement: `${operation} takes pages from 1 and 1 to 100 entries a page, and gives page 1 of 20 by itself`,
      states: [USER, nameOf(thing)],
      async run(stage) {
        const { token: as } = await stage.setUp(USER, thing)
        const usual = (await stage.call(operation, { as })).expect(200)
        mustCount(stage, usual, { total: 1, page: 1, per_page: 20 })
        for (const query of [{ per_page: 1 }, { per_page: 100 }])
          (await stage.call(operation, { query, as })).expect(200)
        for (const query of [{ per_page: 0 }, { per_page: 101 }, { page: 0 }, { page: -1 }, { page: 'two' }]) {
          const refused = await stage.call(operation, { query, as })
          refused.expectProblem(
            422,
            'validation_failed',
            `to ${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))}`,
          )
        }
      },
    },
    {
      ...common,
      id: 'list-own',
      statement: `${operation} shows the caller what is theirs and nothing else`,
      states: [USER, nameOf(thing), foreign],
      async run(stage) {
        const values = await stage.setUp(USER, thing, foreign)
        const listed = (await stage.call(operation, { query: { per_page: 100 }, as: values.token })).expect(200)
        const owners = listed.list().map(({ user_id }) => user_id)
        const own = values.number('user_id')
        stage.must(
          owners.length === 1 && owners[0] === own && listed.number('total') === 1,
          `${operation} shows a user what belongs to somebody else.`,
          {
            expected: `one entry, of user ${own}`,
            actual: `total ${listed.number('total')}, of users ${owners.join(', ')}`,
            sent: listed.reply.sent,
          },
        )
      },
    },
    {
      ...common,
      id: 'list-filter',
      statement: `${operation} filtered by status holds those of that status, all of them and no others`,
      states: [USER, nameOf(thing), nameOf(filter.other)],
      async run(stage) {
        const as = await fill(stage, filter.other)
        const query = { status: filter.value, per_page: 100 }
        const listed = (await stage.call(operation, { query, as })).expect(200)
        const found = listed.list().map(({ status }) => status)
        stage.must(
          found.every((status) => status === filter.value) &&
            found.length === things &&
            listed.number('total') === things,
          `${operation} filtered by ${filter.value} does not hold exactly those.`,
          {
            expected: `${things} × ${filter.value}`,
            actual: `total ${listed.number('total')}: ${found.join(', ')}`,
            sent: listed.reply.sent,
          },
        )
        const unknown = await stage.call(operation, { query: { status: 'imagined' }, as })
        unknown.expectProblem(422, 'validation_failed', 'to a status that there is not')
      },
    },
  ]
}

function mustCount(stage: Stage, answer: Answer, wanted: { total: number; page: number; per_page: number }): void {
  const said = { total: answer.number('total'), page: answer.number('page'), per_page: answer.number('per_page') }
  stage.must(JSON.stringify(said) === JSON.stringify(wanted), `${answer.step} counts wrong.`, {
    expected: JSON.stringify(wanted),
    actual: JSON.stringify(said),
    sent: answer.reply.sent,
  })
}

function mustBeDistinct(stage: Stage, items: readonly Item[], operation: string): void {
  const ids = items.map(({ id }) => id)
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index)
  stage.must(
    twice.length === 0,
    `${twice.join(', ')} stands on two pages of ${operation}, so something else stands on none.`,
    {
      expected: 'every id once',
      actual: ids.join(', '),
    },
  )
}

function mustFall(stage: Stage, answer: Answer, operation: string): void {
  const times = answer.list().map(({ created_at }) => Date.parse(String(created_at)))
  const rising = times.some((time, index) => time > (times[index - 1] ?? Number.POSITIVE_INFINITY))
  stage.must(!rising, `${operation} is not newest first.`, {
    actual: answer
      .list()
      .map(({ created_at }) => created_at)
      .join(', '),
    sent: answer.reply.sent,
  })
}
