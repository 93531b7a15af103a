import { StateFailed } from '../../backend/provider-states.ts'

/** What provider states returned. A value of the wrong type fails with a sentence about the state, not about what was done with it. */
export class StateValues {
  readonly #values: Readonly<Record<string, unknown>>

  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values
  }

  /** @throws StateFailed unless it is a text */
  text(name: string): string {
    const value = this.#values[name]
    if (typeof value === 'string' && value !== '') return value
    throw new StateFailed(`The provider states returned ${JSON.stringify(value)} as ${name}, which must be a text.`)
  }

  /** @throws StateFailed unless it is a number */
  number(name: string): number {
    const value = this.#values[name]
    if (typeof value === 'number') return value
    throw new StateFailed(`The provider states returned ${JSON.stringify(value)} as ${name}, which must be a number.`)
  }

  /** The access token of the one who signed in last. */
  get token(): string {
    return this.text('access_token')
  }
}
