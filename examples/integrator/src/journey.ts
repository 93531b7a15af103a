import type { Concord, JobStep } from '@concord/sdk'
import type { DocumentCreate, Refund } from '@concord/sdk/types'
import type { Person } from './person.ts'

/** What came of the journey. */
export interface JourneyEnd {
  readonly steps: readonly JobStep[]
  readonly file: Uint8Array
  readonly refund: Refund
}

/** What is ordered if nothing else is. */
export const bees: DocumentCreate = {
  title: 'Bees',
  topic: 'Pollination in alpine meadows',
  target_pages: 20,
  language: 'en',
}

/** From a link in the inbox to a refund: everything that TesiGo does for a user. */
export async function journey(
  concord: Concord,
  person: Person,
  say: (line: string) => void,
  paper = bees,
): Promise<JourneyEnd> {
  await concord.auth.requestMagicLink({ email: person.email })
  const { user } = await concord.auth.verifyMagicLink({ token: await person.tokenFromInbox() })
  say(`Signed in as ${user.email}.`)

  const document = await concord.documents.create(paper)
  const estimate = await concord.documents.estimate(document.id)
  say(`Ordered "${document.title}": about ${estimate.estimated_minutes} min for ${estimate.target_pages} pages.`)

  const intent = await concord.payments.createIntent({ document_id: document.id })
  await person.payInStripesForm(intent.payment_intent_id)
  const payment = await concord.payments.verify({ payment_intent_id: intent.payment_intent_id })
  if (payment.job_id === null) throw new Error(`The payment is ${payment.status}: nothing will be generated.`)
  say(`Paid ${(payment.amount / 100).toFixed(2)} ${payment.currency.toUpperCase()}.`)

  const steps: JobStep[] = []
  const time = person.letTimePass()
  for await (const step of concord.jobs.watch(payment.job_id)) {
    steps.push(step)
    if (step.type === 'section_completed') say(`  section ${step.section_index}: ${step.title}`)
  }
  await time
  say(`Generated: ${(await concord.documents.get(document.id)).status}.`)

  const { download_url } = await concord.documents.export(document.id, { format: 'docx' })
  const file = await person.download(download_url)
  say(`Exported ${file.length.toLocaleString('en')} bytes of DOCX.`)

  const asked = await concord.refunds.create({ payment_id: payment.id, reason: 'I ordered the wrong topic.' })
  await person.approveAsAdministrator(asked.id)
  await person.letTimePass()
  const refund = await concord.refunds.get(asked.id)
  say(`Refund ${refund.status}: ${(refund.amount / 100).toFixed(2)} ${refund.currency.toUpperCase()}.`)
  return { steps, file, refund }
}
