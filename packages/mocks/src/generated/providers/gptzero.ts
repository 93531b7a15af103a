// Generated from specs/providers/gptzero.yaml by npm run generate; do not edit.
import type { ErrorResponse, PredictRequest, Prediction } from './gptzero-types.ts'
import type { Call, SandboxReply } from '../../engine/call.ts'
import type { OperationEntry } from '../../engine/operation-table.ts'
import * as v from './gptzero-validators.js'

const validationFailed = { status: 400, body: { error: 'document is required' } }

const tokenMissing = { status: 401, body: { error: 'Unauthorized: no API key was given. Send it in the header x-api-key.' } }

const tokenInvalid = { status: 401, body: { error: 'Unauthorized: the API key is not valid.' } }

const quotaUsedUp = { status: 402, body: { error: 'You have used all words of your plan. Upgrade it to go on.' } }

const rateLimited = { status: 429, body: { error: 'Too many requests. Please slow down.' } }

const internalError = { status: 500, body: { error: 'Something went wrong on our side.' } }

const serviceUnavailable = { status: 503, body: { error: 'Service temporarily unavailable.' } }

export const operations: readonly OperationEntry[] = [
  { id: 'gptzero.predictText', service: 'gptzero', method: 'POST', path: '/v2/predict/text', security: ['key'], idempotent: false, requestTypes: ['application/json'], bodyRequired: true, parameters: [], validate: { body: v.requestPredictRequest }, replies: { '200': { mediaTypes: ['application/json'], validate: v.replyPrediction, requiredHeaders: [], examples: { short: { version: '2025-11-13-base', neatVersion: '3.15b', scanId: '5f3ad9e4-9a5d-4f0b-8c3e-2d4f7be1a6c0', documents: [{ document_id: '1d0c2c4e-66a5-4c7e-8f57-0d0f0e1f7a11', average_generated_prob: 0.22, completely_generated_prob: 0.22, overall_burstiness: 41.5, predicted_class: 'human', class_probabilities: { human: 0.72, ai: 0.22, mixed: 0.06 }, confidence_score: 0.72, confidence_category: 'medium', document_classification: 'HUMAN_ONLY', result_message: 'Our detector is moderately confident that the text is written by a human.', language: 'en', paragraphs: [{ start_sentence_index: 0, num_sentences: 1, completely_generated_prob: 0.22 }], sentences: [{ sentence: 'Bees visit the flowers.', generated_prob: 0.22, perplexity: 57.1, highlight_sentence_for_ai: false }] }] } } }, '400': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '401': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '402': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '429': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '500': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '503': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} } }, problems: { validation_failed: validationFailed, token_missing: tokenMissing, token_invalid: tokenInvalid, quota_used_up: quotaUsedUp, rate_limited: rateLimited, internal_error: internalError, service_unavailable: serviceUnavailable } },
]

/** What the service gptzero does beyond CRUD. */
export type GptzeroBehaviours = {
  /** Judge a text */
  readonly 'gptzero.predictText'?: (call: Call<{ path: object; query: object; headers: object; body: PredictRequest }, { 200: Prediction; 400: ErrorResponse; 401: ErrorResponse; 402: ErrorResponse; 429: ErrorResponse; 500: ErrorResponse; 503: ErrorResponse }>) => SandboxReply | Promise<SandboxReply>
}
