import type { TaskHandler } from '../world/task-handler.ts'
import type { World } from '../world/world.ts'
import type { SandboxReply, SandboxRequest } from './call.ts'
import type { WebhookSender } from './effects.ts'
import { bindEffects } from './effects-of.ts'
import type { Face, LazyFace } from './face.ts'
import { WorldMailbox } from './mailbox.ts'
import type { ProblemTable } from './operation-table.ts'
import { Operations } from './operations.ts'
import { Pipeline } from './pipeline.ts'
import type { SocketHandshake } from './socket.ts'
import { WorldSockets } from './sockets.ts'
import { callUpstream } from './upstream.ts'
import { Violations } from './violation.ts'
import { deliveryTask, disableTask, type SendPort, WebhookDeliveries } from './webhook-deliveries.ts'
import type { WorldState } from './world-state.ts'

export interface EngineOptions {
  /** A lazy one is loaded by the first request, socket or task for it. */
  readonly faces: readonly (Face | LazyFace)[]
  readonly senders?: readonly WebhookSender[]
  /** Problems that can be answered on any path. */
  readonly gatewayProblems: ProblemTable
  /** Sends a webhook to a real address. Without it a delivery to an endpoint fails and says so. */
  readonly send?: SendPort
  /** The origin in links, until a request shows another. Default `http://localhost:8000`. */
  readonly origin?: string
  /** The most bytes that a body may have. Default 2 MiB. */
  readonly bodyLimit?: number
}

/** Turns requests into answers, for any faces. Knows no platform. */
export class Engine {
  readonly operations: Operations
  readonly violations = new Violations()
  readonly #options: EngineOptions
  readonly #pipeline: Pipeline
  readonly #states = new WeakMap<World, WorldState>()

  constructor(options: EngineOptions) {
    this.#options = options
    this.operations = new Operations(options.faces)
    this.#pipeline = new Pipeline(
      this.operations,
      options.gatewayProblems,
      this.violations,
      options.bodyLimit ?? 2 ** 21,
    )
  }

  /** Carries a request out, in this turn where nothing has to be waited for. Never throws: what goes wrong is an answer. */
  handle(world: World, request: SandboxRequest): SandboxReply | Promise<SandboxReply> {
    const state = this.stateOf(world)
    if (request.origin !== '') state.origin = request.origin
    return world.activity.track(() => this.#pipeline.answer(state, request))
  }

  /** The same for a request that the sandbox makes to itself, on behalf of something that is in flight already. */
  handleInside(world: World, request: SandboxRequest, quiet = false): SandboxReply | Promise<SandboxReply> {
    return this.#pipeline.answer(this.stateOf(world), request, quiet)
  }

  /** Loads the face that has the path, if it is not there yet. */
  loading(path: string): Promise<void> | undefined {
    return this.operations.loading(path)
  }

  /** Asks for a socket: a handshake to accept, or the answer that refuses it. The face of the path must be loaded. */
  connect(world: World, request: SandboxRequest): SocketHandshake | SandboxReply {
    const state = this.stateOf(world)
    if (request.origin !== '') state.origin = request.origin
    const refused = this.#pipeline.refuseSocket(state, request)
    if ('operation' in refused) return state.sockets.handshake(refused.operation, refused.input, request)
    return refused.reply
  }

  /** The handler of a task, for the clock. */
  readonly task = (name: string): TaskHandler | undefined => {
    if (name === deliveryTask) return (world, payload) => this.stateOf(world).webhooks.carryOut(payload)
    if (name === disableTask) return (world, payload) => this.stateOf(world).webhooks.disableFailing(payload)
    return this.operations.task(name)
  }

  /** Makes a world one that this engine serves. */
  stateOf(world: World): WorldState {
    const known = this.#states.get(world)
    if (known !== undefined) return known
    const options = this.#options
    const state: WorldState = {
      world,
      origin: options.origin ?? 'http://localhost:8000',
      sockets: new WorldSockets(world, this.violations),
      webhooks: new WebhookDeliveries(world, options.senders ?? [], {
        send: options.send,
        inside: (request) => this.handleInside(world, request),
      }),
    }
    this.#states.set(world, state)
    world.onReplaced(() => state.sockets.forget())
    bindEffects(world, {
      sockets: state.sockets,
      mail: new WorldMailbox(world),
      webhooks: state.webhooks,
      upstream: (provider, request) =>
        callUpstream(world, provider, request, {
          prefixOf: (name) => this.operations.prefixOf(name),
          answer: (asked) => this.handleInside(world, asked, true),
        }),
      get origin() {
        return state.origin
      },
    })
    return state
  }
}
