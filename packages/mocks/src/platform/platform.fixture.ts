import type { SandboxReply } from '../engine/call.ts'
import type { Delivery, Mail } from '../engine/effects.ts'
import { effectsOf } from '../engine/effects-of.ts'
import { Engine } from '../engine/engine.ts'
import { isHandshake } from '../engine/sockets.ts'
import { gatewayProblems } from '../generated/gateway-problems.ts'
import { providerFaces } from '../providers/faces.ts'
import { stripeFace, stripeSender } from '../providers/stripe.ts'
import { LiveWorld } from '../world/live-world.ts'
import { createAccount, userByEmail } from './accounts/accounts.ts'
import { issueTokens } from './accounts/sessions.ts'
import { platformFace } from './face.ts'

/** An answer, with its body read. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape, and the engine has checked them against the spec
  readonly body: any
}

export interface Sent {
  readonly token?: string
  readonly body?: unknown
  readonly headers?: Record<string, string>
}

/** What a socket was told, in order. */
export interface Listening {
  // biome-ignore lint/suspicious/noExplicitAny: messages of every type, checked against the spec when they were sent
  readonly messages: any[]
  readonly closed: { code: number; reason: string } | undefined
  say(message: unknown): void
}

export interface Person {
  readonly id: number
  readonly email: string
  readonly token: string
  readonly refresh: string
}

/** The whole platform with Stripe behind it, in a world whose clock stands still. What the sandbox does wrong fails the test. */
export class Platform {
  readonly engine: Engine
  readonly world: LiveWorld
  readonly origin = 'http://localhost:8000'

  constructor(options: { readonly seed?: number; readonly name?: string } = {}) {
    this.engine = new Engine({
      faces: [platformFace, stripeFace, ...providerFaces],
      senders: [stripeSender],
      gatewayProblems,
      origin: this.origin,
    })
    this.world = new LiveWorld({
      name: options.name ?? 'test',
      seed: options.seed ?? 1,
      handlers: this.engine.task,
      failed: (_, task, error) => {
        throw new Error(`The task ${task} failed`, { cause: error })
      },
    })
    this.engine.stateOf(this.world)
  }

  async request(method: string, target: string, { token, body, headers = {} }: Sent = {}): Promise<Answer> {
    const [path = '', query = ''] = target.split('?')
    const reply = await this.engine.handle(this.world, {
      method,
      path,
      query,
      origin: this.origin,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    this.#assertRight()
    return { status: reply.status, headers: reply.headers, body: read(reply) }
  }

  get = (target: string, token?: string): Promise<Answer> => this.request('GET', target, token ? { token } : {})

  post = (target: string, body?: unknown, token?: string, headers: Record<string, string> = {}): Promise<Answer> =>
    this.request('POST', target, {
      headers,
      ...(body !== undefined && { body }),
      ...(token !== undefined && { token }),
    })

  /** As a client library of Stripe calls. */
  stripe(
    method: string,
    path: string,
    form?: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    return this.request(method, `/providers/stripe${path}`, {
      token: 'sk_test_concord',
      headers: { ...(form && { 'content-type': 'application/x-www-form-urlencoded' }), ...headers },
      ...(form && { body: new URLSearchParams(form).toString() }),
    })
  }

  /** Moves virtual time on, and carries out what falls due. */
  async advance(seconds: number): Promise<void> {
    await this.world.advance(seconds * 1000)
    this.#assertRight()
  }

  signIn(email = 'ada@example.test', role: 'user' | 'admin' = 'user'): Person {
    const user = userByEmail(this.world, email) ?? createAccount(this.world, { email, role, verified: true })
    const { access_token, refresh_token } = issueTokens(this.world, user)
    return { id: user.id, email, token: access_token, refresh: refresh_token }
  }

  get inbox(): readonly Mail[] {
    return effectsOf(this.world).mail.list()
  }

  /** The token in the link of the newest mail. */
  get mailedToken(): string {
    return new URL(this.inbox[0]?.links[0] ?? '').searchParams.get('token') ?? ''
  }

  get deliveries(): readonly Delivery[] {
    return effectsOf(this.world).webhooks.deliveries
  }

  async order(token: string, pages = 20): Promise<number> {
    const body = { title: 'Bees', topic: 'Pollination in alpine meadows', target_pages: pages, language: 'en' }
    return (await this.post('/api/v1/documents', body, token)).body.id
  }

  /** Orders a document and makes its intent. */
  async intent(
    token: string,
    pages = 20,
  ): Promise<{ document_id: number; payment_id: number; payment_intent_id: string }> {
    const document_id = await this.order(token, pages)
    const { body } = await this.post('/api/v1/payment/create-intent', { document_id }, token)
    return { document_id, payment_id: body.payment_id, payment_intent_id: body.payment_intent_id }
  }

  confirm(intentId: string, card = '4242424242424242'): Promise<Answer> {
    const form = { 'payment_method_data[type]': 'card', 'payment_method_data[card][number]': card }
    return this.stripe('POST', `/v1/payment_intents/${intentId}/confirm`, form)
  }

  /** Orders a document and pays for it; the webhook has arrived. */
  async pay(
    token: string,
    pages = 20,
  ): Promise<{ document_id: number; payment_id: number; payment_intent_id: string; job_id: number }> {
    const intent = await this.intent(token, pages)
    await this.confirm(intent.payment_intent_id)
    await this.advance(0)
    const { body } = await this.get(`/api/v1/payment/${intent.payment_id}`, token)
    return { ...intent, job_id: body.job_id }
  }

  listen(userId: number, token: string): Listening {
    const messages: unknown[] = []
    let closed: Listening['closed']
    const answer = this.engine.connect(this.world, {
      method: 'GET',
      path: `/api/v1/ws/${userId}`,
      query: token === '' ? '' : `token=${token}`,
      headers: {},
      origin: this.origin,
    })
    if (!isHandshake(answer)) throw new Error(`The handshake was refused with ${answer.status}`)
    const handle = answer.accept({
      send: (text) => void messages.push(JSON.parse(text)),
      close: (code, reason) => {
        closed = { code, reason }
      },
      terminate: () => {
        closed = { code: 1006, reason: '' }
      },
    })
    return {
      messages,
      get closed() {
        return closed
      },
      say: (message) => handle.receive(JSON.stringify(message)),
    }
  }

  #assertRight(): void {
    const [violation] = this.engine.violations.take()
    if (violation) throw new Error(`The sandbox broke its contract in ${violation.where}: ${violation.message}`)
  }
}

function read({ body, headers }: SandboxReply): unknown {
  return typeof body === 'string' && /[/+]json\b/.test(headers['content-type'] ?? '') ? JSON.parse(body) : body
}
