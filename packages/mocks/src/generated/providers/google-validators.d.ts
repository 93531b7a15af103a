// Generated from specs/providers/google.yaml by npm run generate; do not edit.
import type { Validator } from '../../engine/operation-table.ts'

export const formTokenForm: Validator
export const googleAuthorizeQuery: Validator
export const googleCreateTaskQuery: Validator
export const googleGetTaskListPath: Validator
export const googleGetTaskPath: Validator
export const googleListTaskListsQuery: Validator
export const googleListTasksQuery: Validator
export const googleMoveTaskQuery: Validator
export const googleRevokeToken200: Validator
export const googleRevokeTokenQuery: Validator
export const googleTokenInfoQuery: Validator
export const replyCertificates: Validator
export const replyErrorResponse: Validator
export const replyKeys: Validator
export const replyOAuthError: Validator
export const replyTask: Validator
export const replyTaskList: Validator
export const replyTaskLists: Validator
export const replyTasks: Validator
export const replyTokenInfo: Validator
export const replyTokens: Validator
export const replyUserInfo: Validator
export const requestTaskFields: Validator
export const requestTaskListFields: Validator
export const requestWholeTask: Validator
