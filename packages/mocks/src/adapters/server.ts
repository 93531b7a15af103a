import type { AddressInfo } from 'node:net'
import { createGateway } from '../control/gateway.ts'
import type { WorldControls } from '../control/world-controls.ts'
import { createWorldDirectory, defaultWorld } from '../control/worlds.ts'
import { type CoreOptions, createCore } from '../sandbox.ts'
import { realTimers } from './real-time.ts'
import { createAdmission } from './server/admission.ts'
import { createHttpDoor } from './server/http-door.ts'
import { ServerNotStarted } from './server/not-started.ts'
import { stripePatience, webhookPost } from './webhook-post.ts'

export type { WorldControls } from '../control/world-controls.ts'
export type { CoreOptions } from '../sandbox.ts'
export { ServerNotStarted }

/** How the server is started. */
export interface ServerOptions
  extends Pick<CoreOptions, 'seed' | 'speed' | 'start' | 'paused' | 'faces' | 'gatewayProblems' | 'onViolation'> {
  /** Default 8000; 0 takes any that is free. */
  readonly port?: number
  /** The address to listen on. Default 127.0.0.1: nobody but this machine. */
  readonly host?: string
  /** Origins of pages that may call it, besides those of localhost. */
  readonly origins?: readonly string[]
  /** The most bytes that a body may have. Default 10 MiB. */
  readonly bodyLimit?: number
  /** How long a backend may take to answer a webhook, in real milliseconds. Default 20,000, as at Stripe. */
  readonly webhookTimeout?: number
  /** Told of faults of the sandbox itself; the client gets a 500. Default: they are written to the standard error. */
  readonly onFault?: (error: unknown) => void
}

/** A sandbox that listens on a port. */
export interface RunningServer {
  /** `http://localhost:8000` */
  readonly url: string
  readonly port: number
  /** What can be done to a world, in code. */
  controls(world?: string): WorldControls
  /** Takes no more connections, ends those that are open and stops every clock. */
  close(): Promise<void>
}

const grace = 300

/**
 * Serves the sandbox over HTTP and WebSocket. Clocks run with real time, `speed` times as fast.
 *
 * @throws ServerNotStarted when the port is taken or may not be used
 * @example
 * const server = await startServer({ port: 0 })
 * await fetch(`${server.url}/api/v1/health`)
 * await server.close()
 */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const { port = 8000, host = '127.0.0.1', origins = [], bodyLimit = 10 * 1_048_576 } = options
  const onFault = options.onFault ?? ((error) => console.error(error))
  const core = createCore({
    start: options.start ?? Date.now,
    paused: options.paused ?? false,
    timers: realTimers,
    send: webhookPost(fetch, options.webhookTimeout ?? stripePatience),
    bodyLimit,
    ...(options.seed !== undefined && { seed: options.seed }),
    ...(options.speed !== undefined && { speed: options.speed }),
    ...(options.faces !== undefined && { faces: options.faces }),
    ...(options.gatewayProblems !== undefined && { gatewayProblems: options.gatewayProblems }),
    ...(options.onViolation !== undefined && { onViolation: options.onViolation }),
  })
  const worlds = createWorldDirectory(core)
  const admission = createAdmission(host, origins)
  const door = createHttpDoor(createGateway(worlds, core), { admission, bodyLimit, onFault })
  await new Promise<void>((resolve, reject) => {
    door.server.once('error', (error) => reject(notStarted(error, port, host)))
    door.server.listen(port, host, resolve)
  })
  const bound = (door.server.address() as AddressInfo).port
  return {
    url: `http://${isLocal(host) ? 'localhost' : host}:${bound}`,
    port: bound,
    controls: (world = defaultWorld) => worlds.controls(world),
    async close() {
      core.close()
      await door.close(grace)
    },
  }
}

function isLocal(host: string): boolean {
  return host === '127.0.0.1' || host === 'localhost' || host === '0.0.0.0'
}

function notStarted(error: NodeJS.ErrnoException, port: number, host: string): ServerNotStarted {
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} is taken. Stop what listens there, or choose another with --port ${port + 1}.`,
    EACCES: `Port ${port} may not be used by this account. Choose one above 1023 with --port 8000.`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Leave --host away to listen on 127.0.0.1.`,
    ENOTFOUND: `There is no host ${host}. Leave --host away to listen on 127.0.0.1.`,
  }
  return new ServerNotStarted(reasons[error.code ?? ''] ?? `The server could not start: ${error.message}.`, {
    cause: error,
  })
}
