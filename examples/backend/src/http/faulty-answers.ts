import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { answerFaults } from '../faults/answer-faults.ts'
import { fault } from '../faults.ts'

type Fields = Record<string, unknown>
type AnswerFault = keyof typeof answerFaults | 'payment-amount-in-euros' | 'currency-in-capitals' | AfterTheFact
type AfterTheFact = 'unchecked-score-as-zero' | 'estimate-without-range'

/** What a fault does to an answer of JSON that is on its way: to its fields, or to the rest of it. */
interface Change {
  /** `GET /api/v1/documents/:document_id`; without it, all. */
  readonly at?: string
  /** The status for which it holds; without it, all. */
  readonly status?: (status: number) => boolean
  readonly fields?: (fields: Fields) => unknown
  readonly reply?: (reply: FastifyReply) => void
  readonly text?: (text: string) => string | Readable
}

const document = 'GET /api/v1/documents/:document_id'
const payment = 'GET /api/v1/payment/:payment_id'
const problems = (status: number): boolean => status >= 400

const changes: Readonly<Record<AnswerFault, Change>> = {
  'payment-amount-as-text': { at: payment, fields: (fields) => ({ ...fields, amount: String(fields.amount) }) },
  'payment-amount-in-euros': { at: payment, fields: (fields) => ({ ...fields, amount: Number(fields.amount) / 100 }) },
  'currency-in-capitals': { at: payment, fields: (fields) => ({ ...fields, currency: capitals(fields.currency) }) },
  'document-status-in-capitals': { at: document, fields: (fields) => ({ ...fields, status: capitals(fields.status) }) },
  'document-title-missing': { at: document, fields: ({ title: _, ...rest }) => rest },
  'document-field-in-camel-case': {
    at: document,
    fields: ({ created_at, ...rest }) => ({ ...rest, createdAt: created_at }),
  },
  'document-date-as-epoch': {
    at: document,
    fields: (fields) => ({ ...fields, created_at: Date.parse(String(fields.created_at)) / 1000 }),
  },
  'document-date-without-zone': {
    at: document,
    fields: (fields) => ({ ...fields, created_at: String(fields.created_at).replace('Z', '') }),
  },
  'document-list-without-envelope': { at: 'GET /api/v1/documents', fields: ({ items }) => items },
  'job-progress-as-fraction': {
    at: 'GET /api/v1/jobs/:job_id/progress',
    fields: (fields) => ({ ...fields, progress: Number(fields.progress) / 100 }),
  },
  'no-warnings-as-null': { at: document, fields: (fields) => ({ ...fields, quality_warnings: null }) },
  'user-shows-password-hash': {
    at: 'GET /api/v1/users/me',
    fields: (fields) => ({ ...fields, password_hash: 'c2FsdA$aGFzaA' }),
  },
  'refund-id-as-text': {
    at: 'GET /api/v1/refunds/:refund_id',
    fields: (fields) => ({ ...fields, id: String(fields.id) }),
  },
  'problem-without-code': { status: problems, fields: ({ code: _, ...rest }) => rest },
  'unchecked-score-as-zero': {
    at: document,
    fields: (fields) => ({ ...fields, grammar_score: fields.grammar_score ?? 0 }),
  },
  'estimate-without-range': {
    at: 'GET /api/v1/documents/:document_id/estimate',
    fields: (fields) => ({ ...fields, min_minutes: fields.estimated_minutes, max_minutes: fields.estimated_minutes }),
  },

  'document-created-with-200': {
    at: 'POST /api/v1/documents',
    status: (status) => status === 201,
    reply: (reply) => reply.code(200),
  },
  'unknown-document-is-500': { at: document, status: (status) => status === 404, reply: (reply) => reply.code(500) },
  'invalid-request-is-400': { status: (status) => status === 422, reply: (reply) => reply.code(400) },
  'problem-as-plain-json': { status: problems, reply: (reply) => reply.header('content-type', 'application/json') },
  'request-id-missing': { reply: (reply) => reply.removeHeader('x-request-id') },
  'rate-limit-without-retry-after': {
    status: (status) => status === 429,
    reply: (reply) => reply.removeHeader('retry-after'),
  },
  'rate-limit-headers-missing': {
    reply: (reply) => {
      for (const name of ['limit', 'remaining', 'reset']) reply.removeHeader(`ratelimit-${name}`)
    },
  },
  'cors-for-any-origin': {
    reply: (reply) => reply.header('access-control-allow-origin', reply.request.headers.origin ?? '*'),
  },

  'benign-key-order-reversed': { fields: (fields) => Object.fromEntries(Object.entries(fields).reverse()) },
  'benign-spaced-json': { text: (text) => JSON.stringify(JSON.parse(text), null, 2) },
  'benign-extra-header': { reply: (reply) => reply.header('x-served-by', 'worker-3') },
  'benign-cache-headers': { reply: (reply) => reply.header('cache-control', 'private, no-store') },
  'benign-slower-answers': {},
  'benign-detail-in-other-words': {
    status: problems,
    fields: (fields) => ({ ...fields, detail: 'That did not work.' }),
  },
  'benign-title-in-other-words': { status: problems, fields: (fields) => ({ ...fields, title: 'Sorry' }) },
  'benign-media-type-in-capitals': {
    reply: (reply) => reply.header('content-type', capitals(reply.getHeader('content-type'))),
  },
  'benign-chunked-answers': {
    reply: (reply) => reply.removeHeader('content-length'),
    text: (text) => Readable.from([text.slice(0, 1), text.slice(1)]),
  },
  'benign-slashes-escaped': { text: (text) => text.replaceAll('/', '\\/') },
  'benign-milliseconds-in-dates': {
    text: (text) => text.replaceAll(/"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)Z"/g, '"$1.000Z"'),
  },
  'benign-export-answered-with-202': {
    at: 'POST /api/v1/documents/:document_id/export',
    status: (status) => status === 200,
    reply: (reply) => reply.code(202),
  },
}

const isContractTest = (url: string): boolean => url.startsWith('/_contract')

/** Plays the faults that show in an answer and nowhere else. They are here so that nothing else has to know of them. */
export function playAnswerFaults(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ url }) => {
    if (fault('benign-slower-answers') && !isContractTest(url)) await sleep(150)
  })
  app.addHook('onSend', async (request, reply, payload) => {
    const [, change] = entries.find(([name]) => fault(name)) ?? []
    const { method, routeOptions } = request
    if (!change || typeof payload !== 'string' || !isJson(reply) || isContractTest(request.url)) return payload
    if (change.at !== undefined && change.at !== `${method} ${routeOptions.url}`) return payload
    if (change.status ? !change.status(reply.statusCode) : change.at !== undefined && reply.statusCode >= 400)
      return payload
    const text = change.fields ? JSON.stringify(change.fields(JSON.parse(payload))) : payload
    change.reply?.(reply)
    return change.text?.(text) ?? text
  })
}

const entries = Object.entries(changes) as readonly (readonly [AnswerFault, Change])[]

const isJson = (reply: FastifyReply): boolean => /json/.test(String(reply.getHeader('content-type')))

const capitals = (text: unknown): string => String(text).toUpperCase()
