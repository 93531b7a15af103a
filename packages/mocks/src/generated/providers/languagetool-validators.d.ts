// Generated from specs/providers/languagetool.yaml by npm run generate; do not edit.
import type { Validator } from '../../engine/operation-table.ts'

export const formCheckForm: Validator
export const languagetoolLanguages200: Validator
export const replyCheckResult: Validator
