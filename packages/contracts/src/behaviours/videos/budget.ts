import type { Behaviour } from '../behaviour.ts'
import type { Answer } from '../engine/answer.ts'
import type { Stage } from '../engine/stage.ts'
import { type Look, productionStates, watchVideo } from './watched-video.ts'

const ALERT = 250
const LIMIT = 300
const COMPONENTS = ['script', 'voice', 'visuals', 'music', 'thumbnail', 'rendering']

const common = { service: 'videos', states: productionStates, needs: 'sandbox' } as const

/** What a video may cost, and how its user learns of it. */
export const budgetBehaviours: readonly Behaviour[] = [
  {
    ...common,
    id: 'cost-adds-up',
    statement:
      'While a video is made its cost never falls and is the sum of its components, each bought once, in order',
    operations: ['videos.cost', 'videos.get', 'videos.generate'],
    async run(stage) {
      const { looks, last } = await watchVideo(stage, 120)
      mustHaveEnded(stage, last, 'ready_for_upload', 'at $1.20')
      for (const [index, { video, cost }] of looks.entries()) {
        const before = looks[index - 1]
        mustAddUp(stage, cost)
        mustNotFall(stage, 'cost', before?.cost, cost, 'amount')
        mustNotFall(stage, 'progress', before?.video, video, 'progress')
      }
      mustBe(stage, last.cost, namesOf(last.cost).join(', '), COMPONENTS.join(', '), 'What the video is made of')
      mustBe(stage, last.cost, last.cost.number('amount'), 120, 'The cost of the video')
      mustBe(stage, last.video, last.video.number('progress'), 100, 'The progress of a video that is ready')
    },
  },
  {
    ...common,
    id: 'budget-alert',
    statement:
      'From $2.50 on, and not before, a cost says when its user was alerted; that was once, and the work goes on',
    operations: ['videos.cost', 'videos.get', 'videos.generate'],
    async run(stage) {
      const { last: quiet } = await watchVideo(stage, ALERT - 1)
      mustBe(stage, quiet.cost, quiet.cost.value('alerted_at'), null, 'The time of the alert about $2.49')
      const { last: exact } = await watchVideo(stage, ALERT)
      mustHaveEnded(stage, exact, 'ready_for_upload', 'at $2.50')
      mustBeAlerted(stage, exact.cost)
      // Reached before the last component, so that there is time to be alerted twice.
      const { looks, last } = await watchVideo(stage, LIMIT - 2)
      mustBeAlerted(stage, last.cost)
      const times = looks.map(({ cost }) => cost.value('alerted_at')).filter((time) => time !== null)
      stage.must(new Set(times).size === 1, 'The user was alerted more than once about the same video.', {
        expected: 'one time',
        actual: times.join(', '),
      })
    },
  },
  {
    ...common,
    id: 'budget-cap',
    statement: 'A component that would bring a video beyond $3.00 is not bought: the video fails with budget_exceeded',
    operations: ['videos.cost', 'videos.get', 'videos.generate'],
    async run(stage) {
      const { last: exact } = await watchVideo(stage, LIMIT)
      mustHaveEnded(stage, exact, 'ready_for_upload', 'at exactly $3.00')
      for (const price of [LIMIT + 1, 2 * LIMIT]) {
        const { looks, last } = await watchVideo(stage, price)
        const why = `though its components come to $${(price / 100).toFixed(2)}`
        for (const { cost } of looks) {
          const amount = cost.number('amount')
          stage.must(amount <= LIMIT, `The video has cost ${amount} cents, and none may cost more than ${LIMIT}.`, {
            expected: `${LIMIT} at most`,
            actual: String(amount),
            sent: cost.reply.sent,
          })
        }
        mustHaveEnded(stage, last, 'failed', why)
        const { code } = (last.video.value('error') ?? {}) as { readonly code?: unknown }
        mustBe(stage, last.video, code, 'budget_exceeded', 'The code of the error of a video that would be too dear')
        mustAddUp(stage, last.cost)
      }
    },
  },
]

const componentsOf = (cost: Answer): readonly { readonly name?: unknown; readonly amount?: unknown }[] => {
  const components = cost.value('components')
  return Array.isArray(components) ? components : []
}

const namesOf = (cost: Answer): readonly unknown[] => componentsOf(cost).map(({ name }) => name)

function mustAddUp(stage: Stage, cost: Answer): void {
  const sum = componentsOf(cost).reduce((total, { amount }) => total + Number(amount), 0)
  const amount = cost.number('amount')
  stage.must(amount === sum, `A video has cost ${amount} cents, and its components ${sum} together.`, {
    expected: String(sum),
    actual: String(amount),
    sent: cost.reply.sent,
  })
  const names = namesOf(cost)
  stage.must(new Set(names).size === names.length, 'A component of a video was bought twice.', {
    actual: names.join(', '),
    sent: cost.reply.sent,
  })
}

function mustNotFall(stage: Stage, what: string, before: Answer | undefined, now: Answer, member: string): void {
  if (before === undefined) return
  const [was, is] = [before.number(member), now.number(member)]
  stage.must(is >= was, `The ${what} of a video falls from ${was} to ${is}.`, { sent: now.reply.sent })
}

function mustHaveEnded(stage: Stage, { video }: Look, status: string, why: string): void {
  const ended = video.text('status')
  stage.must(ended === status, `The video ended as ${ended} instead of ${status} ${why}.`, {
    expected: status,
    actual: `${ended}: ${JSON.stringify(video.value('error'))}`,
    sent: video.reply.sent,
  })
}

function mustBeAlerted(stage: Stage, cost: Answer): void {
  const amount = cost.number('amount')
  stage.must(
    typeof cost.value('alerted_at') === 'string',
    `Nobody was alerted about a video that has cost ${amount} cents.`,
    { expected: 'a time', actual: JSON.stringify(cost.value('alerted_at')), sent: cost.reply.sent },
  )
}

function mustBe(stage: Stage, answer: Answer, value: unknown, wanted: unknown, what: string): void {
  stage.must(value === wanted, `${what} is ${JSON.stringify(value)} instead of ${JSON.stringify(wanted)}.`, {
    expected: JSON.stringify(wanted),
    actual: JSON.stringify(value),
    sent: answer.reply.sent,
  })
}
