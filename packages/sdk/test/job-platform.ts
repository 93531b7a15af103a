import type { JobProgress, JobStatus, Section } from '../src/generated/types.ts'
import type { ConcordOptions, Core } from '../src/http/core.ts'
import type { JobStep } from '../src/realtime/job-ledger.ts'
import { coreOf, HandClock, json, problem, type Seen, serverOf, settled } from './stub.ts'

const timestamp = '2025-12-01T15:30:00Z'
const job_id = 1201
const document_id = 42

/** One end of a socket; the other is the test's. */
export class TestSocket extends EventTarget {
  readonly url: string
  readonly sent: { readonly type: string }[] = []
  readyState = 0

  constructor(url: URL | string) {
    super()
    this.url = String(url)
  }

  open(): void {
    this.readyState = 1
    this.dispatchEvent(new Event('open'))
  }

  say(message: object): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }))
  }

  /** The connection ends; 1006 means that it was lost. */
  end(code = 1006): void {
    if (this.readyState === 3) return
    this.readyState = 3
    this.dispatchEvent(Object.assign(new Event('close'), { code, reason: '' }))
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text))
  }

  close(code = 1000): void {
    this.end(code)
  }
}

/** A platform that has one job of ten sections. What happens to it is stored, and told on the socket if the test says so. */
export class JobPlatform {
  readonly clock = new HandClock()
  readonly sockets: TestSocket[] = []
  readonly seen: readonly Seen[]
  readonly core: Core
  status: JobStatus = 'queued'
  total = 10
  offline = false
  refusal: { status: number; code: string } | undefined
  readonly #sections: Section[] = []

  constructor(options: Partial<ConcordOptions> = {}) {
    const { sockets } = this
    const server = serverOf((request) => this.#answer(new URL(request.url).pathname))
    this.seen = server.seen
    const WebSocketOfTest = class extends TestSocket {
      constructor(url: URL | string) {
        super(url)
        sockets.push(this)
      }
    }
    this.core = coreOf(server, {
      clock: this.clock,
      random: () => 0.5,
      session: `e30.${btoa('{"user_id":7}')}.x`,
      // Only what the SDK uses of a socket is there.
      WebSocket: WebSocketOfTest as unknown as typeof WebSocket,
      ...options,
    })
  }

  get socket(): TestSocket {
    const socket = this.sockets.at(-1)
    if (!socket) throw new Error('No socket was opened.')
    return socket
  }

  polls(): number {
    return this.seen.filter(({ url }) => url.endsWith('/progress')).length
  }

  /** Writes the next section; gives what the socket says of it. */
  write(passes = true): JobStep[] {
    this.status = 'running'
    const section_index = this.#sections.length + 1
    const title = `Section ${section_index}`
    const message = `Section ${section_index} failed quality checks after 3 attempts`
    const scores = { grammar_score: null, plagiarism_score: null, ai_detection_score: null }
    this.#sections.push({
      ...scores,
      id: section_index,
      document_id,
      section_index,
      title,
      content: passes ? 'text' : null,
      status: passes ? 'completed' : 'failed',
      attempts: passes ? 1 : 3,
      warning: passes ? null : message,
      created_at: timestamp,
    })
    const told: JobStep = passes
      ? { type: 'section_completed', job_id, timestamp, section_index, title, attempts: 1 }
      : { type: 'quality_warning', job_id, timestamp, section_index, message }
    return [told, this.progressMessage()]
  }

  start(): JobStep[] {
    this.status = 'running'
    return [{ type: 'job_started', job_id, timestamp, document_id, total_sections: this.total }, this.progressMessage()]
  }

  finish(): JobStep {
    const quality_warnings = this.#warnings()
    this.status = quality_warnings.length > 0 ? 'completed_with_warnings' : 'completed'
    return { type: 'job_completed', job_id, timestamp, document_id, status: this.status, quality_warnings }
  }

  progressMessage(): JobStep {
    const { progress, stage, current_section, total_sections, estimated_seconds } = this.#progress()
    return {
      type: 'progress',
      job_id,
      timestamp,
      progress,
      stage,
      current_section,
      total_sections,
      estimated_time: estimated_seconds,
    }
  }

  #warnings(): string[] {
    return this.#sections.flatMap(({ warning }) => (warning === null ? [] : [warning]))
  }

  #progress(): JobProgress {
    const running = this.status === 'running'
    const written = this.#sections.length
    const current_section = this.status === 'queued' ? 0 : Math.min(written + 1, this.total)
    return {
      job_id,
      document_id,
      status: this.status,
      progress: Math.round((written / this.total) * 100),
      current_section,
      total_sections: this.total,
      stage: running ? `generating_section_${current_section}_of_${this.total}` : this.status,
      estimated_seconds: (this.total - written) * 6,
      last_updated: timestamp,
      error: this.status.startsWith('failed') ? { code: 'all_providers_failed', detail: 'No model answered.' } : null,
    }
  }

  #answer(path: string): Response {
    if (this.offline) throw new TypeError('fetch failed')
    if (this.refusal) return problem(this.refusal.status, this.refusal.code)
    if (path.endsWith('/progress')) return json(this.#progress())
    if (path.endsWith('/sections'))
      return json({ items: this.#sections, total: this.#sections.length, page: 1, per_page: 100 })
    if (path.includes('/payment/')) return json({ id: 88, status: 'refunded' })
    if (path.endsWith(`/jobs/${job_id}`))
      return json({ id: job_id, user_id: 7, payment_id: 88, quality_warnings: this.#warnings() })
    return problem(404, 'path_not_found')
  }
}

/** Takes every step of a watch in the background. */
export function taken(steps: AsyncIterable<JobStep>) {
  const told: string[] = []
  const outcome = (async () => {
    for await (const step of steps) told.push(short(step))
    return 'ended'
  })().catch((error: { code: string }) => error.code)
  return { told, outcome, settled }
}

/** A step in a few characters: `started`, `section 3`, `warning 4`, `20 % in 3`, `completed`. */
export function short(step: JobStep): string {
  switch (step.type) {
    case 'progress':
      return `${step.progress} % in ${step.current_section}`
    case 'section_completed':
      return `section ${step.section_index}`
    case 'quality_warning':
      return `warning ${step.section_index}`
    default:
      return step.type.slice('job_'.length)
  }
}
