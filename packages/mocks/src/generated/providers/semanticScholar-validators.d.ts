// Generated from specs/providers/semantic-scholar.yaml by npm run generate; do not edit.
import type { Validator } from '../../engine/operation-table.ts'

export const replyBadRequest: Validator
export const replyGatewayError: Validator
export const replyPaper: Validator
export const replyPaperSearch: Validator
export const semanticScholarGetPaperPath: Validator
export const semanticScholarGetPaperQuery: Validator
export const semanticScholarSearchPapersQuery: Validator
