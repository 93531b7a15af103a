import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as plainRequest,
  type ServerResponse,
} from 'node:http'
import { request as secureRequest } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { ReplyListener } from '../backend/backend.ts'
import { end, flat, parsed, readAll, reasonOf } from '../backend/http-text.ts'
import type { Exchange } from './exchange.ts'
import { changeState, latest, type StateOptions, tearDownLast } from './state-calls.ts'

const STATES = '/__concord/states'
const MESSAGES = '/__concord/messages'
const PATIENCE = 30_000

/** Between whom the relay stands. */
export interface RelayOptions extends StateOptions {
  readonly backend: URL
  /** Gives the message of this description, with the values that the states of its interaction returned. */
  hear(description: string, values: Readonly<Record<string, unknown>>): Promise<unknown>
  /** Sees every answer of the backend. */
  readonly seen?: ReplyListener | undefined
}

/** What stands between Pact's core and the backend while a pact is verified. */
export interface Relay {
  readonly url: string
  readonly port: number
  readonly statesUrl: string
  readonly messagesPath: string
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
      .then((body) => {
        if (incoming.url === STATES) return changeState(options, body, exchanges, answer)
        if (incoming.url === MESSAGES) return giveMessage(options, body, latest(exchanges), answer)
        return passOn(options, incoming, body, latest(exchanges), answer)
      })
      .catch((error: unknown) => end(answer, 502, { detail: String(error) }))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    port,
    messagesPath: MESSAGES,
    statesUrl: `${url}${STATES}`,
    exchanges,
    async close() {
      await tearDownLast(options.states, exchanges)
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

async function giveMessage(
  { hear }: RelayOptions,
  body: Buffer,
  exchange: Exchange,
  answer: ServerResponse,
): Promise<void> {
  const description = parsed(body.toString())?.description
  try {
    const message = await hear(String(description), Object.assign({}, ...exchange.states.map(({ values }) => values)))
    exchange.heard = true
    end(answer, 200, message)
  } catch (error) {
    exchange.trouble = reasonOf(error)
    end(answer, 422, { detail: exchange.trouble })
  }
}

function passOn(
  { backend, seen }: RelayOptions,
  incoming: IncomingMessage,
  body: Buffer,
  exchange: Exchange,
  answer: ServerResponse,
): Promise<void> {
  const target = new URL(backend.href.replace(/\/$/, '') + (incoming.url ?? '/'))
  const headers: IncomingHttpHeaders = { ...incoming.headers, host: target.host }
  const sent = { method: incoming.method ?? 'GET', url: target.href, headers: flat(headers), body }
  const started = performance.now()
  exchange.sent = sent
  return new Promise((resolve) => {
    const fail = (error: Error): void => {
      exchange.trouble = `${target.origin} did not answer: ${reasonOf(error)}.`
      answer.destroy()
      resolve()
    }
    const ask = target.protocol === 'https:' ? secureRequest : plainRequest
    const outgoing = ask(target, { method: incoming.method, headers, timeout: PATIENCE }, (response) => {
      readAll(response).then((received) => {
        const reply = { status: response.statusCode ?? 0, headers: flat(response.headers), body: received }
        exchange.received = reply
        seen?.({ ...reply, sent, milliseconds: performance.now() - started, json: parsed(received.toString()) })
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
