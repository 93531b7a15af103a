import type { Behaviour } from '../behaviour.ts'
import type { Answer } from '../engine/answer.ts'
import type { Stage, StateUse } from '../engine/stage.ts'
import type { StateValues } from '../engine/state-values.ts'

const CALLS = 5
const ADA: StateUse = ['a signed-in user', { email: 'ada@example.test' }]
const GRACE = { email: 'grace@example.test' }

/** An operation that makes something, and how one sees how much. */
interface Making {
  readonly service: string
  readonly operation: string
  /** What the user needs before, after having signed in. */
  readonly before: readonly (readonly [name: string, params: Readonly<Record<string, unknown>>])[]
  body(values: StateValues): Readonly<Record<string, unknown>>
  /** Another body that could be sent as well. */
  other(body: Readonly<Record<string, unknown>>, stage: Stage): unknown
  /** The list that shows what was made. */
  readonly list: string
  /** The member of the answer that tells one thing from another. */
  readonly id: string
}

const makings: readonly Making[] = [
  {
    service: 'documents',
    operation: 'documents.create',
    before: [],
    body: () => ({ title: 'Bees', topic: 'Pollination in alpine meadows', target_pages: 20, language: 'en' }),
    other: (body) => ({ ...body, title: 'Wasps' }),
    list: 'documents.list',
    id: 'id',
  },
  {
    service: 'payments',
    operation: 'payments.createIntent',
    before: [['a document', { status: 'draft' }]],
    body: (values) => ({ document_id: values.number('document_id') }),
    other: async (_body, stage) => ({
      document_id: (await stage.add('a document', { status: 'draft' })).number('document_id'),
    }),
    list: 'payments.list',
    id: 'payment_id',
  },
  {
    service: 'refunds',
    operation: 'refunds.create',
    before: [['a payment', { status: 'completed' }]],
    body: (values) => ({ payment_id: values.number('payment_id'), reason: 'Not what I ordered.' }),
    other: (body) => ({ ...body, reason: 'It came too late.' }),
    list: 'refunds.list',
    id: 'id',
  },
]

/** What an idempotency key promises, wherever something is made. */
export const idempotencyBehaviours: readonly Behaviour[] = makings.flatMap(behavioursOf)

function behavioursOf(making: Making): readonly Behaviour[] {
  const { service, operation, list, before, id } = making
  const common = {
    service,
    operations: [operation, list] as const,
    states: ['a signed-in user', ...before.map(([name]) => name)],
  }
  const begin = async (stage: Stage) => {
    const values = await stage.setUp(ADA, ...before)
    return { as: values.token, body: making.body(values) }
  }
  const made = async (stage: Stage, as: string): Promise<Answer> => (await stage.call(list, { as })).expect(200)
  const mustBeOne = async (stage: Stage, as: string, why: string): Promise<void> => {
    const listed = await made(stage, as)
    const total = listed.number('total')
    stage.must(total === 1, `${list} has ${total} entries instead of 1 ${why}.`, {
      expected: '1',
      actual: String(total),
      sent: listed.reply.sent,
    })
  }
  return [
    {
      ...common,
      id: 'idempotent-replay',
      statement: `The same request under the same key gets the first answer of ${operation} again, byte for byte`,
      async run(stage) {
        const call = { ...(await begin(stage)), key: 'the-same-key' }
        const first = (await stage.call(operation, call)).expect(201)
        stage.must(first.header('Idempotent-Replayed') !== 'true', 'The first answer says that it is a replay.', {
          sent: first.reply.sent,
        })
        const second = (await stage.call(operation, call)).expect(201, 'to the same request under the same key')
        stage.must(
          second.reply.body.equals(first.reply.body),
          `${operation} answers the same request under the same key in another way.`,
          {
            expected: first.reply.body.toString(),
            actual: second.reply.body.toString(),
            sent: second.reply.sent,
          },
        )
        stage.must(
          second.header('Idempotent-Replayed') === 'true',
          'The answer from memory does not say so: Idempotent-Replayed is not true.',
          {
            expected: 'true',
            actual: second.header('Idempotent-Replayed') ?? 'no such header',
            sent: second.reply.sent,
          },
        )
        await mustBeOne(stage, call.as, 'after the same request came twice under one key')
      },
    },
    {
      ...common,
      id: 'idempotency-key-reused',
      statement: `Another request under a used key is refused by ${operation}, and the first answer stays`,
      async run(stage) {
        const { as, body } = await begin(stage)
        const call = { as, body, key: 'the-same-key' }
        const first = (await stage.call(operation, call)).expect(201)
        const reused = await stage.call(operation, { ...call, body: await making.other(body, stage) })
        reused.expectProblem(409, 'idempotency_key_reused', 'to another request under a used key')
        const again = (await stage.call(operation, call)).expect(201, 'to the first request after a conflict')
        stage.must(again.value(id) === first.value(id), 'After a conflict the first answer is lost.', {
          sent: again.reply.sent,
        })
        await mustBeOne(stage, as, 'after another request came under a used key')
      },
    },
    {
      ...common,
      id: 'idempotency-per-user',
      statement: `A key belongs to its user: ${operation} does not give one user the answer of another`,
      async run(stage) {
        const ada = await begin(stage)
        const key = 'a-key-that-two-users-chose'
        const first = (await stage.call(operation, { ...ada, key })).expect(201)
        const grace = await stage.add('a signed-in user', GRACE)
        let values = grace
        for (const [name, params] of before) values = await stage.add(name, params)
        const call = { as: grace.token, body: making.body(before.length > 0 ? values : grace), key }
        const second = (await stage.call(operation, call)).expect(201, 'to a user who chose the same key as another')
        stage.must(
          second.value(id) !== first.value(id),
          `${operation} gives one user what another user made under the same key.`,
          {
            expected: 'something of her own',
            actual: second.shown,
            sent: second.reply.sent,
          },
        )
      },
    },
    {
      ...common,
      id: 'idempotency-race',
      statement: `The same requests under one key at the same moment make one thing of ${operation}`,
      run: (stage) =>
        stage.rounds(async () => {
          const call = { ...(await begin(stage)), key: 'the-same-key' }
          const step = stage.step(operation, call)
          const answers = await stage.together(Array.from({ length: CALLS }, () => step))
          for (const answer of answers) answer.expect(201, `in a burst of ${CALLS} under one key`)
          const ids = new Set(answers.map((answer) => answer.number(id)))
          stage.must(
            ids.size === 1,
            `${CALLS} concurrent requests under one key made ${ids.size} things instead of one.`,
            {
              expected: 'one id',
              actual: [...ids].join(', '),
              sent: step.sent,
            },
          )
          await mustBeOne(stage, call.as, `after ${CALLS} concurrent requests under one key`)
        }),
    },
  ]
}
