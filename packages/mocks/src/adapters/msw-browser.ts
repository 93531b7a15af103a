import { type SetupWorker, setupWorker } from 'msw/browser'
import { createGateway } from '../control/gateway.ts'
import { createWorldDirectory, defaultWorld, type WorldDirectory } from '../control/worlds.ts'
import { type CoreOptions, createCore } from '../sandbox.ts'
import { admitExpressible, type DoorCapabilities } from './door.ts'
import { inPageSink, type WebhookListener } from './in-page-sink.ts'
import { sandboxHandlers } from './msw-handlers.ts'
import { realTimers } from './real-time.ts'
import { Sandbox } from './sandbox.ts'

export type { WorldDirectory } from '../control/worlds.ts'
export type { CoreOptions } from '../sandbox.ts'
export type { DoorCapabilities } from './door.ts'
export type { WebhookDelivery, WebhookListener } from './in-page-sink.ts'
export type { Sandbox } from './sandbox.ts'

/** How a sandbox in a page is made. Its clock runs with real time, as a person who looks at the page expects. */
export interface SandboxWorkerOptions extends Pick<CoreOptions, 'seed' | 'start' | 'paused' | 'speed' | 'onViolation'> {
  /** The origin whose requests are answered. Default `http://localhost:8000`. */
  readonly origin?: string
  /**
   * Plays the backend behind every webhook endpoint that is set: a page has no address to send to. What it gives is the status of its
   * answer, 200 when it gives none; what it throws counts as no answer.
   *
   * @example setupSandboxWorker({ onWebhook: ({ body }) => show(JSON.parse(body)) })
   */
  readonly onWebhook?: WebhookListener
}

/** A service worker can let a request fail or wait, but what it hands over arrives whole. */
export const mswBrowserDoor: DoorCapabilities = { name: 'MSW in the browser', transport: new Set(['reset', 'hang']) }

/** The sandbox as MSW's worker. */
export class SandboxWorker extends Sandbox {
  readonly worker: SetupWorker
  readonly #worlds: WorldDirectory

  constructor(worlds: WorldDirectory, worker: SetupWorker, origin: string) {
    super(() => worlds.controls(defaultWorld), { baseUrl: origin })
    this.worker = worker
    this.#worlds = worlds
  }

  /** Registers the service worker and starts to intercept. Requests to other origins pass. */
  async start(options?: Parameters<SetupWorker['start']>[0]): Promise<void> {
    await this.worker.start({ onUnhandledFrame: 'bypass', quiet: true, ...options })
  }

  /** Stops to intercept. */
  async stop(): Promise<void> {
    await this.worker.stop()
  }

  /** Throws the world away and begins a new one. */
  renew(): void {
    this.#worlds.delete(defaultWorld)
  }
}

/**
 * A sandbox that answers what this page sends to its origin, through MSW's service worker. Without an endpoint
 * webhooks go to the platform that it plays, as everywhere; `onWebhook` gets those that are for an endpoint.
 *
 * @example
 * const sandbox = setupSandboxWorker({ speed: 20 })
 * await sandbox.start()
 */
export function setupSandboxWorker(options: SandboxWorkerOptions = {}): SandboxWorker {
  const { origin = 'http://localhost:8000', onWebhook, ...core } = options
  const running = createCore({
    start: Date.now,
    paused: false,
    ...core,
    ...(onWebhook && { send: inPageSink(onWebhook) }),
    timers: realTimers,
    origin,
    admitFault: admitExpressible(mswBrowserDoor),
  })
  const worlds = createWorldDirectory(running)
  const worker = setupWorker(...sandboxHandlers(createGateway(worlds, running), origin, mswBrowserDoor))
  return new SandboxWorker(worlds, worker, origin)
}
