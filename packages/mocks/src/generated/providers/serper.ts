// Generated from specs/providers/serper.yaml by npm run generate; do not edit.
import type { ErrorResponse, SearchRequest, SearchResponse } from './serper-types.ts'
import type { Call, SandboxReply } from '../../engine/call.ts'
import type { OperationEntry } from '../../engine/operation-table.ts'
import * as v from './serper-validators.js'

const validationFailed = { status: 400, body: { message: 'Missing query parameter', statusCode: 400 } }

const quotaUsedUp = { status: 400, body: { message: 'Not enough credits', statusCode: 400 } }

const tokenMissing = { status: 403, body: { message: 'Unauthorized.', statusCode: 403 } }

const tokenInvalid = { status: 403, body: { message: 'Unauthorized.', statusCode: 403 } }

const rateLimited = { status: 429, body: { message: 'Rate limit exceeded', statusCode: 429 } }

const internalError = { status: 500, body: { message: 'Internal server error', statusCode: 500 } }

const serviceUnavailable = { status: 503, body: { message: 'Service unavailable', statusCode: 503 } }

export const operations: readonly OperationEntry[] = [
  { id: 'serper.search', service: 'serper', method: 'POST', path: '/search', security: ['key'], idempotent: false, requestTypes: ['application/json'], bodyRequired: true, parameters: [], validate: { body: v.requestSearchRequest }, replies: { '200': { mediaTypes: ['application/json'], validate: v.replySearchResponse, requiredHeaders: [], examples: { pollination: { searchParameters: { q: 'pollination', gl: 'us', hl: 'en', num: 1, page: 1, type: 'search', engine: 'google' }, organic: [{ title: 'Pollination: an overview', link: 'https://www.example.org/pollination-1', snippet: 'What is known of pollination.', position: 1 }], peopleAlsoAsk: [{ question: 'What is pollination?', snippet: 'What is known of pollination.', title: 'Pollination: an overview', link: 'https://www.example.org/pollination-1' }], relatedSearches: [{ query: 'pollination examples' }], credits: 1 } } }, '400': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '403': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '429': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '500': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '503': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} } }, problems: { validation_failed: validationFailed, quota_used_up: quotaUsedUp, token_missing: tokenMissing, token_invalid: tokenInvalid, rate_limited: rateLimited, internal_error: internalError, service_unavailable: serviceUnavailable } },
]

/** What the service serper does beyond CRUD. */
export type SerperBehaviours = {
  /** Search the web */
  readonly 'serper.search'?: (call: Call<{ path: object; query: object; headers: object; body: SearchRequest }, { 200: SearchResponse; 400: ErrorResponse; 403: ErrorResponse; 429: ErrorResponse; 500: ErrorResponse; 503: ErrorResponse }>) => SandboxReply | Promise<SandboxReply>
}
