import type { RunningServer } from '@concord/mocks/server'
import { Concord, memorySession } from '@concord/sdk'

type Json = ReturnType<typeof JSON.parse>

/** A socket that a test listens on. */
export interface HeardSocket {
  types(): readonly string[]
  /** With what it was closed; undefined while it is open. */
  readonly code: number | undefined
  readonly ended: Promise<void>
  close(): void
}

/** A world of a running server, named after a scenario, with a client that has signed in. */
export class Stage {
  readonly concord: Concord
  readonly #url: string
  readonly #scenario: string
  readonly #inert: boolean
  readonly #controls: ReturnType<RunningServer['controls']>
  readonly #user: { readonly id: number }
  readonly #token: string
  readonly #sockets: HeardSocket[] = []

  /** @param inert leaves the scenario off, whatever is asked: what happens without it */
  static async set(server: RunningServer, scenario: string, { inert = false } = {}): Promise<Stage> {
    return new Stage(server, scenario, inert)
  }

  private constructor(server: RunningServer, scenario: string, inert: boolean) {
    const world = `${scenario.replaceAll('.', '-')}${inert ? '-off' : ''}`
    this.#scenario = scenario
    this.#inert = inert
    this.#url = `${server.url}/~${world}`
    this.#controls = server.controls(world)
    const signedIn = this.#controls.signIn({ email: 'ada@example.test' })
    this.#user = signedIn.user
    this.#token = signedIn.access_token
    this.concord = new Concord({ baseUrl: this.#url, session: memorySession(signedIn), retry: { attempts: 1 } })
  }

  /** Switches the scenario on, as anybody can who reaches the port. */
  async on(options: object = {}): Promise<Json> {
    return this.#inert ? undefined : this.control('PUT', `/scenarios/${this.#scenario}`, options)
  }

  off(): Promise<Json> {
    return this.control('DELETE', `/scenarios/${this.#scenario}`)
  }

  async control(method: string, path: string, body?: object): Promise<Json> {
    const { status, json } = await this.call(`/__sandbox${path}`, { method, ...(body && { body }) })
    if (status >= 400) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(json)}`)
    return json
  }

  async call(
    path: string,
    { method = 'GET', body, headers }: { method?: string; body?: object; headers?: Record<string, string> } = {},
  ) {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, json: (text === '' ? undefined : JSON.parse(text)) as Json }
  }

  /** A client of somebody at the back office. */
  administrator(): Concord {
    const session = memorySession(this.#controls.signIn({ email: 'admin@example.test', role: 'admin' }))
    return new Concord({ baseUrl: this.#url, session, retry: { attempts: 1 } })
  }

  async order(pages = 4) {
    const paper = { title: 'Bees', topic: 'Pollination', target_pages: pages, language: 'en' }
    const document = await this.concord.documents.create(paper)
    return { document, intent: await this.concord.payments.createIntent({ document_id: document.id }) }
  }

  async buy(pages = 4) {
    const ordered = await this.order(pages)
    const outcome = await this.control('POST', `/payments/${ordered.intent.payment_intent_id}/confirm`, {})
    return { ...ordered, outcome }
  }

  /** What becomes of a document that is paid for, an hour later. */
  async outcome(pages: number) {
    const { document } = await this.buy(pages)
    await this.advance(3600)
    const [job] = (await this.concord.jobs.list({ document_id: document.id })).items
    const [payment] = (await this.concord.payments.list({ document_id: document.id })).items
    return { job, payment, document: await this.concord.documents.get(document.id) }
  }

  /** Asks a provider as a backend does, with a key of the form that it wants. */
  ask(path: string, body?: object, key = 'test') {
    const headers = { authorization: `Bearer ${key}`, 'x-api-key': key }
    return this.call(path, { headers, ...(body && { method: 'POST', body }) })
  }

  /** The events of a streamed completion that arrive, and what ends them if it is not the stream's own end. */
  async speech() {
    const response = await fetch(`${this.#url}/providers/openai/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-4', stream: true, messages: [{ role: 'user', content: 'Tell me of bees.' }] }),
    })
    let text = ''
    let error: unknown
    try {
      for await (const chunk of response.body ?? []) text += new TextDecoder().decode(chunk)
    } catch (thrown) {
      error = (thrown as Error).name
    }
    const events = text.split('\n\n').filter((event) => event !== '')
    return { events: events.map((event) => event.replace('data: ', '')), error }
  }

  advance(seconds: number): Promise<Json> {
    return this.control('POST', '/clock/advance', { seconds })
  }

  /** Lets pass what is on its way between the port and its client. */
  turn(): Promise<void> {
    return this.call('/__sandbox/clock').then(() => {})
  }

  get timeline() {
    return this.#controls.world.timeline.items
  }

  deliveries() {
    return this.timeline.filter(({ kind }) => kind === 'webhook')
  }

  deliveriesOf(type: string) {
    return this.deliveries().filter((item) => item.type === type)
  }

  /** The language models that were asked, in their order. */
  models(): readonly unknown[] {
    const asked = this.timeline.filter(
      ({ kind, provider }) => kind === 'provider' && /^(openai|anthropic)/.test(`${provider}`),
    )
    return asked.map(({ provider }) => provider)
  }

  /** What the platform was asked from now on. */
  events(): () => readonly unknown[] {
    const from = this.timeline.length
    return () => this.timeline.slice(from).map(({ operation }) => operation)
  }

  async followLink() {
    const visitor = new Concord({ baseUrl: this.#url, session: memorySession(), retry: { attempts: 1 } })
    await visitor.auth.requestMagicLink({ email: 'ada@example.test' })
    const { items } = await this.control('GET', '/inbox?to=ada@example.test')
    const token = new URL(items[0].links[0]).searchParams.get('token') ?? ''
    return visitor.auth.verifyMagicLink({ token })
  }

  /** Agrees on the consent page of an identity provider. */
  async consent(provider: string) {
    const started = await fetch(`${this.#url}/api/v1/auth/${provider}`, { redirect: 'manual' })
    const page = new URL(started.headers.get('location') ?? '')
    const answer = new URLSearchParams({
      state: page.searchParams.get('state') ?? '',
      redirect_uri: page.searchParams.get('redirect_uri') ?? '',
      answer: 'agree',
    })
    const response = await fetch(`${page.origin}${page.pathname}/answer?${answer}`)
    return { status: response.status, json: (await response.json()) as Json }
  }

  async listen(): Promise<HeardSocket> {
    const address = `${this.#url.replace('http', 'ws')}/api/v1/ws/${this.#user.id}?token=${this.#token}`
    const socket = new WebSocket(address)
    const types: string[] = []
    let code: number | undefined
    socket.addEventListener('message', ({ data }) => types.push(JSON.parse(data).type))
    const ended = new Promise<void>((resolve) =>
      socket.addEventListener('close', (event) => {
        code = event.code
        resolve()
      }),
    )
    const opened = new Promise<void>((resolve) => socket.addEventListener('open', () => resolve()))
    await Promise.race([opened, ended])
    const heard: HeardSocket = {
      types: () => types,
      get code() {
        return code
      },
      ended,
      close: () => socket.close(),
    }
    this.#sockets.push(heard)
    return heard
  }

  /** All that a socket hears of one order. */
  async heard(): Promise<readonly string[]> {
    const socket = await this.listen()
    await this.buy(4)
    await this.advance(600)
    await socket.ended
    return socket.types()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.close()
    await Promise.all(this.#sockets.map(({ ended }) => ended))
  }
}
