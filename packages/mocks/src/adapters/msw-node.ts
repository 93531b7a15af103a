import { bypass } from 'msw'
import { type SetupServer, setupServer } from 'msw/node'
import { createGateway } from '../control/gateway.ts'
import { createWorldDirectory, defaultWorld, type WorldDirectory } from '../control/worlds.ts'
import { type CoreOptions, createCore } from '../sandbox.ts'
import { admitExpressible, type DoorCapabilities } from './door.ts'
import { sandboxHandlers } from './msw-handlers.ts'
import { Sandbox } from './sandbox.ts'
import { testPatience, webhookPost } from './webhook-post.ts'

export type { WorldDirectory } from '../control/worlds.ts'
export type { CoreOptions } from '../sandbox.ts'
export type { DoorCapabilities } from './door.ts'
export type { Sandbox } from './sandbox.ts'

/** How a sandbox behind MSW is made. Its clocks stand still until they are moved. */
export interface SandboxServerOptions extends Pick<CoreOptions, 'seed' | 'start' | 'send' | 'onViolation'> {
  /** The origin whose requests are answered. Default `http://localhost:8000`. */
  readonly origin?: string
  /** How long a backend may take to answer a webhook, in real milliseconds; the clock waits with it. Default 2,000. */
  readonly webhookTimeout?: number
}

/** In Node MSW ends a body that breaks off as if it were whole, so a truncated answer cannot be shown. */
export const mswNodeDoor: DoorCapabilities = { name: 'MSW in Node', transport: new Set(['reset', 'hang']) }

/** The sandbox as MSW's server: `listen`, `use`, `resetHandlers` and `close` are MSW's own. */
export class SandboxServer extends Sandbox {
  readonly server: SetupServer
  readonly #worlds: WorldDirectory

  constructor(worlds: WorldDirectory, server: SetupServer, origin: string) {
    super(() => worlds.controls(defaultWorld), { baseUrl: origin })
    this.server = server
    this.#worlds = worlds
  }

  /** Starts to intercept. Requests to other origins pass, unless `onUnhandledFrame` says otherwise. */
  listen(options?: Parameters<SetupServer['listen']>[0]): void {
    this.server.listen({ onUnhandledFrame: 'bypass', ...options })
  }

  /** Handlers that come before the sandbox, until `resetHandlers`. */
  use(...handlers: Parameters<SetupServer['use']>): void {
    this.server.use(...handlers)
  }

  resetHandlers(): void {
    this.server.resetHandlers()
  }

  /** Stops to intercept. */
  close(): void {
    this.server.close()
  }

  /** Throws the world away and begins a new one: what an earlier test left behind does not reach it. */
  renew(): void {
    this.#worlds.delete(defaultWorld)
  }
}

/**
 * A sandbox that answers what this process sends to its origin, through MSW.
 *
 * @example
 * const sandbox = setupSandboxServer({ seed: 7 })
 * beforeAll(() => sandbox.listen())
 * afterEach(() => sandbox.renew())
 * afterAll(() => sandbox.close())
 */
export function setupSandboxServer(options: SandboxServerOptions = {}): SandboxServer {
  const { origin = 'http://localhost:8000', webhookTimeout = testPatience, ...core } = options
  // Our own webhooks go to a real address; MSW would take them for requests of the code under test.
  const send = webhookPost((url, init) => fetch(bypass(url, init)), webhookTimeout)
  const running = createCore({ send, ...core, origin, admitFault: admitExpressible(mswNodeDoor) })
  const worlds = createWorldDirectory(running)
  const server = setupServer(...sandboxHandlers(createGateway(worlds, running), origin, mswNodeDoor))
  return new SandboxServer(worlds, server, origin)
}
