// One journey and one production under one scenario from one seed, in time that nobody waits for, and what is left of them.
import { createSandbox, type InProcessSandbox, type ScenarioName } from '@concord/mocks'
import { memorySession } from '@concord/sdk'
import { bees, journey } from '../examples/integrator/src/journey.ts'
import { personInSandbox } from '../examples/integrator/src/person.ts'
import { production } from '../examples/integrator/src/production.ts'
import { HandClock, settled } from '../packages/sdk/test/stub.ts'

/** What became of a user who ran into trouble. */
export interface Ending {
  /** How the journey ended: `done`, or what it was told. */
  readonly journey: string
  /** How the production of a video ended that followed it. */
  readonly production: string
  readonly documents: readonly string[]
  readonly jobs: readonly string[]
  readonly payments: readonly string[]
  readonly videos: readonly string[]
}

export interface Life extends Ending {
  /** What the rules do not allow; empty if all is well. */
  readonly broken: readonly string[]
  /** All that happened, as text. */
  readonly timeline: string
}

/** Virtual milliseconds that pass at once while nobody on either side waits for anything. */
const idle = 1_000
/** Long enough for every webhook to have been given up, in virtual seconds. */
const aftermath = 4 * 24 * 3_600
/** Far more than any life takes, in virtual milliseconds. */
const patience = 3 * 3_600_000

/** From which the journey is lived. */
export const seeds: readonly number[] = Array.from({ length: 20 }, (_, index) => index + 1)

/** As short as it can be for a section that fails to be forgiven. */
const paper = { ...bees, target_pages: 7 }

/** Lives through the journey under a scenario. */
export async function live(name: ScenarioName, seed: number): Promise<Life> {
  // What is loaded when it is first used takes real time, which no seed can know: the first life of all is not told of.
  loaded ??= liveThrough('auth.oauth-denied', 1)
  await loaded
  return liveThrough(name, seed)
}

let loaded: Promise<unknown> | undefined

async function liveThrough(name: ScenarioName, seed: number): Promise<Life> {
  const broken: string[] = []
  const unhandled = (reason: unknown) => void broken.push(`nobody handled ${reason}`)
  process.on('unhandledRejection', unhandled)
  try {
    return await liveToTheEnd(name, seed, broken)
  } finally {
    process.off('unhandledRejection', unhandled)
  }
}

/** @param broken what the rules do not allow is put here, whenever it shows */
async function liveToTheEnd(name: ScenarioName, seed: number, broken: string[]): Promise<Life> {
  const sandbox = createSandbox({
    seed,
    onViolation: ({ where, message }) => broken.push(`the sandbox failed in ${where}: ${message}`),
  })
  const clock = new HandClock(sandbox.clock.now())
  const concord = sandbox.client({ clock, session: memorySession(), random: () => 0.5 })
  const person = {
    ...personInSandbox('ada@example.test', sandbox.origin, sandbox.fetch),
    letTimePass: (seconds = 120) => new Promise<void>((resolve) => void clock.after(seconds * 1000, resolve)),
  }
  sandbox.scenario(name)
  const ends: string[] = []
  const begun = clock.now()
  const acts = [() => journey(concord, person, () => {}, paper), () => production(concord, person, () => {})]
  const living = liveOn(acts, ends)
  while (ends.length < acts.length && clock.now() - begun < patience) {
    await quiet(sandbox)
    const step = untilNext(sandbox, clock)
    await Promise.all([clock.advance(step), sandbox.clock.advance(step / 1000)])
  }
  if (ends.length < acts.length) broken.push(`the ${ends.length === 0 ? 'journey' : 'production'} never ends`)
  else await living
  await sandbox.clock.advance(aftermath)
  const timeline = JSON.stringify(sandbox.timeline.items)
  await makeGood(sandbox, name)
  broken.push(...complaints(sandbox))
  const [toldByJourney = 'never', toldByProduction = 'never'] = ends
  return { journey: toldByJourney, production: toldByProduction, ...leftBehind(sandbox), broken, timeline }
}

/** One thing after the other, whatever became of the one before. */
async function liveOn(acts: readonly (() => Promise<unknown>)[], ends: string[]): Promise<void> {
  for (const act of acts) ends.push(await act().then(() => 'done', told))
}

/** Virtual milliseconds until something falls due, at the user's or in the sandbox: time goes from one such moment to the next. */
function untilNext(sandbox: InProcessSandbox, clock: HandClock): number {
  const now = clock.now()
  const due = [clock.next, sandbox.controls.world.scheduler.next].map((at) => at ?? now + idle)
  return Math.max(1, Math.ceil(Math.min(...due) - now))
}

/** Everything that can happen without time has happened. */
async function quiet(sandbox: InProcessSandbox): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await settled()
  await sandbox.clock.settled()
  for (let turn = 0; turn < 2; turn++) await settled()
}

/** The trouble is over, and the user looks at what they paid: that finds money of which no webhook told. */
async function makeGood(sandbox: InProcessSandbox, name: ScenarioName): Promise<void> {
  sandbox.controls.world.faults.removeScenario(name)
  const { concord } = await sandbox.signIn('ada@example.test')
  for (const { payment_intent_id, status } of (await concord.payments.list()).items) {
    if (status === 'pending') await concord.payments.verify({ payment_intent_id })
  }
  await sandbox.clock.advance(aftermath)
}

function told(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code } = error as { readonly code?: unknown }
  const refused = /"code":"(\w+)"/.exec(error.message)?.[1]
  if (refused !== undefined) return refused
  if (error instanceof TypeError && error.message === 'fetch failed') return 'network'
  return typeof code === 'string' ? code : /^The payment is \w+/.test(error.message) ? 'not paid' : error.name
}

interface Row {
  readonly id: number
  readonly status: string
  readonly user_id: number
}

interface JobRow extends Row {
  readonly document_id: number
  readonly payment_id: number
}

interface PaymentRow extends Row {
  readonly document_id: number
  readonly payment_intent_id: string
  readonly disputed: boolean
}

interface VideoRow extends Row {
  readonly error: { readonly code: string } | null
  readonly alerted_at: string | null
  readonly bought: readonly { readonly name: string; readonly amount: number }[]
}

interface ChargeRow {
  readonly id: string
  readonly payment_intent: string
  readonly paid: boolean
  readonly disputed: boolean
  readonly amount: number
  readonly amount_refunded: number
}

function booksOf(sandbox: InProcessSandbox) {
  const { store } = sandbox.world
  const all = <T extends { readonly id: string | number }>(name: string) => store.collection<T>(name).all()
  return {
    documents: all<Row>('documents'),
    jobs: all<JobRow>('jobs'),
    payments: all<PaymentRow>('payments'),
    charges: all<ChargeRow>('stripe.charges'),
    videos: all<VideoRow>('videos'),
  }
}

/** How the user's own things ended. */
function leftBehind(sandbox: InProcessSandbox): Omit<Ending, 'journey' | 'production'> {
  const { documents, jobs, payments, videos } = booksOf(sandbox)
  const user = sandbox.world.store
    .collection<{ readonly id: number; readonly email: string }>('users')
    .first({ email: 'ada@example.test' })
  const own = (rows: readonly Row[]) => rows.filter(({ user_id }) => user_id === user?.id).map(({ status }) => status)
  return {
    documents: own(documents),
    jobs: own(jobs),
    videos: videos
      .filter(({ user_id }) => user_id === user?.id)
      .map(({ status, error, alerted_at }) =>
        [error?.code ?? status, ...(alerted_at === null ? [] : ['alerted'])].join(', '),
      ),
    payments: payments
      .filter(({ user_id }) => user_id === user?.id)
      .map(({ status, disputed }) => (disputed ? `${status}, disputed` : status)),
  }
}

/** What no trouble excuses. */
function complaints(sandbox: InProcessSandbox): string[] {
  const { documents, jobs, payments, charges, videos } = booksOf(sandbox)
  const complaints: string[] = []
  for (const document of documents) {
    if (document.status === 'generating') complaints.push(`document ${document.id} is stuck`)
    const own = jobs.filter(({ document_id }) => document_id === document.id)
    if (own.length > 1) complaints.push(`document ${document.id} has ${own.length} jobs`)
    const intents = new Set(
      payments.filter(({ document_id }) => document_id === document.id).map((row) => row.payment_intent_id),
    )
    const kept = charges.filter(
      (row) => intents.has(row.payment_intent) && row.paid && row.amount_refunded < row.amount,
    )
    if (kept.length > 1) complaints.push(`document ${document.id} was charged ${kept.length} times`)
  }
  for (const { id, status } of jobs)
    if (status === 'queued' || status === 'running') complaints.push(`job ${id} is still ${status}`)
  for (const charge of charges) {
    if (!charge.paid || charge.amount_refunded === charge.amount) continue
    const payment = payments.find(({ payment_intent_id }) => payment_intent_id === charge.payment_intent)
    if (payment?.status !== 'completed')
      complaints.push(`charge ${charge.id} was taken for a payment that is ${payment?.status ?? 'unknown'}`)
    else if (!jobs.some(({ payment_id }) => payment_id === payment.id))
      complaints.push(`payment ${payment.id} got no job`)
  }
  complaints.push(...videos.flatMap(complaintsAbout))
  if (videos.length > 1) complaints.push(`one order made ${videos.length} videos`)
  return complaints
}

function complaintsAbout({ id, status, bought }: VideoRow): string[] {
  const spent = bought.reduce((sum, { amount }) => sum + amount, 0)
  return [
    ...(status === 'queued' || status === 'processing' ? [`video ${id} is still ${status}`] : []),
    ...(spent > 300 ? [`video ${id} cost ${spent} cents`] : []),
    ...(new Set(bought.map(({ name }) => name)).size < bought.length ? [`video ${id} was paid for twice`] : []),
  ]
}
