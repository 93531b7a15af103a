import type { Behaviour } from '../behaviour.ts'

const PAGES_A_MINUTE = 25
const CHECKS = 1.2
const RANGE = 0.2

/** What a document is said to take. */
export const estimateBehaviours: readonly Behaviour[] = [
  {
    id: 'estimate-range',
    service: 'documents',
    statement: 'An estimate is 25 pages a minute and a fifth more for the checks, with a range of 20 % to both sides',
    operations: ['documents.estimate'],
    states: ['a signed-in user', 'a document'],
    async run(stage) {
      for (const pages of [50, 200]) {
        const values = await stage.setUp('a signed-in user', ['a document', { target_pages: pages }])
        const path = { document_id: values.number('document_id') }
        const estimate = (await stage.call('documents.estimate', { path, as: values.token })).expect(200)
        const minutes = Math.ceil((pages / PAGES_A_MINUTE) * CHECKS)
        stage.must(
          estimate.number('estimated_minutes') === minutes,
          `${pages} pages are estimated at ${estimate.number('estimated_minutes')} minutes instead of ${minutes}.`,
          { expected: String(minutes), actual: estimate.shown, sent: estimate.reply.sent },
        )
        // The contract does not say how the ends are rounded.
        for (const [end, wanted] of [
          ['min_minutes', minutes * (1 - RANGE)],
          ['max_minutes', minutes * (1 + RANGE)],
        ] as const) {
          stage.must(
            Math.abs(estimate.number(end) - wanted) < 1,
            `${end} of ${pages} pages is ${estimate.number(end)}, which is not 20 % from ${minutes} minutes.`,
            { expected: wanted.toFixed(1), actual: estimate.shown, sent: estimate.reply.sent },
          )
        }
      }
    },
  },
]
