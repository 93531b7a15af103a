/** What every door of the sandbox offers. Checks use nothing else, so that they run in a page too. */
export interface Door {
  readonly origin: string
  readonly fetch: typeof fetch
  readonly WebSocket: typeof WebSocket
  /** True where redirects cannot be looked at: in a page. */
  readonly hidesRedirects: boolean
}

/** One thing that must be the same behind every door. */
export interface DoorCheck {
  readonly name: string
  run(client: DoorClient): Promise<void>
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: an answer is looked at field by field
  readonly json: any
}

interface Call {
  readonly method?: string
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
  readonly body?: BodyInit
}

/** A door with the few words that checks are written in. */
export class DoorClient {
  readonly door: Door

  constructor(door: Door) {
    this.door = door
  }

  send(path: string, call: Call = {}, init: RequestInit = {}): Promise<Response> {
    const { json, token } = call
    const body = json === undefined ? call.body : JSON.stringify(json)
    return this.door.fetch(`${this.door.origin}${path}`, {
      method: call.method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...call.headers,
      },
      ...(body !== undefined && { body }),
      ...init,
    })
  }

  async ask(path: string, call: Call = {}): Promise<Answer> {
    const response = await this.send(path, call)
    const text = await response.text()
    const isJson = text !== '' && /json/.test(response.headers.get('content-type') ?? '')
    return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined }
  }

  async signIn(email = 'ada@example.test'): Promise<{ token: string; userId: number }> {
    const { json } = await this.ask('/__sandbox/users', { json: { email } })
    return { token: json.access_token, userId: json.user.id }
  }

  /** Orders a document of 20 pages. */
  async order(token: string): Promise<number> {
    const order = { title: 'Bees', topic: 'Pollination', target_pages: 20, language: 'en' }
    return (await this.ask('/api/v1/documents', { token, json: order })).json.id
  }

  /** Orders a document and pays for it. */
  async pay(token: string): Promise<number> {
    const document_id = await this.order(token)
    const { json } = await this.ask('/api/v1/payment/create-intent', { token, json: { document_id } })
    await this.ask(`/__sandbox/payments/${json.payment_intent_id}/confirm`, { json: {} })
    return document_id
  }

  async advance(seconds: number): Promise<void> {
    await this.ask('/__sandbox/clock/advance', { json: { seconds } })
  }

  open(path: string): Conversation {
    return new Conversation(new this.door.WebSocket(`${this.door.origin.replace(/^http/, 'ws')}${path}`))
  }
}

/** Everything that happens to a socket, in order. */
export class Conversation {
  readonly socket: WebSocket
  readonly events: string[] = []
  // biome-ignore lint/suspicious/noExplicitAny: a message is looked at field by field
  readonly messages: any[] = []
  readonly opened: Promise<void>
  readonly closed: Promise<{ code: number; wasClean: boolean }>
  #waiting: (() => void)[] = []

  constructor(socket: WebSocket) {
    this.socket = socket
    this.opened = new Promise((resolve) => socket.addEventListener('open', () => resolve()))
    this.closed = new Promise((resolve) =>
      socket.addEventListener('close', ({ code, wasClean }) => resolve({ code, wasClean })),
    )
    for (const type of ['open', 'message', 'error', 'close'])
      socket.addEventListener(type, () => this.events.push(type))
    socket.addEventListener('message', ({ data }) => {
      this.messages.push(JSON.parse(data))
      for (const wake of this.#waiting.splice(0)) wake()
    })
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above
  async message(type: string): Promise<any> {
    for (;;) {
      const found = this.messages.find((message) => message.type === type)
      if (found !== undefined) return found
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }
}

/** Throws unless the two are the same as JSON. */
export function same(got: unknown, want: unknown, what: string): void {
  if (JSON.stringify(got) === JSON.stringify(want)) return
  throw new Error(`${what}: got ${JSON.stringify(got)}, want ${JSON.stringify(want)}`)
}

export function holds(condition: boolean, what: string): void {
  if (!condition) throw new Error(`not so: ${what}`)
}
