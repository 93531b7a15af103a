// Generated from specs/providers/tavily.yaml by npm run generate; do not edit.
import type { Validator } from '../../engine/operation-table.ts'

export const replyErrorResponse: Validator
export const replyExtractResponse: Validator
export const replySearchResponse: Validator
export const requestExtractRequest: Validator
export const requestSearchRequest: Validator
