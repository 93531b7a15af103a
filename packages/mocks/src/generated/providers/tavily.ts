// Generated from specs/providers/tavily.yaml by npm run generate; do not edit.
import type { ErrorResponse, ExtractRequest, ExtractResponse, SearchRequest, SearchResponse } from './tavily-types.ts'
import type { Call, SandboxReply } from '../../engine/call.ts'
import type { OperationEntry } from '../../engine/operation-table.ts'
import * as v from './tavily-validators.js'

const validationFailed = { status: 400, body: { detail: { error: 'Query is missing.' } } }

const tokenMissing = { status: 401, body: { detail: { error: 'Unauthorized: missing or invalid API key.' } } }

const tokenInvalid = { status: 401, body: { detail: { error: 'Unauthorized: missing or invalid API key.' } } }

const rateLimited = { status: 429, body: { detail: { error: 'Your request has been blocked due to excessive requests. Please reduce the rate of requests.' } } }

const quotaUsedUp = { status: 432, body: { detail: { error: 'This request exceeds your plan\'s set usage limit. Please upgrade your plan.' } } }

const internalError = { status: 500, body: { detail: { error: 'Internal Server Error' } } }

const serviceUnavailable = { status: 503, body: { detail: { error: 'Service Unavailable' } } }

export const operations: readonly OperationEntry[] = [
  { id: 'tavily.search', service: 'tavily', method: 'POST', path: '/search', security: ['bearer'], idempotent: false, requestTypes: ['application/json'], bodyRequired: true, parameters: [], validate: { body: v.requestSearchRequest }, replies: { '200': { mediaTypes: ['application/json'], validate: v.replySearchResponse, requiredHeaders: [], examples: { pollination: { query: 'pollination', follow_up_questions: null, answer: 'Pollination is described by several sources, which agree on its main points.', images: [], results: [{ title: 'Pollination: an overview', url: 'https://www.example.org/pollination-1', content: 'What is known of pollination.', score: 0.94, raw_content: null }], response_time: 1.12, request_id: '6b6a2c0a-3f4d-4b8a-8a1e-2f0a6c0e7d11' } } }, '400': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '401': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '429': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '432': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '500': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '503': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} } }, problems: { validation_failed: validationFailed, token_missing: tokenMissing, token_invalid: tokenInvalid, rate_limited: rateLimited, quota_used_up: quotaUsedUp, internal_error: internalError, service_unavailable: serviceUnavailable } },
  { id: 'tavily.extract', service: 'tavily', method: 'POST', path: '/extract', security: ['bearer'], idempotent: false, requestTypes: ['application/json'], bodyRequired: true, parameters: [], validate: { body: v.requestExtractRequest }, replies: { '200': { mediaTypes: ['application/json'], validate: v.replyExtractResponse, requiredHeaders: [], examples: { page: { results: [{ url: 'https://www.example.org/pollination-1', raw_content: 'What is known of pollination.', images: [] }], failed_results: [], response_time: 0.4, request_id: '6b6a2c0a-3f4d-4b8a-8a1e-2f0a6c0e7d12' } } }, '400': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '401': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '429': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '432': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '500': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '503': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} } }, problems: { validation_failed: validationFailed, token_missing: tokenMissing, token_invalid: tokenInvalid, rate_limited: rateLimited, quota_used_up: quotaUsedUp, internal_error: internalError, service_unavailable: serviceUnavailable } },
]

/** What the service tavily does beyond CRUD. */
export type TavilyBehaviours = {
  /** Search the web */
  readonly 'tavily.search'?: (call: Call<{ path: object; query: object; headers: object; body: SearchRequest }, { 200: SearchResponse; 400: ErrorResponse; 401: ErrorResponse; 429: ErrorResponse; 432: ErrorResponse; 500: ErrorResponse; 503: ErrorResponse }>) => SandboxReply | Promise<SandboxReply>
  /** Read pages */
  readonly 'tavily.extract'?: (call: Call<{ path: object; query: object; headers: object; body: ExtractRequest }, { 200: ExtractResponse; 400: ErrorResponse; 401: ErrorResponse; 429: ErrorResponse; 432: ErrorResponse; 500: ErrorResponse; 503: ErrorResponse }>) => SandboxReply | Promise<SandboxReply>
}
