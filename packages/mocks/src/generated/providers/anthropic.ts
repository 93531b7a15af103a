// Generated from specs/providers/anthropic.yaml by npm run generate; do not edit.
import type { ErrorResponse, Message, MessageCountTokensParams, MessageCreateParams, TokenCount } from './anthropic-types.ts'
import type { Call, SandboxReply } from '../../engine/call.ts'
import type { OperationEntry } from '../../engine/operation-table.ts'
import * as v from './anthropic-validators.js'

const validationFailed = { status: 400, body: { type: 'error', error: { type: 'invalid_request_error', message: 'max_tokens: Field required' }, request_id: 'req_8Rn3wY0cD5kLmZ' } }

const promptTooLong = { status: 400, body: { type: 'error', error: { type: 'invalid_request_error', message: 'prompt is too long: 200001 tokens > 200000 maximum' }, request_id: 'req_8Rn3wY0cD5kLmZ' } }

const tokenMissing = { status: 401, body: { type: 'error', error: { type: 'authentication_error', message: 'x-api-key header is required' }, request_id: 'req_8Rn3wY0cD5kLmZ' } }

const tokenInvalid = { status: 401, body: { type: 'error', error: { type: 'authentication_error', message: 'invalid x-api-key' }, request_id: 'req_8Rn3wY0cD5kLmZ' } }

const modelNotFound = { status: 404, body: { type: 'error', error: { type: 'not_found_error', message: 'model: claude-0' }, request_id: 'req_8Rn3wY0cD5kLmZ' } }

const rateLimited = { status: 429, body: { type: 'error', error: { type: 'rate_limit_error', message: 'This request would exceed your organization\'s rate limit. Please try again later.' }, request_id: 'req_8Rn3wY0cD5kLmZ' } }

const internalError = { status: 500, body: { type: 'error', error: { type: 'api_error', message: 'Internal server error' }, request_id: 'req_8Rn3wY0cD5kLmZ' } }

const overloaded = { status: 529, body: { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' }, request_id: 'req_8Rn3wY0cD5kLmZ' } }

export const operations: readonly OperationEntry[] = [
  { id: 'anthropic.createMessage', service: 'anthropic', method: 'POST', path: '/v1/messages', security: ['key', 'bearer'], idempotent: false, requestTypes: ['application/json'], bodyRequired: true, parameters: [{ name: 'anthropic-version', in: 'header', required: true, coerce: 'string', style: 'simple', explode: false }], validate: { headers: v.anthropicCreateMessageHeaders, body: v.requestMessageCreateParams }, replies: { '200': { mediaTypes: ['application/json', 'text/event-stream'], validate: v.replyMessage, requiredHeaders: ['request-id'], examples: { section: { id: 'msg_01XFDUDYJgAACzvnptvVoYEL', type: 'message', role: 'assistant', model: 'claude-3-5-sonnet-20241022', content: [{ type: 'text', text: 'Few questions have shaped the debate on pollination as much as seasonal variation.', citations: null }], stop_reason: 'end_turn', stop_sequence: null, usage: { input_tokens: 14, output_tokens: 14, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, service_tier: 'standard' } } } }, '400': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: ['request-id'], examples: {} }, '401': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: ['request-id'], examples: {} }, '404': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: ['request-id'], examples: {} }, '429': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: ['request-id'], examples: {} }, '500': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: ['request-id'], examples: {} }, '529': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: ['request-id'], examples: {} } }, problems: { validation_failed: validationFailed, prompt_too_long: promptTooLong, token_missing: tokenMissing, token_invalid: tokenInvalid, model_not_found: modelNotFound, rate_limited: rateLimited, internal_error: internalError, overloaded: overloaded } },
  { id: 'anthropic.countTokens', service: 'anthropic', method: 'POST', path: '/v1/messages/count_tokens', security: ['key', 'bearer'], idempotent: false, requestTypes: ['application/json'], bodyRequired: true, parameters: [{ name: 'anthropic-version', in: 'header', required: true, coerce: 'string', style: 'simple', explode: false }], validate: { headers: v.anthropicCreateMessageHeaders, body: v.requestMessageCountTokensParams }, replies: { '200': { mediaTypes: ['application/json'], validate: v.replyTokenCount, requiredHeaders: ['request-id'], examples: { section: { input_tokens: 14 } } }, '400': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: ['request-id'], examples: {} }, '401': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: ['request-id'], examples: {} }, '404': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: ['request-id'], examples: {} }, '429': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: ['request-id'], examples: {} }, '500': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: ['request-id'], examples: {} }, '529': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: ['request-id'], examples: {} } }, problems: { validation_failed: validationFailed, prompt_too_long: promptTooLong, token_missing: tokenMissing, token_invalid: tokenInvalid, model_not_found: modelNotFound, rate_limited: rateLimited, internal_error: internalError, overloaded: overloaded } },
]

/** What the service anthropic does beyond CRUD. */
export type AnthropicBehaviours = {
  /** Write the next message of a conversation */
  readonly 'anthropic.createMessage'?: (call: Call<{ path: object; query: object; headers: { 'anthropic-version': string }; body: MessageCreateParams }, { 200: Message | Uint8Array | AsyncIterable<Uint8Array | string>; 400: ErrorResponse; 401: ErrorResponse; 404: ErrorResponse; 429: ErrorResponse; 500: ErrorResponse; 529: ErrorResponse }>) => SandboxReply | Promise<SandboxReply>
  /** Count the tokens of a conversation */
  readonly 'anthropic.countTokens'?: (call: Call<{ path: object; query: object; headers: { 'anthropic-version': string }; body: MessageCountTokensParams }, { 200: TokenCount; 400: ErrorResponse; 401: ErrorResponse; 404: ErrorResponse; 429: ErrorResponse; 500: ErrorResponse; 529: ErrorResponse }>) => SandboxReply | Promise<SandboxReply>
}
