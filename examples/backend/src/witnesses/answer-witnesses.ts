import { request } from 'node:http'
import type { answerFaults } from '../faults/answer-faults.ts'
import type { Answered, Asked, Bench, Witness, Witnesses } from './bench.ts'

/** Looks at the answer to a request about what a state made: `GET /documents/{document_id}`. */
const seen =
  (state: string, what: string, look: (answer: Answered) => unknown, asked: Asked = {}): Witness =>
  async (bench) => {
    const { access_token: token } = await bench.state('a signed-in user')
    const values = state === '' ? {} : await bench.state(state)
    return look(await bench.ask(filled(what, values), { token, ...asked }))
  }

const filled = (what: string, values: Readonly<Record<string, string | number>>): string =>
  what.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name]))

const document = (look: (answer: Answered) => unknown): Witness =>
  seen('a document', 'GET /documents/{document_id}', look)

const unknownDocument = (look: (answer: Answered) => unknown): Witness => seen('', 'GET /documents/999', look)

const header = (name: string, asked?: Asked): Witness =>
  seen('', 'GET /documents', ({ headers }) => headers.get(name), asked)

const order = { title: 'Bees', topic: 'Pollination', target_pages: 4, language: 'en' }

export const answerWitnesses: Witnesses<keyof typeof answerFaults> = {
  'payment-amount-as-text': seen('a payment', 'GET /payment/{payment_id}', ({ body }) => typeof body.amount),
  'document-status-in-capitals': document(({ body }) => body.status),
  'document-title-missing': document(({ body }) => 'title' in body),
  'document-field-in-camel-case': document(({ body }) => 'created_at' in body),
  'document-date-as-epoch': document(({ body }) => typeof body.created_at),
  'document-date-without-zone': document(({ body }) => String(body.created_at).endsWith('Z')),
  'document-list-without-envelope': seen('a document', 'GET /documents', ({ body }) => body.total),
  'job-progress-as-fraction': async (bench) => {
    const { access_token: token } = await bench.state('a signed-in user')
    const { job_id } = await bench.state('a job', { status: 'failed' })
    const { body } = await bench.ask(`GET /jobs/${job_id}/progress`, { token })
    return Number(body.progress) >= 1
  },
  'no-warnings-as-null': document(({ body }) => body.quality_warnings),
  'user-shows-password-hash': seen('', 'GET /users/me', ({ body }) => 'password_hash' in body),
  'refund-id-as-text': seen('a refund', 'GET /refunds/{refund_id}', ({ body }) => typeof body.id),
  'problem-without-code': unknownDocument(({ body }) => body.code),

  'document-created-with-200': seen('', 'POST /documents', ({ status }) => status, { body: order }),
  'unknown-document-is-500': unknownDocument(({ status }) => status),
  'invalid-request-is-400': seen('', 'POST /documents', ({ status }) => status, { body: {} }),
  'problem-as-plain-json': unknownDocument(({ headers }) => headers.get('content-type')),
  'request-id-missing': seen('', 'GET /documents', ({ headers }) => headers.has('x-request-id')),
  'rate-limit-without-retry-after': seen('the rate limit is used up', 'GET /documents', ({ headers }) =>
    headers.has('retry-after'),
  ),
  'rate-limit-headers-missing': header('ratelimit-limit'),
  'cors-for-any-origin': header('access-control-allow-origin', { headers: { origin: 'https://evil.example' } }),

  'benign-key-order-reversed': document(({ body }) => Object.keys(body)[0]),
  'benign-spaced-json': document(({ text }) => text.includes('\n')),
  'benign-extra-header': header('x-served-by'),
  'benign-cache-headers': header('cache-control'),
  'benign-slower-answers': async (bench) => {
    const before = performance.now()
    await bench.ask('GET /live')
    return performance.now() - before >= 145
  },
  'benign-detail-in-other-words': unknownDocument(({ body }) => body.detail),
  'benign-title-in-other-words': unknownDocument(({ body }) => body.title),
  'benign-media-type-in-capitals': header('content-type'),
  'benign-chunked-answers': (bench) => transferEncoding(bench),
  'benign-slashes-escaped': unknownDocument(({ text }) => text.includes('\\/')),
  'benign-milliseconds-in-dates': document(({ body }) => String(body.created_at).includes('.')),
  'benign-export-answered-with-202': async (bench) => {
    const { access_token: token } = await bench.state('a signed-in user')
    const { document_id } = await bench.state('a document', { status: 'completed' })
    return bench.status(`POST /documents/${document_id}/export`, { token, body: { format: 'docx' } })
  },
}

/** Which `fetch` does not show. */
const transferEncoding = ({ url }: Bench): Promise<string | undefined> =>
  new Promise((resolve, reject) => {
    request(`${url}/api/v1/documents`, (answer) => {
      answer.resume()
      resolve(answer.headers['transfer-encoding'])
    })
      .once('error', reject)
      .end()
  })
