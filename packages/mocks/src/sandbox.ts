import type { SandboxReply, SandboxRequest } from './engine/call.ts'
import type { Effects } from './engine/effects.ts'
import { effectsOf } from './engine/effects-of.ts'
import { Engine } from './engine/engine.ts'
import type { Face, LazyFace } from './engine/face.ts'
import type { ProblemTable } from './engine/operation-table.ts'
import type { SocketHandshake } from './engine/socket.ts'
import type { ViolationListener } from './engine/violation.ts'
import type { SendPort } from './engine/webhook-deliveries.ts'
import { gatewayProblems } from './generated/gateway-problems.ts'
import { platformFace } from './platform/face.ts'
import { providerFaces } from './providers/faces.ts'
import { stripeFace, stripeSender } from './providers/stripe.ts'
import { checkFaultRule } from './scenarios/fault-rule-check.ts'
import type { LiveWorld } from './world/live-world.ts'
import type { Timers } from './world/runner.ts'
import type { FaultRule } from './world/world.ts'
import { Worlds } from './world/worlds.ts'

export interface CoreOptions {
  /** Of every world until it is reset with another. Default 1. */
  readonly seed?: number
  /** Virtual milliseconds since the epoch at which a world begins. Default 2026-01-01T00:00:00Z. */
  readonly start?: number | (() => number)
  /** Whether clocks stand still until they are moved. Default true. */
  readonly paused?: boolean
  /** Virtual seconds in a real one, where clocks run. Default 1. */
  readonly speed?: number
  /** Real time, for clocks that run. Without it they stand still too. */
  readonly timers?: Timers
  /** The origin in links, until a request shows another. Default `http://localhost:8000`. */
  readonly origin?: string
  /** Sends webhooks to real addresses. Without it only the platform itself can receive them. */
  readonly send?: SendPort
  /** The most bytes that a body may have. Default 2 MiB. */
  readonly bodyLimit?: number
  /** Throws for a fault rule that whoever shows the answers could not carry out. Others are refused in any case. */
  readonly admitFault?: (rule: FaultRule) => void
  /** How many items a timeline keeps. Default 10,000. */
  readonly timelineCapacity?: number
  /** Told when the sandbox itself was wrong. */
  readonly onViolation?: ViolationListener
  /** Serves these instead of the platform: a stranger's spec. */
  readonly faces?: readonly (Face | LazyFace)[]
  /** Problems that can be answered on any path, besides the platform's own. */
  readonly gatewayProblems?: ProblemTable
}

type SocketAnswer = SocketHandshake | SandboxReply

/** A running sandbox: its worlds, and what they can be asked. Doors and controls are built on it. */
export interface SandboxCore {
  readonly engine: Engine
  /** By name; a world is made when it is first asked for. */
  readonly worlds: Worlds
  /** Carries a request out in a world. Never throws: what goes wrong is an answer. */
  handle(world: LiveWorld, request: SandboxRequest): SandboxReply | Promise<SandboxReply>
  /** Asks for a socket: a handshake to accept, or the answer that refuses it. */
  connect(world: LiveWorld, request: SandboxRequest): SocketAnswer | Promise<SocketAnswer>
  /** Whether any operation has the path, among the faces that are loaded. */
  serves(path: string): boolean
  /** Keeps what went wrong that is not a client's doing, and tells those who listen. */
  violated(world: LiveWorld, where: string, error: unknown): void
  /** Mail, webhooks, sockets and providers of a world. */
  effectsOf(world: LiveWorld): Effects
  /** Stops all clocks and throws all worlds away. */
  close(): void
}

/**
 * Puts a sandbox together.
 *
 * @example
 * const core = createCore({ seed: 7 })
 * const world = core.worlds.get('default')
 * const reply = await core.handle(world, { method: 'GET', path: '/api/v1/health', query: '', headers: {}, origin: '' })
 */
export function createCore(options: CoreOptions = {}): SandboxCore {
  const { origin, send, bodyLimit, timers, seed, start, paused, speed, timelineCapacity } = options
  const engine = new Engine({
    faces: options.faces ?? [platformFace, stripeFace, ...providerFaces],
    senders: options.faces === undefined ? [stripeSender] : [],
    gatewayProblems: { ...gatewayProblems, ...options.gatewayProblems },
    ...(origin !== undefined && { origin }),
    ...(send !== undefined && { send }),
    ...(bodyLimit !== undefined && { bodyLimit }),
  })
  if (options.onViolation !== undefined) engine.violations.subscribe(options.onViolation)
  const worlds = new Worlds(
    {
      handlers: engine.task,
      failed: (world, task, error) => engine.violations.record(world, task, error),
      admitFault(rule) {
        checkFaultRule(rule)
        options.admitFault?.(rule)
      },
      ...(seed !== undefined && { seed }),
      ...(start !== undefined && { start }),
      ...(paused !== undefined && { paused }),
      ...(speed !== undefined && { speed }),
      ...(timelineCapacity !== undefined && { timelineCapacity }),
    },
    (world) => {
      engine.stateOf(world)
      if (timers !== undefined) world.drive(timers)
    },
  )
  return {
    engine,
    worlds,
    handle: (world, request) => engine.handle(world, request),
    connect: (world, request) =>
      engine.loading(request.path)?.then(() => engine.connect(world, request)) ?? engine.connect(world, request),
    serves: (path) => engine.operations.find(path)?.route !== undefined,
    violated: (world, where, error) => engine.violations.record(world, where, error),
    effectsOf: (world) => effectsOf(world),
    close: () => {
      for (const name of worlds.names) worlds.delete(name)
    },
  }
}
