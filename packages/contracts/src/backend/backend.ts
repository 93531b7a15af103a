import { Agent as PlainAgent, request as plainRequest } from 'node:http'
import { Agent as SecureAgent, request as secureRequest } from 'node:https'
import { flat, parsed, readAll, reasonOf } from './http-text.ts'
import type { ReceivedResponse, SentRequest } from './sent-request.ts'

const PATIENCE = 15_000

/** A request in terms of the contract; the base URL is the backend's affair. */
export interface BackendRequest {
  readonly method: string
  /** Written out: `/api/v1/documents/42`. */
  readonly path: string
  readonly query?: readonly (readonly [name: string, value: string])[]
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  /** Set where the contract says nothing of the answer, so that nobody is told of it. */
  readonly aside?: boolean
  /** How long the whole answer may take, in milliseconds. Default 15,000. */
  readonly patience?: number
}

/** What a backend answered, beside what was sent. */
export interface Reply extends ReceivedResponse {
  readonly sent: SentRequest
  /** From the first byte that left until the last that came. */
  readonly milliseconds: number
  /** The body as JSON; undefined when it is no object. */
  readonly json: Readonly<Record<string, unknown>> | undefined
}

/** Something that wants to see every answer. */
export type ReplyListener = (reply: Reply) => void

/** Nothing, or nothing that is HTTP, came back. The message is a sentence for the report. */
export class NoReply extends Error {
  override readonly name = 'NoReply'
  readonly sent: SentRequest

  constructor(message: string, sent: SentRequest) {
    super(message)
    this.sent = sent
  }
}

/** The backend under verification. Every request of our own layers goes through here. */
export interface Backend {
  readonly baseUrl: URL
  /**
   * Sends one request; redirects are not followed.
   *
   * @throws NoReply when the backend is gone, hangs, breaks the connection or talks something else than HTTP
   */
  send(request: BackendRequest): Promise<Reply>
  /** The bytes that {@link send} would send, for those who send them in another way. */
  prepared(request: BackendRequest): SentRequest
  /** Tells of every answer from now on, also of those that come another way. */
  listen(listener: ReplyListener): void
  /** Tells the listeners of an answer that did not come through {@link send}. */
  tell(reply: Reply): void
  close(): void
}

/**
 * A backend behind a base URL; connections are kept alive until it is closed.
 *
 * @example
 * const backend = openBackend(new URL('http://localhost:8000'))
 * const { status } = await backend.send({ method: 'GET', path: '/api/v1/health' })
 */
export function openBackend(baseUrl: URL): Backend {
  const secure = baseUrl.protocol === 'https:'
  const agent = secure ? new SecureAgent({ keepAlive: true }) : new PlainAgent({ keepAlive: true })
  const listeners: ReplyListener[] = []
  const prepared = ({ method, path, query = [], headers = {}, body }: BackendRequest): SentRequest => {
    const url = new URL(baseUrl.href.replace(/\/$/, '') + path)
    for (const [name, value] of query) url.searchParams.append(name, value)
    return {
      method,
      url: url.href,
      headers: { accept: 'application/json, application/problem+json, */*', ...lowerCased(headers) },
      body: typeof body === 'string' ? Buffer.from(body) : (body ?? Buffer.alloc(0)),
    }
  }
  const tell = (reply: Reply): void => {
    for (const listener of listeners) listener(reply)
  }
  return {
    baseUrl,
    prepared,
    tell,
    listen: (listener) => void listeners.push(listener),
    close: () => agent.destroy(),
    send(request) {
      const sent = prepared(request)
      const { patience = PATIENCE } = request
      const started = performance.now()
      return new Promise((resolve, reject) => {
        const fail = (error: unknown): void => {
          clearTimeout(timer)
          reject(
            new NoReply(`${baseUrl.origin} did not answer ${sent.method} ${request.path}: ${reasonOf(error)}.`, sent),
          )
        }
        const outgoing = (secure ? secureRequest : plainRequest)(
          sent.url,
          { method: sent.method, headers: withLength(sent), agent },
          (response) => {
            readAll(response)
              .then((body) => {
                clearTimeout(timer)
                const reply: Reply = {
                  sent,
                  status: response.statusCode ?? 0,
                  headers: flat(response.headers),
                  body,
                  milliseconds: performance.now() - started,
                  json: parsed(body.toString()),
                }
                if (!request.aside) tell(reply)
                resolve(reply)
              }, fail)
              .catch(reject)
          },
        )
        const timer = setTimeout(
          () => outgoing.destroy(new Error(`the whole answer did not come within ${patience / 1000} s`)),
          patience,
        )
        outgoing.on('error', fail)
        outgoing.end(sent.body)
      })
    },
  }
}

function withLength({ method, headers, body }: SentRequest): Record<string, string> {
  const bodied = body.length > 0 || /^(POST|PUT|PATCH)$/.test(method)
  return { ...headers, ...(bodied && { 'content-length': String(body.length) }) }
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}
