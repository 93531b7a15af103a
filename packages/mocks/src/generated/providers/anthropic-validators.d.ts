// Generated from specs/providers/anthropic.yaml by npm run generate; do not edit.
import type { Validator } from '../../engine/operation-table.ts'

export const anthropicCreateMessageHeaders: Validator
export const replyErrorResponse: Validator
export const replyMessage: Validator
export const replyTokenCount: Validator
export const requestMessageCountTokensParams: Validator
export const requestMessageCreateParams: Validator
