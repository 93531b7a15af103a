interface Words {
  readonly status: number
  readonly title: string
  readonly detail: string
}

/** Every problem that this backend answers with, by its code: the status, and what people read. */
export const problemWords = {
  invalid_signature: {
    status: 400,
    title: 'Signature not valid',
    detail:
      'The Stripe-Signature header is missing, was not made for this body with the secret of this endpoint, or is more than 300 seconds old.',
  },
  magic_link_expired: {
    status: 400,
    title: 'Link expired',
    detail: 'A sign-in link works for 15 minutes. Ask for a new one.',
  },
  magic_link_invalid: {
    status: 400,
    title: 'Link not valid',
    detail: 'This sign-in link is not one of ours. Ask for a new one.',
  },
  magic_link_used: {
    status: 400,
    title: 'Link already used',
    detail: 'A sign-in link works once. Ask for a new one.',
  },
  oauth_code_invalid: {
    status: 400,
    title: 'Code refused',
    detail: 'The identity provider does not know this code. Start the sign-in again.',
  },
  oauth_denied: {
    status: 400,
    title: 'Sign-in denied',
    detail: 'The sign-in was cancelled or refused at the identity provider.',
  },
  oauth_state_invalid: {
    status: 400,
    title: 'Sign-in not started here',
    detail: 'The state is unknown, expired or used. Start the sign-in again.',
  },
  redirect_uri_not_allowed: {
    status: 400,
    title: 'Redirect address not allowed',
    detail: "This redirect address is not on the platform's allow-list.",
  },
  reset_token_expired: {
    status: 400,
    title: 'Link expired',
    detail: 'The link works for an hour. Ask for a new one.',
  },
  reset_token_invalid: {
    status: 400,
    title: 'Link not valid',
    detail: 'This link is not one of ours. Ask for a new one.',
  },
  reset_token_used: {
    status: 400,
    title: 'Link already used',
    detail: 'The link works once. Ask for a new one.',
  },
  verification_token_expired: {
    status: 400,
    title: 'Token expired',
    detail: 'A verification token works for 24 hours. Sign in by a link instead, which verifies the address too.',
  },
  verification_token_invalid: {
    status: 400,
    title: 'Token not valid',
    detail: 'This verification token is not one of ours.',
  },
  verification_token_used: {
    status: 400,
    title: 'Token already used',
    detail: 'The address is verified already.',
  },
  invalid_credentials: {
    status: 401,
    title: 'Sign-in failed',
    detail: 'The e-mail address or the password is wrong.',
  },
  refresh_token_expired: {
    status: 401,
    title: 'Refresh token expired',
    detail: 'A refresh token lives 7 days. Sign in again.',
  },
  refresh_token_invalid: {
    status: 401,
    title: 'Refresh token not valid',
    detail: 'The refresh token is malformed, revoked or not signed by this platform. Sign in again.',
  },
  refresh_token_reused: {
    status: 401,
    title: 'Refresh token reused',
    detail: 'This refresh token was used before. All tokens of its sign-in are revoked. Sign in again.',
  },
  token_expired: {
    status: 401,
    title: 'Token expired',
    detail: 'The access token has expired. Refresh it and repeat the request.',
  },
  token_invalid: {
    status: 401,
    title: 'Token not valid',
    detail: 'The access token is malformed, revoked or not signed by this platform. Sign in again.',
  },
  token_missing: {
    status: 401,
    title: 'Not signed in',
    detail: 'This request needs an access token in the Authorization header.',
  },
  not_authorized: {
    status: 403,
    title: 'Not allowed',
    detail: 'This resource belongs to somebody else, or needs another role.',
  },
  api_key_not_found: {
    status: 404,
    title: 'API key not found',
    detail: 'There is no API key with this id.',
  },
  channel_not_found: {
    status: 404,
    title: 'Channel not found',
    detail: 'There is no channel with this id.',
  },
  document_not_found: {
    status: 404,
    title: 'Document not found',
    detail: 'There is no document with this id.',
  },
  email_template_not_found: {
    status: 404,
    title: 'Template not found',
    detail: 'There is no e-mail template with this key.',
  },
  feature_flag_not_found: {
    status: 404,
    title: 'Feature flag not found',
    detail: 'There is no feature flag with this key.',
  },
  file_not_found: {
    status: 404,
    title: 'File not found',
    detail: 'There is no file at this address. Export the document again.',
  },
  job_not_found: {
    status: 404,
    title: 'Job not found',
    detail: 'There is no job with this id.',
  },
  path_not_found: {
    status: 404,
    title: 'No such path',
    detail: 'No operation of this API has this path.',
  },
  payment_not_found: {
    status: 404,
    title: 'Payment not found',
    detail: 'There is no payment with this id.',
  },
  refund_not_found: {
    status: 404,
    title: 'Refund not found',
    detail: 'There is no refund with this id.',
  },
  user_not_found: {
    status: 404,
    title: 'User not found',
    detail: 'There is no user with this id.',
  },
  video_not_found: {
    status: 404,
    title: 'Video not found',
    detail: 'There is no video with this id.',
  },
  method_not_allowed: {
    status: 405,
    title: 'Method not allowed',
    detail: 'This path does not take this method. See the Allow header.',
  },
  channel_in_use: {
    status: 409,
    title: 'Channel in use',
    detail: 'A video is being made for this channel. Delete it when the video is ready or has failed.',
  },
  document_in_progress: {
    status: 409,
    title: 'Document in progress',
    detail: 'A document that is being generated cannot be deleted.',
  },
  document_not_editable: {
    status: 409,
    title: 'Document not editable',
    detail: 'Only a draft can be changed.',
  },
  document_not_payable: {
    status: 409,
    title: 'Document not payable',
    detail: 'Only a draft or a document whose payment is pending can be paid for.',
  },
  document_not_ready: {
    status: 409,
    title: 'Document not ready',
    detail: 'Only a completed document can be exported.',
  },
  email_taken: {
    status: 409,
    title: 'E-mail address taken',
    detail: 'An account with this e-mail address exists. Sign in or reset the password.',
  },
  idempotency_key_reused: {
    status: 409,
    title: 'Idempotency key reused',
    detail: 'This Idempotency-Key was already used with another request. Use a new key for a new request.',
  },
  payment_not_refundable: {
    status: 409,
    title: 'Payment not refundable',
    detail: 'Only a completed payment that has not been given back can be refunded.',
  },
  refund_already_reviewed: {
    status: 409,
    title: 'Refund already reviewed',
    detail: 'This refund was approved or rejected before.',
  },
  refund_exists: {
    status: 409,
    title: 'Refund exists',
    detail: 'A refund of this payment has already been asked for.',
  },
  file_expired: {
    status: 410,
    title: 'File expired',
    detail: 'This address has expired. Export the document again.',
  },
  content_too_large: {
    status: 413,
    title: 'Body too large',
    detail: 'The body is larger than this operation takes.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'Content type not supported',
    detail: 'This operation takes application/json.',
  },
  validation_failed: {
    status: 422,
    title: 'Request not valid',
    detail: 'body.target_pages must be at most 200.',
  },
  account_locked: {
    status: 423,
    title: 'Account locked',
    detail: 'Too many sign-ins failed. Wait as long as Retry-After says or sign in by a link.',
  },
  upgrade_required: {
    status: 426,
    title: 'Upgrade required',
    detail: 'This path speaks WebSocket only. Connect with a WebSocket client.',
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    detail: 'The limit for this window is used up. Wait as long as Retry-After says.',
  },
  internal_error: {
    status: 500,
    title: 'Internal error',
    detail: 'The service failed. The request id tells its owners where to look.',
  },
  email_unavailable: {
    status: 503,
    title: 'Mail unavailable',
    detail: 'No mail can be sent for now. Wait as long as Retry-After says.',
  },
  not_ready: {
    status: 503,
    title: 'Not ready',
    detail: 'The service is starting or cannot reach its database. Wait as long as Retry-After says.',
  },
  payment_provider_unavailable: {
    status: 503,
    title: 'Payment provider unavailable',
    detail: 'The payment provider cannot be reached. No money has moved. Try again later.',
  },
  service_unavailable: {
    status: 503,
    title: 'Service unavailable',
    detail: 'The service cannot answer for now. Wait as long as Retry-After says.',
  },
  service_unhealthy: {
    status: 503,
    title: 'Service unhealthy',
    detail: 'The service cannot reach what it cannot do without; `dependencies` names it.',
  },
  storage_unavailable: {
    status: 503,
    title: 'Storage unavailable',
    detail: 'The file storage cannot be reached. Try again later.',
  },
} as const satisfies Record<string, Words>

export type ProblemCode = keyof typeof problemWords
