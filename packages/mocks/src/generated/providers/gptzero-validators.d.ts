// Generated from specs/providers/gptzero.yaml by npm run generate; do not edit.
import type { Validator } from '../../engine/operation-table.ts'

export const replyErrorResponse: Validator
export const replyPrediction: Validator
export const requestPredictRequest: Validator
