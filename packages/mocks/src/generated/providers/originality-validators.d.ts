// Generated from specs/providers/originality.yaml by npm run generate; do not edit.
import type { Validator } from '../../engine/operation-table.ts'

export const replyBalance: Validator
export const replyErrorResponse: Validator
export const replyScan: Validator
export const requestScanRequest: Validator
