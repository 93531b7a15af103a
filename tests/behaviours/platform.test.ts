import { estimateBehaviours } from '../../packages/contracts/src/behaviours/documents/estimates.ts'
import { exportBehaviours } from '../../packages/contracts/src/behaviours/documents/exports.ts'
import { browserBehaviours } from '../../packages/contracts/src/behaviours/platform/browsers.ts'
import { healthBehaviours } from '../../packages/contracts/src/behaviours/platform/health.ts'
import { limitBehaviours } from '../../packages/contracts/src/behaviours/platform/limits.ts'
import { plainReads } from '../../packages/contracts/src/behaviours/platform/plain-reads.ts'
import { answerBehaviours } from '../../packages/contracts/src/behaviours/platform/secrets.ts'
import { answer, type Fault, type Given, onAnswer, problem, withJson } from './faulty-backend.ts'
import { holdAgainstFaults, type Rejected } from './theatre.ts'

const health = /\/health$/
const files = /\/files\//

const saysOrigin =
  (allowed: (origin: string) => string | undefined): (() => Fault) =>
  () =>
  async (asked, forward) => {
    const given = await forward(asked)
    const { 'access-control-allow-origin': _was, ...headers } = given.headers
    const origin = allowed(asked.headers.origin ?? '')
    return { ...given, headers: { ...headers, ...(origin !== undefined && { 'access-control-allow-origin': origin }) } }
  }

const withBody = (given: Given, body: string | Buffer): Given => ({ ...given, body: Buffer.from(body) })

const leaks =
  (leak: object): (() => Fault) =>
  () =>
    onAnswer('GET', /\/users\/me$/, (given) => withJson(given, (body) => ({ ...body, ...leak })))

const withHeaders =
  (change: (headers: Given['headers']) => Given['headers']): (() => Fault) =>
  () =>
  async (asked, forward) => {
    const given = await forward(asked)
    return { ...given, headers: change(given.headers) }
  }

/** What every service must be found out to do wrong, whichever is verified. */
const everywhere: readonly Rejected[] = plainReads.flatMap(({ service, operation }): readonly Rejected[] => [
  {
    behaviour: 'cors',
    service,
    fault: `any page may call ${service}`,
    make: saysOrigin((origin) => (origin === '' ? undefined : origin)),
    says: /lets pages of https:\/\/elsewhere\.example\.test call, which is not listed\.$/,
  },
  {
    behaviour: 'rate-limit-headers',
    service,
    fault: `nobody is told how often ${service} may be asked`,
    make: withHeaders((headers) =>
      Object.fromEntries(Object.entries(headers).filter(([name]) => !/^ratelimit-/.test(name))),
    ),
    says: `${operation} answers 200 without RateLimit-Limit.`,
  },
])

holdAgainstFaults(
  [
    ...healthBehaviours,
    ...browserBehaviours,
    ...limitBehaviours,
    ...answerBehaviours,
    ...estimateBehaviours,
    ...exportBehaviours,
  ],
  [
    ...everywhere,
    {
      behaviour: 'rate-limit-headers',
      service: 'documents',
      fault: 'what is left is always the same',
      make: withHeaders((headers) => ({ ...headers, 'ratelimit-remaining': '59' })),
      says: 'RateLimit-Remaining of documents.list does not fall by one with each request.',
    },
    {
      behaviour: 'rate-limit-headers',
      service: 'documents',
      fault: 'the limit is another one',
      make: withHeaders((headers) => ({ ...headers, 'ratelimit-limit': '600' })),
      says: 'RateLimit-Limit of documents.list is 600 instead of 60.',
    },
    {
      behaviour: 'cors',
      service: 'documents',
      fault: 'every page is allowed with a star',
      make: saysOrigin(() => '*'),
      says: 'OPTIONS /api/v1/documents lets pages of https://elsewhere.example.test call, which is not listed.',
    },
    {
      behaviour: 'estimate-range',
      fault: 'an estimate without a range',
      make: () =>
        onAnswer('GET', /\/estimate$/, (given) =>
          withJson(given, (body) => ({
            ...body,
            min_minutes: body.estimated_minutes,
            max_minutes: body.estimated_minutes,
          })),
        ),
      says: 'min_minutes of 200 pages is 10, which is not 20 % from 10 minutes.',
    },
    {
      behaviour: 'estimate-range',
      fault: 'an estimate that forgets the checks',
      make: () =>
        onAnswer('GET', /\/estimate$/, (given) => withJson(given, (body) => ({ ...body, estimated_minutes: 2 }))),
      says: '50 pages are estimated at 2 minutes instead of 3.',
    },
    {
      behaviour: 'honest-health',
      fault: 'health is always good',
      make: () => onAnswer('GET', health, (given) => withJson(given, (body) => ({ ...body, status: 'healthy' }))),
      says: 'Health is healthy instead of degraded while redis is down.',
    },
    {
      behaviour: 'honest-health',
      fault: 'health does not look at the dependencies',
      make: () =>
        onAnswer('GET', health, (given) =>
          withJson(given, (body) => ({ ...body, dependencies: { redis: 'healthy', storage: 'healthy' } })),
        ),
      says: 'Health says that redis is healthy while redis is down.',
    },
    {
      behaviour: 'honest-health',
      fault: 'a service without its database is ready',
      make: () => onAnswer('GET', /\/ready$/, () => answer(200, { status: 'ready' })),
      says: /^health\.ready answers 200 .* instead of 503 not_ready while database is down\.$/,
    },
    {
      behaviour: 'cors',
      service: 'auth',
      fault: 'any page may call with credentials',
      make: saysOrigin((origin) => origin),
      says: 'OPTIONS /api/v1/auth/login lets pages of https://elsewhere.example.test call, which is not listed.',
    },
    {
      behaviour: 'cors',
      service: 'auth',
      fault: 'every page is allowed with a star',
      make: saysOrigin(() => '*'),
      says: /does not let pages of http:\/\/\S+, which is listed, call with credentials\.$/,
    },
    {
      behaviour: 'cors',
      service: 'auth',
      fault: 'no page may call',
      make: saysOrigin(() => undefined),
      says: /^OPTIONS \/api\/v1\/auth\/login does not let pages of /,
    },
    {
      behaviour: 'no-secrets',
      fault: 'a user has the hash of their password in it',
      make: leaks({ password_hash: '$2b$12$abcdefghijklmnopqrstuv' }),
      says: 'users.me answers 200 with "\\"password_hash\\":" in it.',
    },
    {
      behaviour: 'no-secrets',
      fault: 'a key of Stripe is in an answer',
      make: leaks({ note: 'sk_test_concord' }),
      says: 'users.me answers 200 with "sk_test_concord" in it.',
    },
    {
      behaviour: 'no-secrets',
      fault: 'a problem has a stack trace in it',
      make: () =>
        onAnswer('POST', /\/auth\/login$/, (given) =>
          given.status < 400
            ? given
            : withJson(given, (body) => ({ ...body, detail: 'Error: no\n    at login (auth.ts:7:1)' })),
        ),
      says: /^auth\.login answers 401 with .*at login.* in it\.$/,
    },
    {
      behaviour: 'request-ids',
      fault: 'errors have no id',
      make: () => async (asked, forward) => {
        const given = await forward(asked)
        const { 'x-request-id': _gone, ...headers } = given.headers
        return given.status < 400 ? given : { ...given, headers }
      },
      says: 'auth.login answers 401 without an X-Request-ID.',
    },
    {
      behaviour: 'request-ids',
      fault: 'all answers have one id',
      make: () => async (asked, forward) => {
        const given = await forward(asked)
        return { ...given, headers: { ...given.headers, 'x-request-id': 'req_1' } }
      },
      says: /(Two answers have the X-Request-ID req_1|and X-Request-ID is req_1)\.$/,
    },
    {
      behaviour: 'export-bytes',
      fault: 'a DOCX is text under another name',
      make: () => onAnswer('GET', files, (given) => withBody(given, 'Bees')),
      says: 'The exported docx is none: it is no ZIP archive.',
    },
    {
      behaviour: 'export-bytes',
      fault: 'a PDF breaks off in the middle',
      make: () =>
        onAnswer('GET', /\.pdf$/, (given) =>
          withBody(given, given.body.subarray(0, Math.floor(given.body.length / 2))),
        ),
      says: 'The exported pdf is none: it does not end with %%EOF.',
    },
    {
      behaviour: 'export-bytes',
      fault: 'a file comes as any bytes',
      make: () =>
        onAnswer('GET', files, (given) => ({
          ...given,
          headers: { ...given.headers, 'content-type': 'application/octet-stream' },
        })),
      says: 'The exported docx is none: its content type is application/octet-stream.',
    },
    {
      behaviour: 'export-expires',
      fault: 'an address works for ever',
      make: () => onAnswer('GET', files, (given) => (given.status === 410 ? answer(200, {}) : given)),
      says: 'documents.download answers 200 {} instead of 410 file_expired to an address that has expired.',
    },
    {
      behaviour: 'export-expires',
      fault: 'a draft can be exported',
      make: () => onAnswer('POST', /\/export$/, (given) => (given.status === 409 ? problem(500, 'no_content') : given)),
      says: /instead of 409 document_not_ready to an export of a draft\.$/,
    },
  ],
)
