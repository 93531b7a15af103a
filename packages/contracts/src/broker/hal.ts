import { setTimeout } from 'node:timers/promises'
import { member, parsed, reasonOf } from '../backend/http-text.ts'
import { CannotVerify } from '../report/report.ts'
import type { BrokerOptions } from './broker-options.ts'

const PATIENCE = 15_000
/** Milliseconds before the second and the third attempt, when the broker is overloaded or starts. */
const PAUSES = [500, 1000] as const
const BUSY: ReadonlySet<number> = new Set([429, 502, 503, 504])

/** What a broker answers: a document with links to what can be done next. */
export interface HalDocument {
  readonly _links: Readonly<Record<string, unknown>>
  readonly [name: string]: unknown
}

/** A broker to which one talks by following its links. */
export interface Broker {
  /** As it may be printed: without a password. */
  readonly name: string
  /** The document at a link; without one, that of the broker itself. */
  get(href?: string): Promise<HalDocument>
  /** Sends JSON to a link. What the broker answers need not be a document. */
  send(method: 'POST' | 'PUT', href: string, body: unknown): Promise<unknown>
}

/** The broker has nothing at this address. */
export class NotAtBroker extends CannotVerify {}

/**
 * Opens a broker. As in Pact's own core, a link counts by its path: the broker may know itself under another address than we do, and
 * a token is sent nowhere but to the broker that it was given for.
 *
 * @throws CannotVerify, from each call, with a sentence: it cannot be reached, refuses us, or is no broker
 *
 * @example
 * const broker = openBroker({ url: 'https://broker.example.test', token })
 * const pacts = await broker.get(linkOf(await broker.get(), 'pb:latest-provider-pacts', { provider: 'payments' }))
 */
export function openBroker(options: Pick<BrokerOptions, 'url' | 'token' | 'username' | 'password'>): Broker {
  const { authorization, base, secrets } = accessOf(options)
  const name = base.href.replace(/\/$/, '')

  const ask = async (method: string, url: URL, body?: unknown): Promise<{ answer: Response; text: string }> => {
    try {
      const answer = await fetch(url, {
        method,
        headers: {
          accept: 'application/hal+json, application/json',
          ...(authorization !== undefined && { authorization }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(PATIENCE),
      })
      return { answer, text: await answer.text() }
    } catch (error) {
      throw new CannotVerify(`The broker at ${name} cannot be reached: ${reasonOf(error)}.`)
    }
  }

  const request = async (method: string, href: string, body?: unknown): Promise<{ json: unknown; where: string }> => {
    const url = addressOf(base, href)
    const where = `${method} ${url.origin}${url.pathname}`
    let { answer, text } = await ask(method, url, body)
    for (const pause of PAUSES) {
      if (!BUSY.has(answer.status)) break
      await setTimeout(pause)
      ;({ answer, text } = await ask(method, url, body))
    }
    const json = parsed(text)
    if (answer.ok) {
      if (json !== undefined || (text === '' && method === 'PUT')) return { json, where }
      throw notHal(where, answer)
    }
    const said = withoutSecrets(complaintsIn(json).join('; '), secrets)
    const reason = said === '' ? '' : ` It says: ${said}.`
    if (answer.status === 401 || answer.status === 403) throw refused(where, answer.status, authorization, reason)
    const Refusal = answer.status === 404 ? NotAtBroker : CannotVerify
    throw new Refusal(`${where} answers ${answer.status}.${reason}`)
  }

  return {
    name,
    async get(href = '') {
      const { json, where } = await request('GET', href)
      if (isHal(json)) return json
      throw new CannotVerify(
        `${where} answers JSON without _links, which is not HAL: is ${name} the address of a Pact Broker?`,
      )
    },
    send: async (method, href, body) => (await request(method, href, body)).json,
  }
}

/**
 * Where a link of a document leads.
 *
 * @param values what is put into its template
 * @throws CannotVerify when the document has no such link
 */
export function linkOf(document: HalDocument, name: string, values: Readonly<Record<string, string>> = {}): string {
  const href = member(document._links[name], 'href')
  if (typeof href !== 'string') {
    throw new CannotVerify(
      `The broker offers no ${name}, which a Pact Broker does since 2.86. Links that it offers: ${Object.keys(document._links).join(', ')}.`,
    )
  }
  return href.replace(/\{(\w+)\}/g, (whole, key: string) => {
    const value = values[key]
    return value === undefined ? whole : encodeURIComponent(value)
  })
}

/** The name of what a link leads to: of a consumer's version, its number. */
export function nameOfLink({ _links }: HalDocument, name: string): string | undefined {
  const said = member(_links[name], 'name')
  return typeof said === 'string' && said !== '' ? said : undefined
}

/** Whether something is a document with links. */
export const isHal = (value: unknown): value is HalDocument => {
  const links = member(value, '_links')
  return typeof links === 'object' && links !== null
}

function accessOf({ url, token, username, password }: Pick<BrokerOptions, 'url' | 'token' | 'username' | 'password'>) {
  const base = new URL(url)
  const user = username ?? decodeURIComponent(base.username)
  const secret = password ?? decodeURIComponent(base.password)
  base.username = ''
  base.password = ''
  base.search = ''
  base.hash = ''
  const basic = user === '' ? undefined : `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`
  const authorization = token === undefined ? basic : `Bearer ${token}`
  return { base, authorization, secrets: [token ?? '', secret].filter((one) => one !== '') }
}

function addressOf(base: URL, href: string): URL {
  const under = base.pathname.replace(/\/$/, '')
  if (href === '') return new URL(base.href)
  const { pathname, search } = new URL(href, base)
  const within = pathname === under || pathname.startsWith(`${under}/`)
  return new URL(`${within ? pathname : `${under}${pathname}`}${search}`, base.origin)
}

function notHal(where: string, answer: Response): CannotVerify {
  const type = answer.headers.get('content-type') ?? 'no content type'
  return new CannotVerify(
    `${where} answers ${answer.status} with ${type}, not HAL (application/hal+json): is that the address of a Pact Broker?`,
  )
}

function refused(where: string, status: number, authorization: string | undefined, reason: string): CannotVerify {
  const given =
    authorization === undefined
      ? 'no token was given'
      : authorization.startsWith('Bearer')
        ? 'the token was not accepted'
        : 'the name and the password were not accepted'
  return new CannotVerify(
    `${where} answers ${status}: ${given}. Give --broker-token or PACT_BROKER_TOKEN, or PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD.${reason}`,
  )
}

/** What a broker says is wrong; brokers of different ages say it in different shapes. */
function complaintsIn(body: unknown): readonly string[] {
  return textsIn(member(body, 'errors') ?? member(body, 'error') ?? body)
}

function textsIn(value: unknown, of = ''): readonly string[] {
  if (typeof value === 'string') return [of === '' ? value : `${of}: ${value}`]
  if (Array.isArray(value)) return value.flatMap((one: unknown) => textsIn(one, of))
  if (typeof value !== 'object' || value === null) return []
  const said = member(value, 'detail') ?? member(value, 'message') ?? member(value, 'title')
  if (typeof said === 'string') return textsIn(said, of)
  return Object.entries(value).flatMap(([name, one]) => textsIn(one, name))
}

const withoutSecrets = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((clean, secret) => clean.replaceAll(secret, '…'), text).replace(/\.$/, '')
