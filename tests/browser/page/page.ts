// Runs in the page: the sandbox behind MSW's service worker, and what the test asks of it.
import { setupSandboxWorker, type WebhookListener } from '@concord/mocks/browser'
import { browserSession, Concord } from '@concord/sdk'
import { verify } from '@concord/sdk/webhooks'
import { type JourneyEnd, journey } from '../../../examples/integrator/src/journey.ts'
import { personInSandbox } from '../../../examples/integrator/src/person.ts'
import { DoorClient } from '../../doors/check.ts'
import { doorChecks } from '../../doors/checks.ts'

/** What the test calls from outside. Results are plain data: they leave the page. */
export interface PageApi {
  readonly checks: readonly string[]
  runCheck(name: string): Promise<void>
  runJourney(): Promise<JourneyReport>
  /** A finished document as a PDF, whose libraries are other ones in a page than in Node. */
  exportPdf(title: string): Promise<FileReport>
  /** A listener in the page plays a backend that refuses the first webhook, breaks at the second and takes the third. */
  playBackend(): Promise<BackendReport>
}

export interface BackendReport {
  /** Each webhook that arrived: its type, once its signature was believed. */
  readonly seen: readonly string[]
  /** What the log of deliveries says, as the page reads it over HTTP. */
  readonly attempts: readonly (number | string | null)[]
  readonly status: string
}

/** The first bytes and the length: enough to know a file by, without carrying it out of the page. */
export interface FileReport {
  readonly head: readonly number[]
  readonly length: number
}

export interface JourneyReport {
  readonly steps: JourneyEnd['steps']
  readonly file: FileReport
  readonly refund: JourneyEnd['refund']
  readonly intercepted: boolean
}

const report = (file: Uint8Array): FileReport => ({ head: [...file.subarray(0, 5)], length: file.length })

declare global {
  interface Window {
    concordPage: PageApi
  }
}

let onWebhook: WebhookListener = () => 200
const sandbox = setupSandboxWorker({
  origin: 'http://api.example.test',
  seed: 7,
  paused: true,
  onWebhook: (delivery) => onWebhook(delivery),
})
await sandbox.start({ serviceWorker: { url: '/mockServiceWorker.js' } })

window.concordPage = {
  checks: doorChecks.map(({ name }) => name),

  async runCheck(name) {
    sandbox.renew()
    const { origin } = sandbox
    const check = doorChecks.find((known) => known.name === name)
    await check?.run(new DoorClient({ origin, fetch: window.fetch.bind(window), WebSocket, hidesRedirects: true }))
  },

  async runJourney() {
    sandbox.renew()
    const concord = new Concord({ baseUrl: sandbox.origin, session: browserSession() })
    const end = await journey(concord, personInSandbox('ada@example.test', sandbox.origin), () => {})
    return {
      steps: end.steps,
      file: report(end.file),
      refund: end.refund,
      intercepted: navigator.serviceWorker.controller !== null,
    }
  },
  async exportPdf(title) {
    sandbox.renew()
    const { concord } = await sandbox.signIn('ada@example.test')
    const { id } = await concord.documents.create({ title, topic: 'Bees', target_pages: 4, language: 'uk' })
    await sandbox.pay(await concord.payments.createIntent({ document_id: id }))
    await sandbox.clock.advance('10m')
    const { download_url } = await concord.documents.export(id, { format: 'pdf' })
    return report(new Uint8Array(await (await fetch(download_url)).arrayBuffer()))
  },

  async playBackend() {
    sandbox.renew()
    const seen: string[] = []
    onWebhook = async ({ headers, body }) => {
      const { type } = await verify(body, headers, 'whsec_page', { now: sandbox.clock.now() })
      seen.push(type)
      if (seen.length === 1) return 500
      if (seen.length === 2) throw new Error('The page is busy.')
      return undefined
    }
    const endpoint = {
      url: 'https://page.example.test/hook',
      secret: 'whsec_page',
      enabled_events: ['payment_intent.created'],
    }
    await fetch(`${sandbox.origin}/__sandbox/webhooks/endpoint`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(endpoint),
    })
    const { concord } = await sandbox.signIn('ada@example.test')
    const { id } = await concord.documents.create({ title: 'Bees', topic: 'Honey', target_pages: 4, language: 'en' })
    await concord.payments.createIntent({ document_id: id })
    await sandbox.clock.advance('31m')
    const { items } = await (await fetch(`${sandbox.origin}/__sandbox/webhooks`)).json()
    const [{ attempts, status }] = items as [WebhookLogEntry]
    return { seen, attempts: attempts.map(({ response_status, error }) => response_status ?? error), status }
  },
}

interface WebhookLogEntry {
  readonly status: string
  readonly attempts: readonly { readonly response_status: number | null; readonly error: string | null }[]
}
