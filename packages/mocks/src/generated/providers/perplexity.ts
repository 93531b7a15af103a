// Generated from specs/providers/perplexity.yaml by npm run generate; do not edit.
import type { Completion, CompletionCreateParams, ErrorResponse } from './perplexity-types.ts'
import type { Call, SandboxReply } from '../../engine/call.ts'
import type { OperationEntry } from '../../engine/operation-table.ts'
import * as v from './perplexity-validators.js'

const validationFailed = { status: 400, body: { error: { message: 'messages: field required', type: 'bad_request', code: 400 } } }

const invalidModel = { status: 400, body: { error: { message: 'Invalid model \'sonar-0\'. Permitted models can be found in the documentation at https://docs.perplexity.ai/.', type: 'invalid_model', code: 400 } } }

const tokenMissing = { status: 401, body: { error: { message: 'No API key was provided.', type: 'invalid_api_key', code: 401 } } }

const tokenInvalid = { status: 401, body: { error: { message: 'Invalid API key provided.', type: 'invalid_api_key', code: 401 } } }

const rateLimited = { status: 429, body: { error: { message: 'Request rate limit exceeded. Please try again later.', type: 'request_rate_limit_exceeded', code: 429 } } }

const internalError = { status: 500, body: { error: { message: 'Internal server error', type: 'internal_server_error', code: 500 } } }

const serviceUnavailable = { status: 503, body: { error: { message: 'Service unavailable', type: 'service_unavailable', code: 503 } } }

export const operations: readonly OperationEntry[] = [
  { id: 'perplexity.createChatCompletion', service: 'perplexity', method: 'POST', path: '/chat/completions', security: ['bearer'], idempotent: false, requestTypes: ['application/json'], bodyRequired: true, parameters: [], validate: { body: v.requestCompletionCreateParams }, replies: { '200': { mediaTypes: ['application/json', 'text/event-stream'], validate: v.replyCompletion, requiredHeaders: [], examples: { question: { id: '3c90c3cc-0d44-4b50-8888-8dd25736052a', object: 'chat.completion', created: 1764603060, model: 'sonar', citations: ['https://www.example.test/seasonal-variation'], search_results: [{ title: 'Seasonal variation and pollination', url: 'https://www.example.test/seasonal-variation', date: '2024-05-17' }], choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Few questions have shaped the debate on pollination as much as seasonal variation.[1]' } }], usage: { prompt_tokens: 11, completion_tokens: 18, total_tokens: 29, search_context_size: 'low' } } } }, '400': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '401': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '429': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '500': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '503': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} } }, problems: { validation_failed: validationFailed, invalid_model: invalidModel, token_missing: tokenMissing, token_invalid: tokenInvalid, rate_limited: rateLimited, internal_error: internalError, service_unavailable: serviceUnavailable } },
]

/** What the service perplexity does beyond CRUD. */
export type PerplexityBehaviours = {
  /** Answer a question with sources */
  readonly 'perplexity.createChatCompletion'?: (call: Call<{ path: object; query: object; headers: object; body: CompletionCreateParams }, { 200: Completion | Uint8Array | AsyncIterable<Uint8Array | string>; 400: ErrorResponse; 401: ErrorResponse; 429: ErrorResponse; 500: ErrorResponse; 503: ErrorResponse }>) => SandboxReply | Promise<SandboxReply>
}
