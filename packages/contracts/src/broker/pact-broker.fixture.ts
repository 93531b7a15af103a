import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parsed, readAll } from '../backend/http-text.ts'
import type { ConsumerVersionSelector } from './broker-options.ts'

/** A version of a consumer with its pact. */
export interface PublishedPact {
  readonly consumer: string
  readonly version: string
  readonly branch: string
  /** Whether that version runs somewhere. */
  readonly deployed?: boolean
  readonly publishedAt?: string
  /** All but the names. */
  readonly content: Readonly<Record<string, unknown>>
}

/** A result as the broker was told of it. */
export interface PublishedResult {
  readonly pact: string
  readonly success: boolean
  readonly providerApplicationVersion: string
  readonly [name: string]: unknown
}

/** A broker in a test. */
export interface TestBroker {
  readonly url: string
  /** What consumers have published; more may be added. */
  readonly pacts: PublishedPact[]
  readonly results: PublishedResult[]
  /** `payments 3f2c1a0 on main` for each version of a provider whose branch is known. */
  readonly branches: string[]
  /** What was asked for, in order: `POST /pacts/provider/payments/for-verification`. */
  readonly requests: string[]
  /** The last request for pacts. */
  wanted?: Readonly<Record<string, unknown>>
  close(): Promise<void>
}

interface Access {
  readonly token?: string
  readonly username?: string
  readonly password?: string
}

const MAIN = 'main'
const HAL = 'application/hal+json;charset=utf-8'

/**
 * A Pact Broker as far as a verifier talks to one: the links, documents, rules for selectors and words are those of the real one
 * (pact_broker 2.11x). It keeps everything in memory.
 *
 * @param access what it asks of those who come; nothing by default
 * @param folder before its paths, when it does not stand at the root of its server
 * @param knownAs where it believes to be, when that is not where it is
 */
export async function startPactBroker(
  provider: string,
  { access = {}, folder = '', knownAs }: { access?: Access; folder?: string; knownAs?: string } = {},
): Promise<TestBroker> {
  const broker: { -readonly [Name in keyof TestBroker]: TestBroker[Name] } = {
    url: '',
    pacts: [],
    results: [],
    branches: [],
    requests: [],
    close: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
  const server = createServer((request, answer) => {
    readAll(request).then((body) => {
      const { pathname } = new URL(request.url ?? '/', 'http://broker')
      broker.requests.push(`${request.method} ${pathname}`)
      if (!mayEnter(request, access)) {
        return answer.writeHead(401, { 'www-authenticate': 'Basic realm="Restricted Area"' }).end()
      }
      const base = (knownAs ?? broker.url).replace(/\/$/, '')
      const path = pathname.slice(folder.length).replace(/\/$/, '')
      const route = routes.find(([method, pattern]) => method === request.method && pattern.test(path))
      if (!pathname.startsWith(folder) || route === undefined) return missing(answer)
      const [, ...parts] = route[1].exec(path) ?? []
      return route[2]({
        broker,
        provider,
        base,
        answer,
        parts: parts.map(decodeURIComponent),
        body: parsed(String(body)) ?? {},
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  broker.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${folder}`
  return broker
}

interface Visit {
  readonly broker: TestBroker
  readonly provider: string
  readonly base: string
  readonly answer: ServerResponse
  readonly parts: readonly string[]
  readonly body: Readonly<Record<string, unknown>>
}

const routes: readonly (readonly [method: string, path: RegExp, (visit: Visit) => ServerResponse])[] = [
  ['GET', /^$/, index],
  ['POST', /^\/pacts\/provider\/([^/]+)\/for-verification$/, forVerification],
  ['GET', /^\/pacts\/provider\/([^/]+)\/consumer\/([^/]+)\/pact-version\/(\w+)\/metadata\/(\w+)$/, pactVersion],
  [
    'POST',
    /^\/pacts\/provider\/([^/]+)\/consumer\/([^/]+)\/pact-version\/(\w+)\/metadata\/(\w+)\/verification-results$/,
    verificationResults,
  ],
  ['GET', /^\/pacticipants\/([^/]+)$/, pacticipant],
  ['PUT', /^\/pacticipants\/([^/]+)\/branches\/([^/]+)\/versions\/([^/]+)$/, branchVersion],
]

function index({ base, answer }: Visit): ServerResponse {
  return send(answer, 200, {
    _links: {
      self: { href: base, title: 'Index', templated: false },
      'pb:publish-contracts': { href: `${base}/contracts/publish`, title: 'Publish contracts', templated: false },
      'pb:latest-provider-pacts': {
        href: `${base}/pacts/provider/{provider}/latest`,
        title: 'Latest pacts by provider',
        templated: true,
      },
      'pb:provider-pacts-for-verification': {
        href: `${base}/pacts/provider/{provider}/for-verification`,
        title: 'Pact versions to be verified for the specified provider',
        templated: true,
      },
      curies: [{ name: 'pb', href: `${base}/doc/{rel}?context=index`, templated: true }],
    },
  })
}

function forVerification({ broker, provider, base, answer, parts, body }: Visit): ServerResponse {
  broker.wanted = body
  if (parts[0] !== provider) return missing(answer)
  const { providerVersionBranch: branch, includePendingStatus, includeWipPactsSince } = body
  const selectors = (body.consumerVersionSelectors ?? []) as readonly ConsumerVersionSelector[]
  if (selectors.some(({ mainBranch, branch: named }) => mainBranch && named !== undefined)) {
    const complaint = 'cannot specify mainBranch=true with any other criteria apart from consumer (at index 0)'
    return send(answer, 400, { errors: { consumerVersionSelectors: [complaint] } })
  }
  const selected = broker.pacts.filter((pact) => selectors.some((selector) => isSelected(pact, selector, branch)))
  const isPending = (pact: PublishedPact) => !broker.results.some((one) => one.pact === shaOf(pact) && one.success)
  const wip = broker.pacts.filter(
    (pact) =>
      !selected.includes(pact) && isPending(pact) && (pact.publishedAt ?? '') >= String(includeWipPactsSince ?? '9999'),
  )
  const listed = (pact: PublishedPact, isWip: boolean) => ({
    shortDescription: pact.deployed ? 'deployed to production' : `latest from branch ${pact.branch}`,
    verificationProperties: {
      ...((includePendingStatus || isWip) && { pending: isPending(pact) }),
      ...(isWip && { wip: true }),
      notices: [{ when: 'before_verification', text: `The pact of ${pact.consumer} is being verified.` }],
    },
    _links: { self: { href: addressOf(base, provider, pact), name: nameOf(pact, provider) } },
  })
  return send(answer, 200, {
    _embedded: {
      pacts: [...selected.map((pact) => listed(pact, false)), ...wip.map((pact) => listed(pact, true))],
    },
    _links: {
      self: { href: `${base}/pacts/provider/${provider}/for-verification`, title: 'Pacts to be verified' },
    },
  })
}

function isSelected(pact: PublishedPact, selector: ConsumerVersionSelector, providerBranch: unknown): boolean {
  if (selector.consumer !== undefined && selector.consumer !== pact.consumer) return false
  if (selector.mainBranch) return pact.branch === MAIN
  if (selector.matchingBranch) return pact.branch === providerBranch
  if (selector.branch !== undefined) return pact.branch === selector.branch
  if (selector.deployedOrReleased || selector.deployed) return pact.deployed === true
  return selector.latest === true
}

function pactVersion({ broker, provider, base, answer, parts }: Visit): ServerResponse {
  const pact = broker.pacts.find((one) => shaOf(one) === parts[2] && one.consumer === parts[1])
  if (pact === undefined || parts[0] !== provider) return missing(answer)
  const link = (href: string, title: string, name?: string) => ({ title, ...(name !== undefined && { name }), href })
  const withIds = (list: unknown) =>
    Array.isArray(list) ? list.map((one: object) => ({ _id: hash(JSON.stringify(one)), ...one })) : list
  return send(answer, 200, {
    consumer: { name: pact.consumer },
    provider: { name: provider },
    ...pact.content,
    interactions: withIds(pact.content.interactions),
    createdAt: pact.publishedAt ?? '2026-01-31T10:00:00+00:00',
    _links: {
      self: link(addressOf(base, provider, pact), 'Pact', nameOf(pact, provider)),
      'pb:consumer': link(`${base}/pacticipants/${pact.consumer}`, 'Consumer', pact.consumer),
      'pb:consumer-version': link(
        `${base}/pacticipants/${pact.consumer}/versions/${pact.version}`,
        'Consumer version',
        pact.version,
      ),
      'pb:provider': link(`${base}/pacticipants/${provider}`, 'Provider', provider),
      'pb:publish-verification-results': link(
        `${addressOf(base, provider, pact)}/verification-results`,
        'Publish verification results',
      ),
      curies: [{ name: 'pb', href: `${base}/doc/{rel}?context=pact`, templated: true }],
    },
  })
}

function verificationResults({ broker, base, answer, parts, body }: Visit): ServerResponse {
  const { success, providerApplicationVersion } = body
  if (typeof success !== 'boolean') return send(answer, 400, { errors: { success: ['is missing'] } })
  if (typeof providerApplicationVersion !== 'string' || providerApplicationVersion.trim() === '') {
    return send(answer, 400, { errors: { providerApplicationVersion: ["can't be blank"] } })
  }
  broker.results.push({ ...body, success, providerApplicationVersion, pact: parts[2] ?? '' })
  return send(answer, 201, { ...body, _links: { self: { title: 'Verification result', href: `${base}/results/1` } } })
}

function pacticipant({ base, answer, parts }: Visit): ServerResponse {
  const self = `${base}/pacticipants/${encodeURIComponent(parts[0] ?? '')}`
  return send(answer, 200, {
    name: parts[0],
    _links: {
      self: { href: self },
      'pb:branch-version': { href: `${self}/branches/{branch}/versions/{version}`, templated: true },
    },
  })
}

function branchVersion({ broker, answer, parts }: Visit): ServerResponse {
  broker.branches.push(`${parts[0]} ${parts[2]} on ${parts[1]}`)
  return send(answer, 201, { _links: {} })
}

function mayEnter({ headers }: IncomingMessage, { token, username, password }: Access): boolean {
  if (token !== undefined) return headers.authorization === `Bearer ${token}`
  if (username === undefined) return true
  return headers.authorization === `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}

const hash = (text: string): string => createHash('sha1').update(text).digest('hex')
const shaOf = ({ consumer, content }: PublishedPact): string => hash(consumer + JSON.stringify(content))
const nameOf = ({ consumer, version }: PublishedPact, provider: string) =>
  `Pact between ${consumer} (${version}) and ${provider}`
const addressOf = (base: string, provider: string, pact: PublishedPact): string =>
  `${base}/pacts/provider/${provider}/consumer/${encodeURIComponent(pact.consumer)}/pact-version/${shaOf(pact)}/metadata/${hash(pact.version)}`

function send(answer: ServerResponse, status: number, body: unknown): ServerResponse {
  return answer.writeHead(status, { 'content-type': HAL }).end(JSON.stringify(body))
}

function missing(answer: ServerResponse): ServerResponse {
  return send(answer, 404, { error: 'The requested document was not found on this server.' })
}
