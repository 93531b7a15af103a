/** The control API of the sandbox that plays the providers. */
export class Sandbox {
  readonly #control: string
  readonly #active = new Set<string>()

  constructor(providersUrl: string) {
    this.#control = `${providersUrl}/__sandbox`
  }

  /** Lets something go wrong at the providers, by its name in the catalogue of scenarios. */
  async switchOn(scenario: string, options: object = {}): Promise<void> {
    await this.#ask('PUT', `/scenarios/${scenario}`, options)
    this.#active.add(scenario)
  }

  /** Ends what this backend let go wrong, and nothing else. */
  async switchAllOff(): Promise<void> {
    const active = [...this.#active]
    this.#active.clear()
    for (const scenario of active) await this.#ask('DELETE', `/scenarios/${scenario}`)
  }

  /** The user pays in Stripe's form. */
  async pay(paymentIntentId: string, card?: string): Promise<void> {
    await this.#ask('POST', `/payments/${paymentIntentId}/confirm`, card === undefined ? {} : { card })
  }

  async #ask(method: string, path: string, body?: object): Promise<void> {
    const answer = await fetch(`${this.#control}${path}`, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    })
    if (!answer.ok) throw new Error(`The sandbox answers ${answer.status} to ${method} ${path}: ${await answer.text()}`)
  }
}
