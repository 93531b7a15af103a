// Generated from specs/providers/originality.yaml by npm run generate; do not edit.
import type { Balance, ErrorResponse, Scan, ScanRequest } from './originality-types.ts'
import type { Call, SandboxReply } from '../../engine/call.ts'
import type { OperationEntry } from '../../engine/operation-table.ts'
import * as v from './originality-validators.js'

const tokenMissing = { status: 401, body: { success: false, error: 'API key is missing. Send it in the header X-OAI-API-KEY.' } }

const tokenInvalid = { status: 401, body: { success: false, error: 'Invalid API key' } }

const quotaUsedUp = { status: 402, body: { success: false, error: 'Not enough credits' } }

const validationFailed = { status: 422, body: { success: false, error: 'The content field is required.' } }

const rateLimited = { status: 429, body: { success: false, error: 'Too Many Attempts.' } }

const internalError = { status: 500, body: { success: false, error: 'Server Error' } }

const serviceUnavailable = { status: 503, body: { success: false, error: 'Service Unavailable' } }

export const operations: readonly OperationEntry[] = [
  { id: 'originality.scanAi', service: 'originality', method: 'POST', path: '/api/v1/scan/ai', security: ['key'], idempotent: false, requestTypes: ['application/json'], bodyRequired: true, parameters: [], validate: { body: v.requestScanRequest }, replies: { '200': { mediaTypes: ['application/json'], validate: v.replyScan, requiredHeaders: [], examples: { short: { success: true, public_link: 'https://app.originality.ai/share/x8k2m4qz', title: 'Bees', score: { original: 0.78, ai: 0.22 }, credits_used: 1, credits: 999999, content: 'Bees visit the flowers.' } } }, '401': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '402': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '422': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '429': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '500': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '503': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} } }, problems: { token_missing: tokenMissing, token_invalid: tokenInvalid, quota_used_up: quotaUsedUp, validation_failed: validationFailed, rate_limited: rateLimited, internal_error: internalError, service_unavailable: serviceUnavailable } },
  { id: 'originality.creditBalance', service: 'originality', method: 'GET', path: '/api/v1/account/credits/balance', security: ['key'], idempotent: false, parameters: [], validate: {}, replies: { '200': { mediaTypes: ['application/json'], validate: v.replyBalance, requiredHeaders: [], examples: { full: { success: true, balance: 1000000 } } }, '401': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '429': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '500': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '503': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} } }, problems: { token_missing: tokenMissing, token_invalid: tokenInvalid, rate_limited: rateLimited, internal_error: internalError, service_unavailable: serviceUnavailable } },
]

/** What the service originality does beyond CRUD. */
export type OriginalityBehaviours = {
  /** Judge a text */
  readonly 'originality.scanAi'?: (call: Call<{ path: object; query: object; headers: object; body: ScanRequest }, { 200: Scan; 401: ErrorResponse; 402: ErrorResponse; 422: ErrorResponse; 429: ErrorResponse; 500: ErrorResponse; 503: ErrorResponse }>) => SandboxReply | Promise<SandboxReply>
  /** Read the balance */
  readonly 'originality.creditBalance'?: (call: Call<{ path: object; query: object; headers: object; body: undefined }, { 200: Balance; 401: ErrorResponse; 429: ErrorResponse; 500: ErrorResponse; 503: ErrorResponse }>) => SandboxReply | Promise<SandboxReply>
}
