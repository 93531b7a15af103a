// Generated from specs/providers/openai.yaml by npm run generate; do not edit.
import type { Validator } from '../../engine/operation-table.ts'

export const openaiRetrieveModelPath: Validator
export const replyChatCompletion: Validator
export const replyEmbeddingList: Validator
export const replyErrorResponse: Validator
export const replyModel: Validator
export const replyModelList: Validator
export const replyResponse: Validator
export const requestChatCompletionCreateParams: Validator
export const requestEmbeddingCreateParams: Validator
export const requestResponseCreateParams: Validator
