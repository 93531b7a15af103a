// Generated from specs/providers/semantic-scholar.yaml by npm run generate; do not edit.
import type { BadRequest, GatewayError, Paper, PaperSearch } from './semanticScholar-types.ts'
import type { Call, SandboxReply } from '../../engine/call.ts'
import type { OperationEntry } from '../../engine/operation-table.ts'
import * as v from './semanticScholar-validators.js'

const validationFailed = { status: 400, body: { error: 'Missing required parameter.' } }

const fieldUnknown = { status: 400, body: { error: 'Unrecognized or unsupported fields: [colour]' } }

const tokenInvalid = { status: 403, body: { message: 'Forbidden' } }

const rateLimited = { status: 429, body: { message: 'Too Many Requests. Please wait and try again or apply for a key for higher rate limits.', code: '429' } }

const internalError = { status: 500, body: { message: 'Internal Server Error' } }

const serviceUnavailable = { status: 503, body: { message: 'Service Unavailable' } }

const paperNotFound = { status: 404, body: { error: 'Paper with id 1 not found' } }

export const operations: readonly OperationEntry[] = [
  { id: 'semanticScholar.searchPapers', service: 'semanticScholar', method: 'GET', path: '/graph/v1/paper/search', security: [], idempotent: false, parameters: [{ name: 'query', in: 'query', required: true, coerce: 'string', style: 'form', explode: true }, { name: 'fields', in: 'query', required: false, coerce: 'string', style: 'form', explode: true }, { name: 'year', in: 'query', required: false, coerce: 'string', style: 'form', explode: true }, { name: 'offset', in: 'query', required: false, coerce: 'integer', style: 'form', explode: true, default: 0 }, { name: 'limit', in: 'query', required: false, coerce: 'integer', style: 'form', explode: true, default: 10 }], validate: { query: v.semanticScholarSearchPapersQuery }, replies: { '200': { mediaTypes: ['application/json'], validate: v.replyPaperSearch, requiredHeaders: [], examples: { pollination: { total: 84, offset: 0, next: 1, data: [{ paperId: '649def34f8be52c8b66281af98ae884c09aef38b', title: 'A Survey of Pollination' }] } } }, '400': { mediaTypes: ['application/json'], validate: v.replyBadRequest, requiredHeaders: [], examples: {} }, '403': { mediaTypes: ['application/json'], validate: v.replyGatewayError, requiredHeaders: [], examples: {} }, '429': { mediaTypes: ['application/json'], validate: v.replyGatewayError, requiredHeaders: [], examples: {} }, '500': { mediaTypes: ['application/json'], validate: v.replyGatewayError, requiredHeaders: [], examples: {} }, '503': { mediaTypes: ['application/json'], validate: v.replyGatewayError, requiredHeaders: [], examples: {} } }, problems: { validation_failed: validationFailed, field_unknown: fieldUnknown, token_invalid: tokenInvalid, rate_limited: rateLimited, internal_error: internalError, service_unavailable: serviceUnavailable } },
  { id: 'semanticScholar.getPaper', service: 'semanticScholar', method: 'GET', path: '/graph/v1/paper/{paper_id}', security: [], idempotent: false, parameters: [{ name: 'paper_id', in: 'path', required: true, coerce: 'string', style: 'simple', explode: false }, { name: 'fields', in: 'query', required: false, coerce: 'string', style: 'form', explode: true }], validate: { path: v.semanticScholarGetPaperPath, query: v.semanticScholarGetPaperQuery }, replies: { '200': { mediaTypes: ['application/json'], validate: v.replyPaper, requiredHeaders: [], examples: { paper: { paperId: '649def34f8be52c8b66281af98ae884c09aef38b', title: 'A Survey of Pollination' } } }, '400': { mediaTypes: ['application/json'], validate: v.replyBadRequest, requiredHeaders: [], examples: {} }, '403': { mediaTypes: ['application/json'], validate: v.replyGatewayError, requiredHeaders: [], examples: {} }, '404': { mediaTypes: ['application/json'], validate: v.replyBadRequest, requiredHeaders: [], examples: {} }, '429': { mediaTypes: ['application/json'], validate: v.replyGatewayError, requiredHeaders: [], examples: {} }, '500': { mediaTypes: ['application/json'], validate: v.replyGatewayError, requiredHeaders: [], examples: {} }, '503': { mediaTypes: ['application/json'], validate: v.replyGatewayError, requiredHeaders: [], examples: {} } }, problems: { validation_failed: validationFailed, field_unknown: fieldUnknown, token_invalid: tokenInvalid, paper_not_found: paperNotFound, rate_limited: rateLimited, internal_error: internalError, service_unavailable: serviceUnavailable } },
]

/** What the service semanticScholar does beyond CRUD. */
export type SemanticScholarBehaviours = {
  /** Search for papers */
  readonly 'semanticScholar.searchPapers'?: (call: Call<{ path: object; query: { query: string; fields?: string; year?: string; offset: number; limit: number }; headers: object; body: undefined }, { 200: PaperSearch; 400: BadRequest; 403: GatewayError; 429: GatewayError; 500: GatewayError; 503: GatewayError }>) => SandboxReply | Promise<SandboxReply>
  /** Read a paper */
  readonly 'semanticScholar.getPaper'?: (call: Call<{ path: { paper_id: string }; query: { fields?: string }; headers: object; body: undefined }, { 200: Paper; 400: BadRequest; 403: GatewayError; 404: BadRequest; 429: GatewayError; 500: GatewayError; 503: GatewayError }>) => SandboxReply | Promise<SandboxReply>
}
