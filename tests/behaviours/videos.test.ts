import { budgetBehaviours } from '../../packages/contracts/src/behaviours/videos/budget.ts'
import { type Fault, onAnswer, withFields } from './faulty-backend.ts'
import { holdAgainstFaults } from './theatre.ts'

const cost = /\/videos\/\d+\/cost$/
const video = /\/videos\/\d+$/

interface Cost {
  readonly amount: number
  readonly alerted_at: string | null
  readonly components: readonly { readonly name: string; readonly amount: number }[]
}

/** A backend that answers something else where the sandbox answers 200. */
const changed =
  <Body extends object>(path: RegExp, change: (body: Body) => object): (() => Fault) =>
  () =>
    onAnswer('GET', path, (given) => withFields(given, change))

const costs = (change: (cost: Cost) => Partial<Cost>): (() => Fault) => changed(cost, change)

const bought = (name: string, amount: number) => ({ name, amount, currency: 'usd', bought_at: '2025-12-01T15:30:12Z' })

holdAgainstFaults(budgetBehaviours, [
  {
    behaviour: 'cost-adds-up',
    fault: 'the cost is not what was bought',
    make: costs(({ amount }) => ({ amount: amount + 1 })),
    says: /^A video has cost \d+ cents, and its components \d+ together\.$/,
  },
  {
    behaviour: 'cost-adds-up',
    fault: 'the script is paid for twice',
    make: costs(({ components: [first, ...rest], amount }) =>
      first === undefined ? {} : { components: [first, first, ...rest], amount: amount + first.amount },
    ),
    says: 'A component of a video was bought twice.',
  },
  {
    behaviour: 'cost-adds-up',
    fault: 'the music is free, and in no bill',
    make: costs(({ components }) => {
      const rest = components.filter(({ name }) => name !== 'music')
      return { components: rest, amount: rest.reduce((sum, { amount }) => sum + amount, 0) }
    }),
    says: /^What the video is made of is "script, voice, visuals, thumbnail, rendering" instead of/,
  },
  {
    behaviour: 'cost-adds-up',
    fault: 'the progress falls',
    make: changed<{ progress: number }>(video, ({ progress }) => ({ progress: progress === 50 ? 10 : progress })),
    says: 'The progress of a video falls from 33 to 10.',
  },
  {
    behaviour: 'budget-alert',
    fault: 'nobody is ever alerted',
    make: costs(() => ({ alerted_at: null })),
    says: 'Nobody was alerted about a video that has cost 250 cents.',
  },
  {
    behaviour: 'budget-alert',
    fault: 'the alert comes a cent too late',
    make: costs(({ amount, alerted_at }) => ({ alerted_at: amount > 250 ? alerted_at : null })),
    says: 'Nobody was alerted about a video that has cost 250 cents.',
  },
  {
    behaviour: 'budget-alert',
    fault: 'the alert comes too early',
    make: costs(({ amount }) => ({ alerted_at: amount >= 200 ? '2025-12-01T15:30:12Z' : null })),
    says: /^The time of the alert about \$2\.49 is ".*" instead of null\.$/,
  },
  {
    behaviour: 'budget-alert',
    fault: 'every component alerts anew',
    make: costs(({ alerted_at, components }) => ({
      alerted_at: alerted_at === null ? null : `2025-12-01T15:30:${10 + components.length}Z`,
    })),
    says: 'The user was alerted more than once about the same video.',
  },
  {
    behaviour: 'budget-cap',
    fault: 'the last component is bought all the same',
    make: costs(({ amount, components }) =>
      components.length === 5 && amount > 200
        ? { amount: 340, components: [...components, bought('rendering', 340 - amount)] }
        : {},
    ),
    says: 'The video has cost 340 cents, and none may cost more than 300.',
  },
  {
    behaviour: 'budget-cap',
    fault: 'a video that is too dear is delivered',
    make: changed<{ status: string }>(video, ({ status }) =>
      status === 'failed' ? { status: 'ready_for_upload' } : {},
    ),
    says: 'The video ended as ready_for_upload instead of failed though its components come to $3.01.',
  },
  {
    behaviour: 'budget-cap',
    fault: 'exactly three dollars are too much',
    make: changed<{ status: string; progress: number }>(video, ({ status }) =>
      status === 'ready_for_upload'
        ? { status: 'failed', error: { code: 'budget_exceeded', detail: 'Too dear.' } }
        : {},
    ),
    says: 'The video ended as failed instead of ready_for_upload at exactly $3.00.',
  },
  {
    behaviour: 'budget-cap',
    fault: 'the reason is another one',
    make: changed<{ error: object | null }>(video, ({ error }) =>
      error === null ? {} : { error: { ...error, code: 'all_providers_failed' } },
    ),
    says: /^The code of the error of a video that would be too dear is "all_providers_failed" instead of/,
  },
])
