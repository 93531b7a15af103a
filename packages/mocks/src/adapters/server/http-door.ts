import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Gateway } from '../../control/gateway.ts'
import type { SandboxReply } from '../../engine/call.ts'
import { type Admission, corsHeaders, isPreflight, preflightHeaders } from './admission.ts'
import { hasBody, readBody, sandboxRequest } from './read-request.ts'
import { foreignHost, foreignOrigin, internalFault, noTunnel, notHttp } from './refusal.ts'
import { sendReply, writeReply } from './send-reply.ts'
import { createUpgrade } from './upgrade.ts'

export interface HttpDoorOptions {
  readonly admission: Admission
  /** Bytes. */
  readonly bodyLimit: number
  /** Told of faults of the sandbox itself; the client gets a 500. */
  readonly onFault: (error: unknown) => void
}

/** How much of a body that was refused is still read, so that the client gets to see the answer. */
const drainLimit = 32 * 1_048_576

export interface HttpDoor {
  readonly server: Server
  /** Takes no more connections, and ends those that are open after a moment of grace. */
  close(graceMilliseconds: number): Promise<void>
}

/** A server whose every request and socket goes to the gateway. */
export function createHttpDoor(gateway: Gateway, options: HttpDoorOptions): HttpDoor {
  const { admission, bodyLimit } = options

  const failed = (response: ServerResponse, error: unknown) => {
    options.onFault(error)
    if (response.headersSent) response.destroy()
    else void sendReply(internalFault(error), response)
  }

  const onRequest = (incoming: IncomingMessage, response: ServerResponse) => {
    try {
      const origin = incoming.headers.origin
      const refused = refuse(admission, incoming)
      if (refused !== undefined) {
        incoming.resume()
        void sendReply(refused, response)
      } else if (origin !== undefined && isPreflight(incoming)) {
        response.writeHead(204, preflightHeaders(incoming, origin)).end()
      } else if (hasBody(incoming)) {
        answerWithBody(incoming, response, origin)
      } else {
        answer(incoming, response, origin)
      }
    } catch (error) {
      failed(response, error)
    }
  }

  const answerWithBody = (incoming: IncomingMessage, response: ServerResponse, origin: string | undefined) =>
    readBody(incoming, bodyLimit, (body) => {
      if (body === 'too-large') {
        answer(incoming, response, origin, undefined, bodyLimit)
        drain(incoming)
      } else answer(incoming, response, origin, body)
    })

  const answer = (
    incoming: IncomingMessage,
    response: ServerResponse,
    origin: string | undefined,
    body?: Uint8Array,
    tooLargeFor?: number,
  ) => {
    const extra = origin === undefined ? undefined : corsHeaders(origin)
    const send = (reply: SandboxReply) => {
      const sending = sendReply(reply, response, extra)
      if (sending instanceof Promise) sending.catch((error) => failed(response, error))
    }
    // What has come is read first, then answered, then written: each read and each write drives our code out of the processor's caches, and
    // one whole call after another costs half as much again.
    setImmediate(() => {
      try {
        const reply = gateway.handle(sandboxRequest(incoming, response, body, tooLargeFor))
        if (reply instanceof Promise) reply.then(send).catch((error) => failed(response, error))
        else send(reply)
      } catch (error) {
        failed(response, error)
      }
    })
  }

  const server = createServer(
    {
      keepAliveTimeout: 65_000,
      // Our own refusal says more than Node's empty 400.
      requireHostHeader: false,
      // Java's client offers HTTP/2 with every request; whoever does not speak it goes on as if nothing had been offered.
      shouldUpgradeCallback: (incoming) => /^websocket$/i.test(incoming.headers.upgrade ?? ''),
    },
    onRequest,
  )
  server.on('checkContinue', (incoming: IncomingMessage, response: ServerResponse) => {
    if (Number(incoming.headers['content-length'] ?? 0) <= bodyLimit) response.writeContinue()
    onRequest(incoming, response)
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (socket.writable) writeReply(notHttp(error.code), socket)
  })
  server.on('connect', (_incoming, socket) => {
    socket.on('error', () => {})
    writeReply(noTunnel(), socket)
  })
  const sockets = createUpgrade(gateway, (incoming) => refuse(admission, incoming), options.onFault)
  server.on('upgrade', sockets.listener)
  return {
    server,
    async close(graceMilliseconds) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      const timer = setTimeout(() => server.closeAllConnections(), graceMilliseconds)
      await sockets.close(graceMilliseconds)
      await closed
      clearTimeout(timer)
    },
  }
}

function refuse(admission: Admission, incoming: IncomingMessage): SandboxReply | undefined {
  const { host, origin } = incoming.headers
  if (!admission.hostAllowed(host)) return foreignHost(host)
  if (origin !== undefined && !admission.originAllowed(origin)) return foreignOrigin(origin)
  return undefined
}

/**
 * Reads on and forgets, although the answer is given: a client that is still writing when the connection closes would see a reset
 * instead of it. Nor may the answer say that the connection closes, because Node then closes it at once.
 */
function drain(incoming: IncomingMessage): void {
  let drained = 0
  incoming.on('data', (chunk: Buffer) => {
    drained += chunk.byteLength
    if (drained > drainLimit) incoming.destroy()
  })
}
