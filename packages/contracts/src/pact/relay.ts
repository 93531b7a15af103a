import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as plainRequest,
  type ServerResponse,
} from 'node:http'
import { request as secureRequest } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Exchange, StateCall } from './exchange.ts'

const STATES = '/__concord/states'
const PATIENCE = 30_000

export interface RelayOptions {
  readonly backend: URL
  readonly states: URL
  /** By name of a provider state: the values that it must return. */
  readonly promised: ReadonlyMap<string, readonly string[]>
  /** How many states each interaction sets up, in the order in which the core runs them. */
  readonly setups: readonly number[]
}

/** What stands between Pact's core and the backend while a pact is verified. */
export interface Relay {
  readonly url: string
  readonly statesUrl: string
  /** One for each interaction that was begun, in order. */
  readonly exchanges: readonly Exchange[]
  close(): Promise<void>
}

/**
 * Opens a relay on a free loopback port. It passes every byte on unchanged and remembers it, and makes the provider-state
 * protocol strict: a state that fails, answers 5xx (which Pact's core would repeat for two minutes) or does not return what
 * the catalogue promises (for which the core would send the example instead) ends its interaction with a reason.
 */
export async function openRelay(options: RelayOptions): Promise<Relay> {
  const exchanges: Exchange[] = []
  const server = createServer((incoming, answer) => {
    readAll(incoming)
      .then((body) =>
        incoming.url === STATES
          ? changeState(options, body, exchanges, answer)
          : passOn(options.backend, incoming, body, latest(exchanges), answer),
      )
      .catch((error: unknown) => end(answer, 502, { detail: String(error) }))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    statesUrl: `${url}${STATES}`,
    exchanges,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

interface StateChange {
  readonly action: 'setup' | 'teardown'
  readonly state: string
  readonly params: Readonly<Record<string, unknown>>
}

function latest(exchanges: Exchange[]): Exchange {
  const last = exchanges.at(-1) ?? { states: [], tornDown: false }
  if (exchanges.length === 0) exchanges.push(last)
  return last
}

async function changeState(
  options: RelayOptions,
  body: Buffer,
  exchanges: Exchange[],
  answer: ServerResponse,
): Promise<void> {
  const { states, promised } = options
  const change = JSON.parse(body.toString()) as StateChange
  if (change.action === 'teardown') {
    latest(exchanges).tornDown = true
    await post(states, body).catch(() => undefined)
    return end(answer, 200, {})
  }
  const exchange = await exchangeFor(options, change, exchanges)
  const call: StateCall = { name: change.state, values: {} }
  exchange.states.push(call)
  const refuse = (reason: string): void => {
    exchange.trouble ??= `The provider state "${change.state}" could not be set up: ${reason}`
    end(answer, 422, { detail: exchange.trouble })
  }
  let response: Response
  try {
    response = await post(states, body)
  } catch (error) {
    return refuse(`${states.href} did not answer (${reasonOf(error)}).`)
  }
  const text = await response.text()
  if (!response.ok) return refuse(`${response.status} ${problemIn(Buffer.from(text)) ?? text.slice(0, 200)}`)
  const values = parsed(text)
  const absent = (promised.get(change.state) ?? []).filter(
    (name) => values?.[name] === undefined || values[name] === null,
  )
  if (absent.length > 0) return refuse(`it promised ${absent.join(', ')}, which did not come back.`)
  call.values = values ?? {}
  end(answer, 200, values ?? {})
}

/**
 * The interaction to which a setup belongs. After a setup that failed the core goes on with the other states of the interaction, sends no request
 * and tears nothing down, so the next interaction is known by its turn, and the teardown is made up for.
 */
async function exchangeFor(
  { states, setups }: RelayOptions,
  change: StateChange,
  exchanges: Exchange[],
): Promise<Exchange> {
  const last = exchanges.at(-1)
  if (last !== undefined && !last.tornDown) {
    if (last.states.length < (setups[exchanges.length - 1] ?? 1)) return last
    await post(states, Buffer.from(JSON.stringify({ ...change, action: 'teardown' }))).catch(() => undefined)
  }
  const fresh: Exchange = { states: [], tornDown: false }
  exchanges.push(fresh)
  return fresh
}

function passOn(
  backend: URL,
  incoming: IncomingMessage,
  body: Buffer,
  exchange: Exchange,
  answer: ServerResponse,
): Promise<void> {
  const target = new URL(backend.href.replace(/\/$/, '') + (incoming.url ?? '/'))
  const headers: IncomingHttpHeaders = { ...incoming.headers, host: target.host }
  exchange.sent = { method: incoming.method ?? 'GET', url: target.href, headers: flat(headers), body }
  return new Promise((resolve) => {
    const fail = (error: Error): void => {
      exchange.trouble = `${target.origin} did not answer: ${reasonOf(error)}.`
      answer.destroy()
      resolve()
    }
    const ask = target.protocol === 'https:' ? secureRequest : plainRequest
    const outgoing = ask(target, { method: incoming.method, headers, timeout: PATIENCE }, (response) => {
      readAll(response).then((received) => {
        exchange.received = { status: response.statusCode ?? 0, headers: flat(response.headers), body: received }
        const { 'transfer-encoding': _chunked, connection: _connection, ...passed } = response.headers
        answer.writeHead(response.statusCode ?? 502, passed).end(received)
        resolve()
      }, fail)
    })
    outgoing.on('timeout', () => outgoing.destroy(new Error(`nothing came within ${PATIENCE / 1000} s`)))
    outgoing.on('error', fail)
    outgoing.end(body)
  })
}

function post(url: URL, body: Buffer): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: new Uint8Array(body),
    signal: AbortSignal.timeout(PATIENCE),
  })
}

function end(answer: ServerResponse, status: number, body: unknown): void {
  answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function flat(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  )
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

/** What a problem+json body says: `document_not_found, "There is no document with this id."` */
export function problemIn(body: Buffer): string | undefined {
  const problem = parsed(body.toString())
  if (problem === undefined) return undefined
  const { code, detail } = problem
  const said = typeof detail === 'string' ? `"${detail}"` : undefined
  if (typeof code !== 'string') return said
  return said === undefined ? code : `${code}, ${said}`
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (!(cause instanceof Error)) return String(cause)
  return cause.message === '' && 'code' in cause ? String(cause.code) : cause.message
}
