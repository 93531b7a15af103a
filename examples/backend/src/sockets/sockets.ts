import type { ServerMessage } from '@concord/sdk/types'
import type { WebSocket } from 'ws'
import { fault } from '../faults.ts'

/** A socket that was opened with a token that counted. */
export interface Connection {
  readonly userId: number
  /** The id of the access token. */
  readonly jti: string
  readonly socket: WebSocket
}

/** Who is listening. */
export class Sockets {
  readonly #open = new Set<Connection>()

  add(connection: Connection): void {
    this.#open.add(connection)
    connection.socket.once('close', () => this.#open.delete(connection))
  }

  /** Whether any page of the user is open. */
  hears(userId: number): boolean {
    return this.#of(userId).length > 0
  }

  /** Tells every page that the user has open. Messages arrive in the order in which they are told. */
  tell(userId: number, message: ServerMessage): void {
    const text = JSON.stringify(fault('socket-message-without-time') ? { ...message, timestamp: undefined } : message)
    for (const { socket } of this.#of(userId)) socket.send(text)
  }

  /** Ends the sockets of access tokens that stop working. */
  closeSignedInWith(jtis: readonly string[]): void {
    if (fault('socket-survives-logout')) return
    const ended = new Set(jtis)
    for (const { jti, socket } of this.#open) if (ended.has(jti)) socket.close(4401, 'the access token was revoked')
  }

  /** Says goodbye to a user: there is nothing more to tell. */
  farewell(userId: number): void {
    for (const { socket } of this.#of(userId)) socket.close(1000, 'the last job has ended')
  }

  /** The server goes away. */
  closeAll(): void {
    for (const { socket } of this.#open) socket.close(1001, 'the server goes away')
  }

  #of(userId: number): Connection[] {
    return [...this.#open].filter((connection) => connection.userId === userId)
  }
}
