import { Concord, type ConcordOptions, memorySession } from '@concord/sdk'
import type { ClockControls } from '../control/clock-controls.ts'
import type { LlmControls } from '../control/llm-controls.ts'
import type { PaymentOutcome } from '../control/payment-controls.ts'
import { scenariosOf } from '../control/scenario-controls.ts'
import type { SignedIn, SignInRequest } from '../control/user-controls.ts'
import { VerdictControls } from '../control/verdict-controls.ts'
import type { WorldControls } from '../control/world-controls.ts'
import type { ScenarioName, ScenarioOptions } from '../scenarios/catalogue.ts'
import type { LiveWorld } from '../world/live-world.ts'
import type { Timeline } from '../world/timeline.ts'
import type { WorldSnapshot } from '../world/world.ts'
import { Inbox } from './sandbox-inbox.ts'

/** A user who is signed in, with a client of their own. */
export interface SignedInClient extends SignedIn {
  readonly concord: Concord
}

/** A scenario that is on. Leaving a `using` block switches it off. */
export interface ActiveScenario extends Disposable {
  off(): void
}

/** How clients of this sandbox reach it. */
export type ClientDoor = Pick<ConcordOptions, 'baseUrl' | 'fetch' | 'WebSocket'>

/** One world as a test sees it. */
export class Sandbox {
  readonly #controls: () => WorldControls
  readonly #door: ClientDoor

  /** @param controls gives the world of the moment: a test may get another one than the test before it */
  constructor(controls: () => WorldControls, door: ClientDoor) {
    this.#controls = controls
    this.#door = door
  }

  /** The origin under which clients reach it. */
  get origin(): string {
    return this.#door.baseUrl
  }

  get clock(): ClockControls {
    return this.#controls().clock
  }

  /** All that happened. */
  get timeline(): Timeline {
    return this.world.timeline
  }

  /** How the code under test behaves as a client. */
  get verdict(): VerdictControls {
    return new VerdictControls(this.world)
  }

  get inbox(): Inbox {
    return new Inbox(this.#controls())
  }

  /** What the language models say. */
  get llm(): LlmControls {
    return this.#controls().llm
  }

  /** For what stands below the platform: the store, the scheduler, raw fault rules. */
  get world(): LiveWorld {
    return this.#controls().world
  }

  /** Everything that the control API can do, in code. */
  get controls(): WorldControls {
    return this.#controls()
  }

  /**
   * A client of the SDK that is wired to this sandbox.
   *
   * @example const concord = sandbox.client({ session: memorySession() })
   */
  client(options: Omit<ConcordOptions, keyof ClientDoor> = {}): Concord {
    return new Concord({ ...this.#door, ...options })
  }

  /**
   * Signs a user in at once, without mail; an account is made where there is none.
   *
   * @example const { concord, user } = await sandbox.signIn('ada@example.test')
   */
  async signIn(who: string | SignInRequest): Promise<SignedInClient> {
    const signedIn = this.#controls().signIn(typeof who === 'string' ? { email: who } : who)
    return { ...signedIn, concord: this.client({ session: memorySession(signedIn) }) }
  }

  /**
   * Pays as the user would in Stripe's form. Resolves when the webhook that follows has been delivered, unless a scenario holds it back.
   *
   * @param payment a payment intent's id, or what `payments.createIntent` gave
   * @throws ControlProblem when Stripe has no such intent or it cannot be paid any more
   */
  async pay(
    payment: string | { readonly payment_intent_id: string },
    options: { readonly card?: string } = {},
  ): Promise<PaymentOutcome> {
    return this.#controls().pay(typeof payment === 'string' ? payment : payment.payment_intent_id, options.card)
  }

  /**
   * Switches on something that goes wrong.
   *
   * @throws EffectNotSupported when this door could not carry it out
   * @example sandbox.scenario('webhooks.duplicate', { copies: 3 })
   */
  scenario<Name extends ScenarioName>(name: Name, options?: ScenarioOptions<Name>): ActiveScenario {
    const scenarios = scenariosOf(this.#controls())
    scenarios.on(name, options)
    const off = () => scenarios.switchOff(name)
    return { off, [Symbol.dispose]: off }
  }

  /** All of the world as plain data. */
  snapshot(): WorldSnapshot {
    return this.world.snapshot()
  }

  restore(snapshot: WorldSnapshot): void {
    this.world.restore(snapshot)
  }

  /** Back to the beginning, with another seed if one is given. */
  reset(seed?: number): void {
    this.#controls().reset(seed)
  }
}
