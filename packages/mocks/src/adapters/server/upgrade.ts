import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Gateway } from '../../control/gateway.ts'
import type { SandboxReply } from '../../engine/call.ts'
import type { SocketHandshake, SocketPeer } from '../../engine/socket.ts'
import { isHandshake } from '../../engine/sockets.ts'
import { sandboxRequest } from './read-request.ts'
import { brokenHandshake, internalFault } from './refusal.ts'
import { writeReply } from './send-reply.ts'

/** What a client may send in one message. */
const maximumMessage = 1_048_576

/** The sockets of a server. */
export interface UpgradeDoor {
  readonly listener: (incoming: IncomingMessage, socket: Duplex, head: Buffer) => void
  /** Ends the sockets that are still open; those that are closing get a moment to finish. */
  close(graceMilliseconds: number): Promise<void>
}

/**
 * Carries WebSocket handshakes to the gateway; one that is refused gets an ordinary HTTP answer.
 *
 * @param refuse the door's own reasons to refuse (host, origin)
 */
export function createUpgrade(
  gateway: Gateway,
  refuse: (incoming: IncomingMessage) => SandboxReply | undefined,
  onFault: (error: unknown) => void,
): UpgradeDoor {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maximumMessage, clientTracking: true })

  const listener: UpgradeDoor['listener'] = (incoming, socket, head) => {
    const ignore = () => {}
    socket.on('error', ignore)
    void (async () => {
      try {
        const answer =
          refuse(incoming) ?? refuseHandshake(incoming) ?? (await gateway.connect(sandboxRequest(incoming, undefined)))
        if (!isHandshake(answer)) return sendRefusal(answer, socket)
        socket.off('error', ignore)
        sockets.handleUpgrade(incoming, socket, head, (webSocket) => attach(webSocket, answer, onFault))
      } catch (error) {
        onFault(error)
        sendRefusal(internalFault(error), socket)
      }
    })()
  }

  const close = async (graceMilliseconds: number) => {
    const closed = [...sockets.clients].map(
      (client) => new Promise<void>((resolve) => client.once('close', () => resolve())),
    )
    for (const client of sockets.clients) client.close(1001, 'The sandbox is shutting down.')
    await Promise.race([Promise.all(closed), sleep(graceMilliseconds, undefined, { ref: false })])
    for (const client of sockets.clients) client.terminate()
  }

  return { listener, close }
}

function attach(webSocket: WebSocket, handshake: SocketHandshake, onFault: (error: unknown) => void): void {
  const peer: SocketPeer = {
    send: (text) => webSocket.send(text),
    close: (code, reason) => webSocket.close(code, reason),
    terminate: () => webSocket.terminate(),
  }
  const guarded = (work: () => void) => {
    try {
      work()
    } catch (error) {
      onFault(error)
      webSocket.close(1011, 'The sandbox failed; its terminal shows where.')
    }
  }
  guarded(() => {
    const handle = handshake.accept(peer)
    webSocket.on('message', (data, binary) => {
      if (binary) webSocket.close(1003, 'This socket speaks text.')
      else guarded(() => handle.receive(String(data)))
    })
    webSocket.on('close', (code, reason) => guarded(() => handle.closed(code, String(reason))))
    // ws closes the socket itself after a protocol error; without a listener the process would end.
    webSocket.on('error', () => {})
  })
}

/** What ws would refuse itself, with an answer that no client of this API can read. */
function refuseHandshake({ method, headers }: IncomingMessage): SandboxReply | undefined {
  const key = headers['sec-websocket-key']
  if (method === 'GET' && headers['sec-websocket-version'] === '13' && key && /^[+/0-9A-Za-z]{22}==$/.test(key))
    return undefined
  return brokenHandshake()
}

function sendRefusal(reply: SandboxReply, socket: Duplex): void {
  if (reply.transport?.kind === 'hang') return
  if (reply.transport !== undefined) {
    socket.destroy()
    return
  }
  writeReply(reply, socket)
}
