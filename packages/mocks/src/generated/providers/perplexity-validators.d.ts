// Generated from specs/providers/perplexity.yaml by npm run generate; do not edit.
import type { Validator } from '../../engine/operation-table.ts'

export const replyCompletion: Validator
export const replyErrorResponse: Validator
export const requestCompletionCreateParams: Validator
