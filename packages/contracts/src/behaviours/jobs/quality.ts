import type { Behaviour } from '../behaviour.ts'
import type { Answer } from '../engine/answer.ts'
import type { Stage } from '../engine/stage.ts'
import { orderDocument, orderStates, type PaidJob, pay, pollToTheEnd } from './paid-job.ts'

const ATTEMPTS = 3
const common = { service: 'jobs', states: orderStates, needs: 'sandbox' } as const

/** What becomes of texts that nobody could check, or that do not pass. */
export const qualityBehaviours: readonly Behaviour[] = [
  {
    ...common,
    id: 'quality-error-is-no-pass',
    statement: 'A check that cannot be made is not passed: the scores stay null, and every section carries a warning',
    operations: ['jobs.get', 'documents.get', 'documents.listSections'],
    async run(stage) {
      const ended = await generate(stage, 2, 'quality.down', {})
      mustBe(stage, ended.job, 'status', 'completed_with_warnings', 'though nobody could check it')
      for (const score of scores) mustBe(stage, ended.document, score, null, 'though nobody could check it')
      const sections = ended.sections.list()
      const bare = sections.find(({ warning }) => typeof warning !== 'string' || warning === '')
      stage.must(sections.length > 0 && bare === undefined, 'A section that nobody could check carries no warning.', {
        actual: JSON.stringify(bare ?? sections),
        sent: ended.sections.reply.sent,
      })
      const scored = sections.flatMap((section) => scores.filter((score) => section[score] !== null))
      stage.must(scored.length === 0, `A section has a ${scored[0]}, and nobody could check it.`, {
        sent: ended.sections.reply.sent,
      })
    },
  },
  {
    ...common,
    id: 'quality-delivered',
    statement: 'With 85 % of its sections a document is delivered, with a warning for each that failed three times',
    operations: ['jobs.get', 'documents.get', 'payments.get'],
    async run(stage) {
      // Six of seven are 85.7 %.
      const ended = await generate(stage, 7, 'quality.low-then-good', { provider: 'copyscape', checks: ATTEMPTS })
      const total = ended.job.number('total_sections')
      mustBe(stage, ended.job, 'failed_sections', 1, `where ${ATTEMPTS} checks failed`)
      mustBe(stage, ended.job, 'status', 'completed_with_warnings', `with ${total - 1} of ${total} sections`)
      mustBe(stage, ended.document, 'status', 'completed', `with ${total - 1} of ${total} sections`)
      mustBe(stage, ended.payment, 'status', 'completed', 'for a document that was delivered')
      const warnings = ended.document.value('quality_warnings')
      const one = Array.isArray(warnings) && warnings.length === 1 && /section 1\b/i.test(String(warnings[0]))
      stage.must(one, 'The delivered document does not carry one warning, about the section that failed.', {
        expected: '["Section 1 failed quality checks after 3 attempts"]',
        actual: JSON.stringify(warnings),
        sent: ended.document.reply.sent,
      })
    },
  },
  {
    ...common,
    id: 'quality-refunded',
    statement: 'Below 85 % of its sections a document is not delivered, and all of its price goes back at once',
    operations: ['jobs.get', 'documents.get', 'payments.get'],
    async run(stage) {
      // Five of six are 83.3 %.
      const ended = await generate(stage, 6, 'quality.low-then-good', { provider: 'copyscape', checks: ATTEMPTS })
      const total = ended.job.number('total_sections')
      mustBe(stage, ended.job, 'failed_sections', 1, `where ${ATTEMPTS} checks failed`)
      mustBe(stage, ended.job, 'status', 'failed_quality', `with ${total - 1} of ${total} sections`)
      mustBe(stage, ended.document, 'status', 'refunded', `with ${total - 1} of ${total} sections`)
      mustBe(stage, ended.payment, 'status', 'refunded', 'for a document that was not delivered')
      mustBe(
        stage,
        ended.payment,
        'amount_refunded',
        ended.payment.number('amount'),
        'for a document that was not delivered',
      )
    },
  },
]

const scores = ['grammar_score', 'plagiarism_score', 'ai_detection_score'] as const

interface Ended {
  readonly job: Answer
  readonly document: Answer
  readonly payment: Answer
  readonly sections: Answer
}

/** Has a document written while something goes wrong. */
async function generate(stage: Stage, pages: number, scenario: string, options: object): Promise<Ended> {
  const order = await orderDocument(stage, pages)
  await stage.providers.scenario(scenario, options)
  const paid = await pay(stage, order)
  await pollToTheEnd(stage, paid)
  // The money may be on its way for a moment after the job has ended.
  let last: Ended | undefined
  await stage.eventually(async () => {
    last = await look(stage, paid)
    return last.document.value('status') === 'failed_quality' ? undefined : last
  })
  return last ?? look(stage, paid)
}

async function look(stage: Stage, { token: as, jobId, documentId, paymentId }: PaidJob): Promise<Ended> {
  const path = { job_id: jobId, document_id: documentId, payment_id: paymentId }
  const get = async (operation: string): Promise<Answer> => (await stage.call(operation, { path, as })).expect(200)
  return {
    job: await get('jobs.get'),
    document: await get('documents.get'),
    payment: await get('payments.get'),
    sections: await get('documents.listSections'),
  }
}

function mustBe(stage: Stage, answer: Answer, name: string, wanted: unknown, why: string): void {
  const value = answer.value(name)
  const what = answer.step.split('.')[0]?.replace(/s$/, '')
  stage.must(
    value === wanted,
    `The ${name} of the ${what} is ${JSON.stringify(value)} instead of ${JSON.stringify(wanted)} ${why}.`,
    {
      expected: JSON.stringify(wanted),
      actual: JSON.stringify(value),
      sent: answer.reply.sent,
    },
  )
}
