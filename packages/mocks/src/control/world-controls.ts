import type { SandboxReply, SandboxRequest } from '../engine/call.ts'
import type { Effects } from '../engine/effects.ts'
import { effectsOf } from '../engine/effects-of.ts'
import type { LiveWorld } from '../world/live-world.ts'
import type { FaultEffect, FaultMatch, FaultRule, FaultWhen } from '../world/world.ts'
import { ClockControls, type ClockView } from './clock-controls.ts'
import { LlmControls } from './llm-controls.ts'
import { authenticatePayment, confirmPayment, type PaymentOutcome } from './payment-controls.ts'
import { SnapshotControls } from './snapshot-controls.ts'
import { type SignedIn, type SignInRequest, signIn } from './user-controls.ts'

/** A fault rule as it is asked for. */
export interface FaultRequest {
  readonly id?: string | undefined
  readonly match: { readonly on: FaultMatch['on'] } & {
    readonly [part in keyof FaultMatch]?: FaultMatch[part] | undefined
  }
  readonly when: FaultWhen
  readonly effect: FaultEffect
}

/** A world in a list. */
export interface WorldSummary {
  readonly name: string
  readonly seed: number
  readonly clock: ClockView
  /** How much stands on its timeline. */
  readonly events: number
}

/** Carries a request to the faces of the sandbox. */
export type Handle = (request: SandboxRequest) => SandboxReply | Promise<SandboxReply>

/** Everything that can be done to one world from outside of the platform, in code; the control API is the same over HTTP. */
export class WorldControls {
  readonly world: LiveWorld
  readonly clock: ClockControls
  readonly snapshots: SnapshotControls
  readonly llm: LlmControls
  readonly #handle: Handle

  constructor(world: LiveWorld, handle: Handle) {
    this.world = world
    this.clock = new ClockControls(world)
    this.snapshots = new SnapshotControls(world)
    this.llm = new LlmControls(world)
    this.#handle = handle
  }

  /** Mail, webhooks and sockets of the world. */
  get effects(): Effects {
    return effectsOf(this.world)
  }

  signIn(request: SignInRequest): SignedIn {
    return signIn(this.world, request)
  }

  /** Pays as the user would, and waits until what follows at once (the webhook and what it starts) has happened. */
  async pay(paymentIntentId: string, card?: string): Promise<PaymentOutcome> {
    const outcome = await confirmPayment(this.#handle, this.effects.origin, paymentIntentId, card)
    await this.clock.settled()
    return outcome
  }

  /** Answers the bank's question about a payment that needs its card's holder, and waits for what follows at once. */
  async authenticate(paymentIntentId: string, agrees = true): Promise<PaymentOutcome> {
    const outcome = authenticatePayment(this.world, paymentIntentId, agrees)
    await this.clock.settled()
    return outcome
  }

  /**
   * Adds a rule for what goes wrong.
   *
   * @throws FaultRuleInvalid for a rule that nothing could carry out; it names the field and what it could be
   * @throws EffectNotSupported when this door could not carry its effect out
   */
  addFault(rule: FaultRequest): FaultRule {
    const { id, match, when, effect } = rule
    const complete = { match: withoutAbsent(match), when, effect }
    return this.world.faults.add(id === undefined ? complete : { ...complete, id })
  }

  get summary(): WorldSummary {
    const { name, seed, timeline } = this.world
    return { name, seed, clock: this.clock.view, events: timeline.items.length }
  }

  /** Back to the beginning, with another seed if one is given. Snapshots stay. */
  reset(seed?: number): void {
    this.world.reset(seed)
  }
}

/** An absent part of a match is one that everything satisfies; it must not be there as undefined. */
function withoutAbsent(match: FaultRequest['match']): FaultMatch {
  const { on, operation, provider, path, user_id, type, request_id } = match
  return {
    on,
    ...(operation !== undefined && { operation }),
    ...(provider !== undefined && { provider }),
    ...(path !== undefined && { path }),
    ...(user_id !== undefined && { user_id }),
    ...(type !== undefined && { type }),
    ...(request_id !== undefined && { request_id }),
  }
}
