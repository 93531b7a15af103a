import type { Behaviour } from '../behaviour.ts'
import { nameOfState, type Stage, type StateUse } from '../engine/stage.ts'
import { leafThrough, mustBeTheWhole, mustCount, mustFall, mustKeepBounds } from './leafing.ts'

/** A list that is read page by page, and how it comes to hold something. */
interface Paged {
  readonly service: string
  readonly operation: string
  /** One thing more on the list. */
  readonly thing: StateUse
  readonly things: number
  /** A thing of somebody else, which must not be on it. */
  readonly foreign: string
  /** A filter, a value that the things have, and one more thing that has another. */
  readonly filter: { readonly by: string; readonly value: string; readonly other: StateUse }
}

const lists: readonly Paged[] = [
  {
    service: 'documents',
    operation: 'documents.list',
    thing: ['a document', { status: 'draft' }],
    things: 7,
    foreign: 'a document of another user',
    filter: { by: 'status', value: 'draft', other: ['a document', { status: 'completed' }] },
  },
  {
    service: 'payments',
    operation: 'payments.list',
    thing: ['a payment', { status: 'completed' }],
    things: 5,
    foreign: 'a payment of another user',
    filter: { by: 'status', value: 'completed', other: ['a payment', { status: 'pending' }] },
  },
  {
    service: 'refunds',
    operation: 'refunds.list',
    thing: ['a refund', { status: 'pending' }],
    things: 5,
    foreign: 'a refund of another user',
    filter: { by: 'status', value: 'pending', other: ['a refund', { status: 'rejected' }] },
  },
  {
    service: 'jobs',
    operation: 'jobs.list',
    thing: ['a job', { status: 'completed' }],
    things: 3,
    foreign: 'a job of another user',
    filter: { by: 'status', value: 'completed', other: ['a job', { status: 'running' }] },
  },
  {
    service: 'channels',
    operation: 'channels.list',
    thing: ['a channel', { language: 'en' }],
    things: 5,
    foreign: 'a channel of another user',
    filter: { by: 'language', value: 'en', other: ['a channel', { language: 'de' }] },
  },
  {
    service: 'videos',
    operation: 'videos.list',
    thing: ['a video', { status: 'ready_for_upload' }],
    things: 5,
    foreign: 'a video of another user',
    filter: { by: 'status', value: 'ready_for_upload', other: ['a video', { status: 'processing' }] },
  },
]

const USER = 'a signed-in user'
const A_PAGE = 2

/** What every list promises. */
export const pageBehaviours: readonly Behaviour[] = lists.flatMap(behavioursOf)

function behavioursOf({ service, operation, thing, things, foreign, filter }: Paged): readonly Behaviour[] {
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
      states: [USER, nameOfState(thing)],
      async run(stage) {
        const as = await fill(stage)
        const seen = await leafThrough(stage, { operation, as }, things, A_PAGE)
        const whole = (await stage.call(operation, { query: { per_page: 100 }, as })).expect(200)
        mustBeTheWhole(stage, seen, whole)
        mustFall(stage, whole)
      },
    },
    {
      ...common,
      id: 'pages-bounds',
      statement: `${operation} takes pages from 1 and 1 to 100 entries a page, and gives page 1 of 20 by itself`,
      states: [USER, nameOfState(thing)],
      async run(stage) {
        const { token: as } = await stage.setUp(USER, thing)
        const usual = (await stage.call(operation, { as })).expect(200)
        mustCount(stage, usual, { total: 1, page: 1, per_page: 20 })
        await mustKeepBounds(stage, { operation, as })
      },
    },
    {
      ...common,
      id: 'list-own',
      statement: `${operation} shows the caller what is theirs and nothing else`,
      states: [USER, nameOfState(thing), foreign],
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
      statement: `${operation} filtered by ${filter.by} holds those of that ${filter.by}, all of them and no others`,
      states: [USER, nameOfState(thing), nameOfState(filter.other)],
      async run(stage) {
        const as = await fill(stage, filter.other)
        const query = { [filter.by]: filter.value, per_page: 100 }
        const listed = (await stage.call(operation, { query, as })).expect(200)
        const found = listed.list().map((item) => item[filter.by])
        stage.must(
          found.every((value) => value === filter.value) &&
            found.length === things &&
            listed.number('total') === things,
          `${operation} filtered by ${filter.value} does not hold exactly those.`,
          {
            expected: `${things} × ${filter.value}`,
            actual: `total ${listed.number('total')}: ${found.join(', ')}`,
            sent: listed.reply.sent,
          },
        )
        const unknown = await stage.call(operation, { query: { [filter.by]: 'imagined' }, as })
        unknown.expectProblem(422, 'validation_failed', `to a ${filter.by} that there is not`)
      },
    },
  ]
}
