// Generated from specs/providers/zoom.yaml by npm run generate; do not edit.
import type { Validator } from '../../engine/operation-table.ts'

export const formRevokeForm: Validator
export const formTokenForm: Validator
export const replyErrorResponse: Validator
export const replyMeeting: Validator
export const replyMeetingList: Validator
export const replyOAuthError: Validator
export const replyRevoked: Validator
export const replyTokens: Validator
export const replyUser: Validator
export const requestMeetingFields: Validator
export const zoomAuthorizeQuery: Validator
export const zoomGetMeetingPath: Validator
export const zoomGetUserPath: Validator
export const zoomListMeetingsQuery: Validator
