import type { World } from '../world/world.ts'
import type { Caller, SandboxRequest } from './call.ts'

/** What travels on a socket. The spec says what else is in it, and that is checked when it is sent. */
export interface SocketMessage {
  readonly type: string
}

/** The far end of a socket as a door gives it. */
export interface SocketPeer {
  send(text: string): void
  close(code: number, reason: string): void
  /** Ends the connection without a closing handshake, where the door can (a real port can). */
  terminate(): void
}

/** What a door calls when the far end does something. */
export interface SocketHandle {
  receive(text: string): void
  closed(code: number, reason: string): void
}

/** A socket that may be opened. `accept` is called once the far end is there. */
export interface SocketHandshake {
  accept(peer: SocketPeer): SocketHandle
}

/** An open socket as a behaviour sees it. Messages are checked against the spec in both directions. */
export interface SocketConnection {
  readonly id: string
  readonly world: World
  readonly operation: string
  readonly request: SandboxRequest
  readonly path: Readonly<Record<string, string | number>>
  readonly query: Readonly<Record<string, string | undefined>>
  readonly open: boolean
  /** Receives what is sent to the channel with `Sockets.publish`. */
  join(channel: string): void
  send<Message extends SocketMessage>(message: Message): void
  close(code: number, reason?: string): void
  /** Free for the behaviour: who it is, what it subscribed to. */
  caller?: Caller
}

export interface SocketBehaviour {
  /** The handshake is done; the behaviour may close at once with the spec's close code. */
  open(connection: SocketConnection): void
  message(connection: SocketConnection, message: { readonly type: string; readonly [field: string]: unknown }): void
  closed?(connection: SocketConnection, code: number): void
}

/** The open sockets of a world. They are not part of a snapshot: a restored world has none. */
export interface Sockets {
  /** Sends to all who joined the channel; faults on frames strike here; every frame is on the timeline. */
  publish<Message extends SocketMessage>(channel: string, message: Message): void
  count(channel: string): number
  closeChannel(channel: string, code: number, reason?: string): void
}
