// Generated from specs/providers/copyscape.yaml by npm run generate; do not edit.
import type { Answer, CallForm, ErrorResponse } from './copyscape-types.ts'
import type { Call, SandboxReply } from '../../engine/call.ts'
import type { OperationEntry } from '../../engine/operation-table.ts'
import * as v from './copyscape-validators.js'

const rateLimited = { status: 429, body: { error: 'Too many requests - please try again later' } }

const internalError = { status: 500, body: { error: 'Internal server error' } }

const serviceUnavailable = { status: 503, body: { error: 'Service unavailable - please try again later' } }

export const operations: readonly OperationEntry[] = [
  { id: 'copyscape.call', service: 'copyscape', method: 'POST', path: '/api/', security: [], idempotent: false, requestTypes: ['application/x-www-form-urlencoded'], bodyRequired: true, parameters: [], validate: { form: v.formCallForm }, replies: { '200': { mediaTypes: ['application/json'], validate: v.replyAnswer, requiredHeaders: [], examples: { search: { querywords: 11, cost: 0.03, count: 1, allwordsmatched: 1, allpercentmatched: 9, alltextmatched: 'Bees', result: [{ index: 1, url: 'https://www.example.org/bees', title: 'Bees', textsnippet: '... Bees ...', minwordsmatched: 1, urlwords: 840, wordsmatched: 1, percentmatched: 9, textmatched: 'Bees' }] }, balance: { value: 10000, total: 333333, today: 0 }, refused: { error: 'Username not provided' } } }, '429': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '500': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '503': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} } }, problems: { rate_limited: rateLimited, internal_error: internalError, service_unavailable: serviceUnavailable } },
  { id: 'copyscape.callByQuery', service: 'copyscape', method: 'GET', path: '/api/', security: [], idempotent: false, parameters: [{ name: 'u', in: 'query', required: false, coerce: 'string', style: 'form', explode: true }, { name: 'k', in: 'query', required: false, coerce: 'string', style: 'form', explode: true }, { name: 'o', in: 'query', required: false, coerce: 'string', style: 'form', explode: true }, { name: 't', in: 'query', required: false, coerce: 'string', style: 'form', explode: true }, { name: 'e', in: 'query', required: false, coerce: 'string', style: 'form', explode: true }, { name: 'c', in: 'query', required: false, coerce: 'string', style: 'form', explode: true }, { name: 'f', in: 'query', required: false, coerce: 'string', style: 'form', explode: true }], validate: { query: v.copyscapeCallByQueryQuery }, replies: { '200': { mediaTypes: ['application/json'], validate: v.replyAnswer, requiredHeaders: [], examples: { search: { querywords: 11, cost: 0.03, count: 1, allwordsmatched: 1, allpercentmatched: 9, alltextmatched: 'Bees', result: [{ index: 1, url: 'https://www.example.org/bees', title: 'Bees', textsnippet: '... Bees ...', minwordsmatched: 1, urlwords: 840, wordsmatched: 1, percentmatched: 9, textmatched: 'Bees' }] }, balance: { value: 10000, total: 333333, today: 0 }, refused: { error: 'Username not provided' } } }, '429': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '500': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} }, '503': { mediaTypes: ['application/json'], validate: v.replyErrorResponse, requiredHeaders: [], examples: {} } }, problems: { rate_limited: rateLimited, internal_error: internalError, service_unavailable: serviceUnavailable } },
]

/** What the service copyscape does beyond CRUD. */
export type CopyscapeBehaviours = {
  /** Search for copies of a text, or read the balance */
  readonly 'copyscape.call'?: (call: Call<{ path: object; query: object; headers: object; body: CallForm }, { 200: Answer; 429: ErrorResponse; 500: ErrorResponse; 503: ErrorResponse }>) => SandboxReply | Promise<SandboxReply>
  /** The same, with everything in the query */
  readonly 'copyscape.callByQuery'?: (call: Call<{ path: object; query: { u?: string; k?: string; o?: string; t?: string; e?: string; c?: string; f?: string }; headers: object; body: undefined }, { 200: Answer; 429: ErrorResponse; 500: ErrorResponse; 503: ErrorResponse }>) => SandboxReply | Promise<SandboxReply>
}
