import { describe, expect, test } from 'vitest'
import { readServiceContract } from '../service/service-contract.ts'
import { strangenessOf } from './reply-check.ts'
import { checksOfSchemas } from './schema-checks.ts'

const contract = await readServiceContract('documents')
const checks = checksOfSchemas(contract)

const document = {
  id: 42,
  user_id: 7,
  title: 'Bees',
  topic: 'Pollination in alpine meadows',
  target_pages: 20,
  language: 'en',
  document_type: 'seminar_paper',
  status: 'draft',
  grammar_score: null,
  plagiarism_score: null,
  ai_detection_score: null,
  quality_warnings: [],
  created_at: '2025-12-01T15:30:00Z',
  updated_at: '2025-12-01T15:30:00Z',
}
const problem = {
  type: '/problems/document_not_found',
  title: 'No such document',
  status: 404,
  detail: 'There is no document with this id.',
  code: 'document_not_found',
  request_id: 'req_1',
}

interface Given {
  readonly operation?: string
  readonly status?: number
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

function strangeness({ operation = 'documents.get', status = 200, type, headers, body }: Given): readonly string[] {
  const found = contract.operations.find(({ id }) => id === operation)
  if (found === undefined) throw new Error(`There is no ${operation}.`)
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
  const defaultType = status >= 400 ? 'application/problem+json' : 'application/json; charset=utf-8'
  return strangenessOf(
    {
      status,
      headers: { 'content-type': type ?? defaultType, 'x-request-id': 'req_1', ...headers },
      body: Buffer.from(text),
      json: typeof body === 'object' && body !== null ? { ...body } : undefined,
    },
    found,
    contract,
    checks,
  )
}

describe('strangenessOf', () => {
  const cases: readonly { name: string; given: Given; want: readonly (string | RegExp)[] }[] = [
    { name: 'an answer that the spec knows', given: { body: document }, want: [] },
    { name: 'a documented problem', given: { status: 404, body: problem }, want: [] },
    { name: 'no body where there is none', given: { operation: 'documents.delete', status: 204 }, want: [] },
    {
      name: 'a problem that the gateway may answer anywhere',
      given: { status: 415, body: { ...problem, status: 415, code: 'unsupported_media_type' } },
      want: [],
    },
    {
      name: 'a field that leaks',
      given: { body: { ...document, stripe_secret: 'sk_live_1' } },
      want: ['$.stripe_secret is not in the spec.'],
    },
    {
      name: 'a field of the wrong type',
      given: { body: { ...document, document_type: 3 } },
      want: [/^\$\.document_type is integer, not string\.$/, /^\$\.document_type is 3, not one of "essay"/],
    },
    {
      name: 'a required field that is missing',
      given: { body: Object.fromEntries(Object.entries(document).filter(([name]) => name !== 'status')) },
      want: ['$.status is missing.'],
    },
    {
      name: 'a time that is none',
      given: { body: { ...document, created_at: 'yesterday' } },
      want: [/^\$\.created_at is "yesterday"/],
    },
    {
      name: 'an undocumented status',
      given: { status: 418, body: problem },
      want: ['418 (document_not_found) is not a status of documents.get, which has 200, 401, 403, 404, 422, 429.'],
    },
    { name: '500', given: { status: 500, body: problem }, want: ['500 is always a fault of the backend.'] },
    {
      name: 'a code of another status',
      given: { status: 404, body: { ...problem, code: 'document_gone' } },
      want: [/^\$\.code is "document_gone", which is not a code of this status: document_not_found\.$/],
    },
    {
      name: 'a problem that says it is plain JSON',
      given: { status: 404, type: 'application/json', body: problem },
      want: ['The content type is application/json, not application/problem+json.'],
    },
    {
      name: 'HTML',
      given: { type: 'text/html', body: '<p>Bees</p>' },
      want: ['The content type is text/html, not application/json.'],
    },
    {
      name: 'a lie about the content type',
      given: { body: '<p>Bees</p>' },
      want: ['The body is not JSON, although its content type says so.'],
    },
    {
      name: 'a body where there must be none',
      given: { operation: 'documents.delete', status: 204, body: '{}' },
      want: ['There are 2 bytes of body, and a 204 of this operation has none.'],
    },
    {
      name: 'a missing header',
      given: { status: 429, body: { ...problem, status: 429, code: 'rate_limited' } },
      want: ['The header Retry-After is missing.'],
    },
    {
      name: 'a header that is no number',
      given: { body: document, headers: { 'ratelimit-limit': 'many' } },
      want: [/^The header RateLimit-Limit is string, not integer\.$/],
    },
  ]
  test.each(cases)('$name', ({ given, want }) => {
    expect(strangeness(given)).toEqual(want.map((one) => (typeof one === 'string' ? one : expect.stringMatching(one))))
  })
})
