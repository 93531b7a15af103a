import type { Behaviour } from '../behaviour.ts'
import type { Answer } from '../engine/answer.ts'
import { type CallOptions, nameOfState, type Stage, type StateUse } from '../engine/stage.ts'
import type { StateValues } from '../engine/state-values.ts'
import { type Making, makings } from './makings.ts'

const KEY = 'the-same-key'

/** What an idempotency key promises, wherever something is made. */
export const idempotencyBehaviours: readonly Behaviour[] = makings.flatMap(behavioursOf)

function behavioursOf(making: Making): readonly Behaviour[] {
  const { service, operation, list, states, status, calls, suffix, ofAnother } = making
  const rule = (id: string): string => (suffix === undefined ? id : `${id}-${suffix}`)
  const common = {
    service,
    operations: [operation, ...(list === undefined ? [] : [list])] as const,
    states: states.map(nameOfState),
  }
  const begin = async (stage: Stage): Promise<Keyed> => {
    const values = await stage.setUp(...states)
    return callOf(making, values, making.secured ? values.token : undefined)
  }
  const mustBeOne = async (stage: Stage, { as }: Keyed, why: string): Promise<void> => {
    if (list === undefined) return
    const listed = (await stage.call(list, as === undefined ? {} : { as })).expect(200)
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
      id: rule('idempotent-replay'),
      statement: `The same request under the same key gets the first answer of ${operation} again, byte for byte`,
      async run(stage) {
        const call = await begin(stage)
        const first = (await stage.call(operation, call)).expect(status)
        stage.must(!isReplay(first), 'The first answer says that it is a replay.', { sent: first.reply.sent })
        const second = (await stage.call(operation, call)).expect(
          first.status,
          'to the same request under the same key',
        )
        stage.must(
          second.reply.body.equals(first.reply.body),
          `${operation} answers the same request under the same key in another way.`,
          {
            expected: first.reply.body.toString(),
            actual: second.reply.body.toString(),
            sent: second.reply.sent,
          },
        )
        stage.must(isReplay(second), 'The answer from memory does not say so: Idempotent-Replayed is not true.', {
          expected: 'true',
          actual: second.header('Idempotent-Replayed') ?? 'no such header',
          sent: second.reply.sent,
        })
        await mustBeOne(stage, call, 'after the same request came twice under one key')
      },
    },
    {
      ...common,
      id: rule('idempotency-key-reused'),
      statement: `Another request under a used key is refused by ${operation}, and the first answer stays`,
      async run(stage) {
        const call = await begin(stage)
        const first = (await stage.call(operation, call)).expect(status)
        const reused = await stage.call(operation, { ...call, body: await making.other(call.body, stage) })
        reused.expectProblem(409, 'idempotency_key_reused', 'to another request under a used key')
        const again = (await stage.call(operation, call)).expect(status, 'to the first request after a conflict')
        stage.must(madeBy(making, again) === madeBy(making, first), 'After a conflict the first answer is lost.', {
          sent: again.reply.sent,
        })
        await mustBeOne(stage, call, 'after another request came under a used key')
      },
    },
    ...(ofAnother === undefined
      ? []
      : [
          {
            ...common,
            id: rule('idempotency-per-user'),
            statement: `A key belongs to its user: ${operation} does not give one user the answer of another`,
            async run(stage: Stage) {
              const first = (await stage.call(operation, await begin(stage))).expect(status)
              const [signIn, ...more] = ofAnother
              const grace = await added(stage, signIn)
              let values = grace
              for (const state of more) values = await added(stage, state)
              const why = 'to a user who chose the same key as another'
              const second = (await stage.call(operation, callOf(making, values, grace.token))).expect(status, why)
              stage.must(
                madeBy(making, second) !== madeBy(making, first),
                `${operation} gives one user what another user made under the same key.`,
                {
                  expected: 'something of her own',
                  actual: second.shown,
                  sent: second.reply.sent,
                },
              )
            },
          },
        ]),
    {
      ...common,
      id: rule('idempotency-race'),
      statement: `The same requests under one key at the same moment make one thing of ${operation}`,
      run: (stage) =>
        stage.rounds(async () => {
          const call = await begin(stage)
          const step = stage.step(operation, call)
          const answers = await stage.together(Array.from({ length: calls }, () => step))
          for (const answer of answers) answer.expect(status, `in a burst of ${calls} under one key`)
          const made = new Set(answers.map((answer) => madeBy(making, answer)))
          const anew = answers.filter((answer) => !isReplay(answer)).length
          const things = making.id === undefined ? anew : made.size
          stage.must(things === 1, `${calls} concurrent requests under one key made ${things} things instead of one.`, {
            expected: making.id === undefined ? 'one answer, and its replays' : 'one id',
            actual: making.id === undefined ? `${anew} answers without Idempotent-Replayed` : [...made].join(', '),
            sent: step.sent,
          })
          await mustBeOne(stage, call, `after ${calls} concurrent requests under one key`)
        }),
    },
  ]
}

type Keyed = CallOptions & { readonly body: Readonly<Record<string, unknown>> }

const callOf = (making: Making, values: StateValues, as: string | undefined): Keyed => ({
  ...(as !== undefined && { as }),
  ...(making.path && { path: making.path(values) }),
  body: making.body(values),
  key: KEY,
})

const added = (stage: Stage, state: StateUse): Promise<StateValues> =>
  typeof state === 'string' ? stage.add(state) : stage.add(...state)

const isReplay = (answer: Answer): boolean => answer.header('Idempotent-Replayed') === 'true'

/** What tells the thing that was made from another, or the whole answer. @throws Broken when the answer does not tell */
function madeBy({ id }: Making, answer: Answer): unknown {
  if (id === undefined) return answer.reply.body.toString()
  return typeof answer.value(id) === 'string' ? answer.text(id) : answer.number(id)
}
