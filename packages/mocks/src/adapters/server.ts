import type { AddressInfo } from 'node:net'
import { createGateway, type Gateway } from '../control/gateway.ts'
import type { WorldControls } from '../control/world-controls.ts'
import { createWorldDirectory, defaultWorld, type WorldDirectory } from '../control/worlds.ts'
import { type CoreOptions, createCore } from '../sandbox.ts'
import { realTimers } from './real-time.ts'
import { createAdmission } from './server/admission.ts'
import { createHttpDoor, type HttpDoorOptions } from './server/http-door.ts'
import { ServerNotStarted } from './server/not-started.ts'
import type { SmtpDoor } from './server/smtp-door.ts'
import { openStripeDoor } from './server/stripe-door.ts'
import { stripePatience, webhookPost } from './webhook-post.ts'

export type { WorldControls } from '../control/world-controls.ts'
export type { CoreOptions } from '../sandbox.ts'
export { ServerNotStarted }

/** How the server is started. */
export interface ServerOptions
  extends Pick<CoreOptions, 'seed' | 'speed' | 'start' | 'paused' | 'faces' | 'gatewayProblems' | 'onViolation'> {
  /** Default 8000; 0 takes any that is free. */
  readonly port?: number
  /** Serves Stripe on a port of its own as well; 0 takes any that is free. Default: it does not. */
  readonly stripePort?: number
  /** Takes mail by SMTP for the inboxes of the worlds; 0 takes any port that is free. Default: it does not. */
  readonly smtpPort?: number
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
  /** Where Stripe listens besides `/providers/stripe`, or why it does not. Absent when it was not asked for. */
  readonly stripe?: { readonly url: string; readonly port: number } | { readonly reason: string }
  /** Where mail is taken. Absent when it was not asked for. */
  readonly smtp?: { readonly url: string; readonly port: number }
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
  const gateway = createGateway(worlds, core)
  const doorOptions = { admission, bodyLimit, onFault }
  const door = createHttpDoor(gateway, doorOptions)
  await new Promise<void>((resolve, reject) => {
    door.server.once('error', (error) => reject(notStarted(error, port, host)))
    door.server.listen(port, host, resolve)
  })
  const bound = (door.server.address() as AddressInfo).port
  const name = isLocal(host) ? 'localhost' : host
  const url = `http://${name}:${bound}`
  const stop = async () => {
    core.close()
    await door.close(grace)
  }
  const smtp = await openSmtp(worlds, options.smtpPort, host, onFault).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  const stripe = await openStripe(gateway, options.stripePort, { host, origin: url }, doorOptions)
  return {
    url,
    port: bound,
    ...(smtp && { smtp: { url: `smtp://${name}:${smtp.port}`, port: smtp.port } }),
    ...(stripe && {
      stripe: 'reason' in stripe ? stripe : { url: `http://${name}:${stripe.port}`, port: stripe.port },
    }),
    controls: (world = defaultWorld) => worlds.controls(world),
    async close() {
      await Promise.all([stop(), smtp?.close(), stripe && 'door' in stripe ? stripe.door.close(grace) : undefined])
    },
  }
}

async function openSmtp(
  worlds: WorldDirectory,
  port: number | undefined,
  host: string,
  onFault: (error: unknown) => void,
): Promise<SmtpDoor | undefined> {
  if (port === undefined) return undefined
  const { openSmtpDoor } = await import('./server/smtp-door.ts')
  try {
    return await openSmtpDoor(worlds, { port, host, onFault })
  } catch (error) {
    throw notStarted(error as NodeJS.ErrnoException, port, host, 'smtp-port')
  }
}

/** A second port is a convenience: what stands in its way is told and stops nobody. */
async function openStripe(
  gateway: Gateway,
  port: number | undefined,
  where: { readonly host: string; readonly origin: string },
  options: HttpDoorOptions,
): Promise<Awaited<ReturnType<typeof openStripeDoor>> | { readonly reason: string } | undefined> {
  if (port === undefined) return undefined
  try {
    return await openStripeDoor(gateway, { port, ...where }, options)
  } catch (error) {
    return { reason: notStarted(error as NodeJS.ErrnoException, port, where.host, 'stripe-port').message }
  }
}

function isLocal(host: string): boolean {
  return host === '127.0.0.1' || host === 'localhost' || host === '0.0.0.0'
}

function notStarted(
  error: NodeJS.ErrnoException,
  port: number,
  host: string,
  option: 'port' | 'stripe-port' | 'smtp-port' = 'port',
): ServerNotStarted {
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} is taken. Stop what listens there, or choose another with --${option} ${port + 1}.`,
    EACCES: `Port ${port} may not be used by this account. Choose one above 1023 with --${option} ${option === 'port' ? 8000 : port + 8000}.`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Leave --host away to listen on 127.0.0.1.`,
    ENOTFOUND: `There is no host ${host}. Leave --host away to listen on 127.0.0.1.`,
  }
  return new ServerNotStarted(reasons[error.code ?? ''] ?? `The server could not start: ${error.message}.`, {
    cause: error,
  })
}
