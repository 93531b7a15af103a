import type { FaultEffect, World } from '../world/world.ts'
import type { Caller, OperationRequest, SandboxReply, SandboxRequest } from './call.ts'
import { numberOf } from './effect-options.ts'
import { fieldErrors, summary } from './field-errors.ts'
import { FrameLine } from './frame-line.ts'
import { latencyOf } from './latency.ts'
import type { BoundOperation } from './operations.ts'
import { SandboxFault } from './problems.ts'
import type {
  SocketBehaviour,
  SocketConnection,
  SocketHandle,
  SocketHandshake,
  SocketMessage,
  SocketPeer,
  Sockets,
} from './socket.ts'
import type { Violations } from './violation.ts'
import { bearWitness, type Moment, momentOf } from './witness.ts'

/** As much of a text as a close frame has room for: 123 bytes, and no half of a character. */
function fitting(reason: string): string {
  const bytes = new TextEncoder().encode(reason)
  if (bytes.length <= 123) return reason
  return new TextDecoder().decode(bytes.subarray(0, 120), { stream: true }).concat('…')
}

type Message = SocketMessage & { readonly job_id?: unknown }

const abnormal = 1006

/** Tells a handshake from the answer that refuses it. */
export function isHandshake(answer: SocketHandshake | SandboxReply): answer is SocketHandshake {
  return 'accept' in answer
}

/** The open sockets of one world. */
export class WorldSockets implements Sockets {
  readonly #world: World
  readonly #violations: Violations
  readonly #open = new Set<Connection>()

  constructor(world: World, violations: Violations) {
    this.#world = world
    this.#violations = violations
  }

  handshake(operation: BoundOperation, input: OperationRequest, request: SandboxRequest): SocketHandshake {
    return {
      accept: (peer) => {
        const connection = new Connection(this.#world, operation, input, request, peer, this)
        this.#open.add(connection)
        return connection.begin()
      },
    }
  }

  publish(channel: string, message: Message): void {
    for (const connection of [...this.#open]) if (connection.channels.has(channel)) connection.send(message)
  }

  count(channel: string): number {
    let count = 0
    for (const connection of this.#open) if (connection.channels.has(channel)) count++
    return count
  }

  closeChannel(channel: string, code: number, reason = ''): void {
    for (const connection of [...this.#open]) if (connection.channels.has(channel)) connection.close(code, reason)
  }

  /** The world is another one now: nobody is connected to it. */
  forget(): void {
    for (const connection of [...this.#open]) connection.end(1012, 'The sandbox was reset.')
  }

  left(connection: Connection): void {
    this.#open.delete(connection)
  }

  failed(where: string, error: unknown): void {
    this.#violations.record(this.#world, where, error)
  }
}

/** What becomes of one message. */
interface FrameFate {
  readonly copies: number
  /** Virtual milliseconds. */
  readonly delay: number
  /** How long it lets the next one overtake it, in virtual milliseconds; absent where it does not. */
  readonly patience: number | undefined
}

class Connection implements SocketConnection {
  readonly id: string
  readonly world: World
  readonly operation: string
  readonly request: SandboxRequest
  readonly path: Readonly<Record<string, string | number>>
  readonly query: Readonly<Record<string, string | undefined>>
  readonly channels = new Set<string>()
  caller?: Caller
  #isOpen = true
  readonly #bound: BoundOperation
  readonly #peer: SocketPeer
  readonly #hub: WorldSockets
  readonly #line: FrameLine<Message>
  #isEnding = false
  readonly #began: Moment

  constructor(
    world: World,
    bound: BoundOperation,
    input: OperationRequest,
    request: SandboxRequest,
    peer: SocketPeer,
    hub: WorldSockets,
  ) {
    this.id = `ws_${world.random('sockets').token(10)}`
    this.world = world
    this.#began = momentOf(world)
    this.operation = bound.entry.id
    this.request = request
    this.path = input.path as Readonly<Record<string, string | number>>
    this.query = input.query as Readonly<Record<string, string | undefined>>
    this.#bound = bound
    this.#peer = peer
    this.#hub = hub
    this.#line = new FrameLine(world, (message) => {
      if (!this.#isOpen) return
      this.#record('sent', message)
      this.#peer.send(JSON.stringify(message))
    })
  }

  get open(): boolean {
    return this.#isOpen
  }

  begin(): SocketHandle {
    this.#safely(() => this.#bound.socket?.open(this))
    return {
      receive: (text) => this.#safely(() => this.#receive(text)),
      closed: (code) => {
        if (!this.#isOpen) return
        this.#leave(code)
      },
    }
  }

  join(channel: string): void {
    this.channels.add(channel)
  }

  send(message: Message): void {
    if (!this.#isOpen || this.#isEnding) return
    const validate = this.#bound.entry.socket?.server
    if (validate?.(message) === false) {
      const reason = summary(fieldErrors('body', validate.errors ?? []))
      this.#hub.failed(
        this.operation,
        new SandboxFault(
          `${this.operation} was about to send a ${message.type} message that breaks its spec: ${reason}`,
          'message',
        ),
      )
      this.end(1011, 'The sandbox was about to break its contract.')
      return
    }
    const fate = this.#fateOf(message)
    if (!this.#isOpen || fate.copies === 0) return
    if (fate.patience !== undefined) this.#line.overtake(message, fate.patience)
    else this.#line.send(message, fate.copies, fate.delay)
  }

  close(code: number, reason = ''): void {
    if (!this.#isOpen || this.#isEnding) return
    const documented = this.#bound.entry.socket?.close ?? {}
    if (code >= 4000 && !(code in documented)) {
      this.#hub.failed(
        this.operation,
        new SandboxFault(
          `${this.operation} was about to close with ${code}, which its spec does not document.`,
          'close',
        ),
      )
    }
    // Whatever is still under way arrives before the end does.
    this.#isEnding = true
    this.#line.end(() => this.end(code, reason))
  }

  /** Ends the connection at once, without asking whether the spec has the code. */
  end(code: number, reason: string): void {
    if (!this.#isOpen) return
    this.#leave(code)
    if (code === abnormal) this.#peer.terminate()
    else this.#peer.close(code, fitting(reason))
  }

  #leave(code: number): void {
    this.#isOpen = false
    this.#hub.left(this)
    const item = this.world.timeline.record('frame', {
      direction: 'closed',
      type: 'close',
      code,
      connection: this.id,
      operation: this.operation,
    })
    bearWitness(item, { began: this.#began, ended: momentOf(this.world), path: this.request.path })
    this.#safely(() => this.#bound.socket?.closed?.(this, code))
  }

  #receive(text: string): void {
    if (!this.#isOpen) return
    let message: unknown
    try {
      message = JSON.parse(text)
    } catch {
      this.end(1007, 'A message must be JSON.')
      return
    }
    const validate = this.#bound.entry.socket?.client
    if (validate?.(message) === false) {
      this.end(1008, summary(fieldErrors('body', validate.errors ?? [])))
      return
    }
    this.#record('received', message as Message)
    this.#bound.socket?.message(this, message as Parameters<SocketBehaviour['message']>[1])
  }

  #fateOf(message: Message): FrameFate {
    const user = this.caller && { user_id: this.caller.userId }
    let fate: FrameFate = { copies: 1, delay: 0, patience: undefined }
    for (const effect of this.world.faults.strike({
      on: 'frame',
      operation: this.operation,
      type: message.type,
      ...user,
    })) {
      fate = { ...fate, ...this.#afterFault(effect, fate) }
    }
    return fate
  }

  #afterFault(effect: FaultEffect, fate: FrameFate): Partial<FrameFate> {
    switch (effect.kind) {
      case 'drop':
        this.end(numberOf(effect, 'code') ?? abnormal, '')
        return { copies: 0 }
      case 'silence':
        return { copies: 0 }
      case 'duplicate':
        return { copies: fate.copies === 0 ? 0 : (numberOf(effect, 'copies') ?? 2) }
      case 'reorder':
        return { patience: (numberOf(effect, 'seconds') ?? 5) * 1000 }
      case 'latency':
        return { delay: fate.delay + latencyOf(this.world, effect) }
      case 'expire-token':
        if (this.caller !== undefined) this.#bound.face.expireToken?.(this.world, this.caller)
        return {}
      default:
        this.#hub.failed(
          this.operation,
          new Error(`A fault rule asks for the effect "${effect.kind}", which nothing can do to a frame.`),
        )
        return {}
    }
  }

  #record(direction: 'sent' | 'received', message: Message): void {
    const { type, job_id } = message
    this.world.timeline.record('frame', {
      direction,
      type,
      connection: this.id,
      operation: this.operation,
      ...(job_id !== undefined && { job_id }),
    })
  }

  #safely(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.#hub.failed(this.operation, error)
      this.end(1011, 'The sandbox failed.')
    }
  }
}
