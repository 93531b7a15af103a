import type { Stage } from './engine/stage.ts'

/** A short contract of several steps, which no single answer shows. */
export interface Behaviour {
  /** The rule in one word of the field, in kebab case: `refund-once`. Unique among those of its service. */
  readonly id: string
  /** Whose contract it is. */
  readonly service: string
  /** The rule in one sentence. */
  readonly statement: string
  /** The operations that it is about, the first one first. */
  readonly operations: readonly [string, ...string[]]
  /** Every provider state that it uses. */
  readonly states: readonly string[]
  /** Set where somebody has to play Stripe, OpenAI or the like to the backend. */
  readonly needs?: 'sandbox'
  /**
   * Plays it.
   *
   * @throws Broken when the backend does not keep the rule
   */
  run(stage: Stage): Promise<void>
}
