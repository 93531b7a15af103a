// Generated from specs/providers/copyscape.yaml by npm run generate; do not edit.
import type { Validator } from '../../engine/operation-table.ts'

export const copyscapeCallByQueryQuery: Validator
export const formCallForm: Validator
export const replyAnswer: Validator
export const replyErrorResponse: Validator
