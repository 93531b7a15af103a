// Generated from specs/providers/ollama.yaml by npm run generate; do not edit.
import type { Validator } from '../../engine/operation-table.ts'

export const replyChatResponse: Validator
export const replyEmbedResponse: Validator
export const replyEmbeddingsResponse: Validator
export const replyErrorResponse: Validator
export const replyGenerateResponse: Validator
export const replyModelList: Validator
export const requestChatRequest: Validator
export const requestEmbedRequest: Validator
export const requestEmbeddingsRequest: Validator
export const requestGenerateRequest: Validator
