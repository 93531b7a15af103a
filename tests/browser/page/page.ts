// Runs in the page: the sandbox behind MSW's service worker, and what the test asks of it.
import { setupSandboxWorker } from '@concord/mocks/browser'
import { browserSession, Concord } from '@concord/sdk'
import { type JourneyEnd, journey } from '../../../examples/integrator/src/journey.ts'
import { personInSandbox } from '../../../examples/integrator/src/person.ts'
import { DoorClient } from '../../doors/check.ts'
import { doorChecks } from '../../doors/checks.ts'

/** What the test calls from outside. Results are plain data: they leave the page. */
export interface PageApi {
  readonly checks: readonly string[]
  runCheck(name: string): Promise<void>
  runJourney(): Promise<JourneyReport>
}

export interface JourneyReport {
  readonly steps: JourneyEnd['steps']
  /** The first bytes and the length: enough to know a DOCX by, without carrying it out of the page. */
  readonly file: { readonly head: readonly number[]; readonly length: number }
  readonly refund: JourneyEnd['refund']
  readonly intercepted: boolean
}

declare global {
  interface Window {
    concordPage: PageApi
  }
}

const sandbox = setupSandboxWorker({ origin: 'http://api.example.test', seed: 7, paused: true })
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
      file: { head: [...end.file.subarray(0, 4)], length: end.file.length },
      refund: end.refund,
      intercepted: navigator.serviceWorker.controller !== null,
    }
  },
}
