import type { FaultName } from '../fault-catalogue.ts'

/** What a state gives: ids, tokens, addresses. */
export type Values = Readonly<Record<string, string | number>>

export type Fields = Readonly<Record<string, unknown>>

export interface Asked {
  readonly token?: string | number | undefined
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** Empty where there is no object of JSON. */
  readonly body: Fields
  /** The items of a list. */
  readonly items: readonly Fields[]
}

/**
 * Looks at a backend over HTTP or its socket and tells what is to be seen: something that is the same each time, and another thing
 * under the fault.
 */
export type Witness = (bench: Bench) => Promise<unknown>

export type Witnesses<Name extends FaultName> = Readonly<Record<Name, Witness>>

/** A backend in a contract test, empty at the beginning, and its sandbox. */
export class Bench {
  readonly url: string
  /** The user pays in Stripe's form. */
  readonly pay: (paymentIntentId: string) => Promise<unknown>

  constructor(url: string, pay: (paymentIntentId: string) => Promise<unknown>) {
    this.url = url
    this.pay = pay
  }

  /** Sets a provider state up; without a name, empties the backend. */
  async state(state = '', params: object = {}): Promise<Values> {
    const answer = await this.#post({ action: 'setup', state, params })
    if (!answer.ok) throw new Error(`The state "${state}" was not set up: ${await answer.text()}`)
    return answer.json()
  }

  async end(): Promise<void> {
    await this.#post({ action: 'teardown' })
  }

  #post(change: object): Promise<Response> {
    return fetch(`${this.url}/_contract/state`, { method: 'POST', body: JSON.stringify(change) })
  }

  /** @param what method and path under `/api/v1`: `GET /documents` */
  async ask(what: string, { token, body, headers }: Asked = {}): Promise<Answered> {
    const [method = '', path = ''] = what.split(' ')
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await answer.text()
    const parsed: unknown = /json/i.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : undefined
    const fields: Fields = typeof parsed === 'object' && parsed !== null ? { ...parsed } : {}
    const items: readonly Fields[] = Array.isArray(fields.items) ? fields.items : []
    return { status: answer.status, headers: answer.headers, text, body: fields, items }
  }

  /** The status alone. */
  async status(what: string, asked?: Asked): Promise<number> {
    return (await this.ask(what, asked)).status
  }

  /** Opens the socket of a user. */
  listen(userId: string | number | undefined, token: string | number | undefined): Listener {
    return new Listener(`${this.url.replace('http', 'ws')}/api/v1/ws/${userId}?token=${token}`)
  }
}

/** What comes through a socket. */
export class Listener {
  readonly #socket: WebSocket
  readonly #events: (Fields | number)[] = []
  #wake: () => void = () => {}

  constructor(url: string) {
    this.#socket = new WebSocket(url)
    const note = (event: Fields | number): void => {
      this.#events.push(event)
      this.#wake()
    }
    this.#socket.addEventListener('message', ({ data }) => note(JSON.parse(String(data))))
    this.#socket.addEventListener('close', ({ code }) => note(code))
  }

  async send(message: object): Promise<void> {
    if (this.#socket.readyState === WebSocket.CONNECTING) {
      await new Promise((resolve) => this.#socket.addEventListener('open', resolve, { once: true }))
    }
    this.#socket.send(JSON.stringify(message))
  }

  /** The first message of a type, a close code, or `silence` when neither comes in so many milliseconds. */
  async first(type: string, patience = 2_000): Promise<Fields | number | 'silence'> {
    const late = new Promise<'silence'>((resolve) => setTimeout(resolve, patience, 'silence').unref())
    for (;;) {
      const found = this.#events.find((event) => typeof event === 'number' || event.type === type)
      if (found !== undefined) return found
      const news = new Promise<void>((resolve) => {
        this.#wake = resolve
      })
      if ((await Promise.race([news, late])) === 'silence') return 'silence'
    }
  }

  close(): void {
    this.#socket.close()
  }
}

/** Asks until it is so, or until it has taken too long; gives what it saw last. */
export async function settled<Seen>(look: () => Promise<Seen>, isSo: (seen: Seen) => boolean, patience = 3_000) {
  const end = Date.now() + patience
  let seen = await look()
  while (!isSo(seen) && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    seen = await look()
  }
  return seen
}
