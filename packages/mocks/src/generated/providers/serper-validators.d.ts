// Generated from specs/providers/serper.yaml by npm run generate; do not edit.
import type { Validator } from '../../engine/operation-table.ts'

export const replyErrorResponse: Validator
export const replySearchResponse: Validator
export const requestSearchRequest: Validator
