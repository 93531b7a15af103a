import type { CheckResult } from '@concord/contracts/report'
import type { FaultName } from '../../examples/backend/src/fault-catalogue.ts'

/** A fault of the catalogue, and no benign variant. */
export type SeededFault = Exclude<FaultName, `benign-${string}`>

/** The rule of a check that names the fault by itself, or the rule and what its failure has to say. */
type Reason = string | readonly [rule: string, says: RegExp]

/**
 * When a fault was found for the right reason: a failure that somebody who does not know the fault could mend it by. Whatever else fails
 * in its wake does not count.
 */
const rightReasons: Readonly<Record<SeededFault, readonly Reason[]>> = {
  // shape
  'payment-amount-as-text': [
    ['pact', /^payments\.get: 200 .*\$\.amount: .* to be an integer/s],
    ['documented-answer', /\$\.amount is string, not integer/],
  ],
  'document-status-in-capitals': [
    ['pact', /\$\.status: Expected '[A-Z_]+' to match/],
    ['documented-answer', /\$\.status is "[A-Z_]+", not one of/],
  ],
  'document-title-missing': [
    ['pact', /missing the following keys: title/],
    ['documented-answer', /\$\.title is missing/],
  ],
  'document-field-in-camel-case': [
    ['pact', /missing the following keys: created_at/],
    ['documented-answer', /\$\.created_at is missing|\$\.createdAt is not in the spec/],
  ],
  'document-date-as-epoch': [
    ['pact', /\$\.created_at: Expected '\d+' to match/],
    ['documented-answer', /\$\.created_at is integer, not string/],
  ],
  'document-date-without-zone': [
    ['pact', /\$\.created_at: Expected '[^'Z]+' to match/],
    ['documented-answer', /\$\.created_at is .* format "date-time"/],
  ],
  'document-list-without-envelope': [
    ['pact', /^documents\.list: 200 .*Type mismatch/s],
    ['documented-answer', /^documents\.list: .*(not object|not JSON)/s],
  ],
  'job-progress-as-fraction': [
    ['pact', /\$\.progress: Expected 0\.\d+ .* to be an integer/],
    ['documented-answer', /\$\.progress is number, not integer/],
  ],
  'no-warnings-as-null': [
    ['pact', /\$\.quality_warnings: Type mismatch/],
    ['documented-answer', /\$\.quality_warnings is null, not array/],
  ],
  'user-shows-password-hash': ['no-secrets', ['documented-answer', /\$\.password_hash is not in the spec/]],
  'refund-id-as-text': [
    ['pact', /\$\.id: .* to be an integer/],
    ['documented-answer', /\$\.id is string, not integer/],
  ],
  'problem-without-code': [
    ['pact', /missing the following keys: code/],
    ['documented-answer', /\$\.code is (missing|absent)/],
  ],
  // status and headers
  'document-created-with-200': [
    ['pact', /^documents\.create: 201 .*200 instead of 201/s],
    ['allowed', /200 .* instead of 201/],
    ['documented-answer', /^documents\.create: .*200 is not a status/s],
  ],
  'unknown-document-is-500': [
    ['pact', /500 instead of 404/],
    ['documented-answer', /500 is always a fault/],
  ],
  'invalid-request-is-400': [
    ['pact', /400 instead of 422/],
    ['invalid-input', /400/],
    ['documented-answer', /400 .*is not a status/],
  ],
  'problem-as-plain-json': [
    ['pact', /application\/problem\+json/],
    ['documented-answer', /content type is application\/json, not application\/problem\+json/],
  ],
  'request-id-missing': [
    'request-ids',
    ['pact', /X-Request-ID/],
    ['documented-answer', /header X-Request-ID is missing/],
  ],
  'rate-limit-without-retry-after': [
    ['pact', /Retry-After/],
    ['documented-answer', /header Retry-After is missing/],
  ],
  'rate-limit-headers-missing': ['rate-limit-headers', ['auth-rate-limit', /RateLimit/]],
  'cors-for-any-origin': ['cors'],
  // authentication
  'missing-token-admitted': [['pact', /401 token_missing/], 'no-token', ['documented-answer', /401 token_missing/]],
  'token-signature-not-checked': ['forged-token'],
  'unsigned-token-accepted': ['forged-token'],
  'expired-token-accepted': [['pact', /401 token_expired/], 'expired-token'],
  'refresh-token-accepted-as-access-token': ['refresh-token', 'token-kinds'],
  'wrong-password-accepted': [
    ['pact', /^auth\.login: 401 invalid_credentials/],
    ['lock-out', /wrong password/],
  ],
  'lock-out-missing': ['lock-out', ['pact', /423 account_locked/]],
  'login-tells-unknown-addresses': ['no-user-enumeration-login'],
  // ownership
  'document-of-another-open': ['another-user', ['pact', /^documents\.\w+: 403 not_authorized/]],
  'payment-of-another-open': ['another-user', ['pact', /^payments\.\w+: 403 not_authorized/]],
  'job-of-another-open': ['another-user', ['pact', /^jobs\.\w+: 403 not_authorized/]],
  'refund-of-another-open': ['another-user', ['pact', /^refunds\.get: 403 not_authorized/]],
  'profile-of-another-open': ['another-user', ['pact', /^users\.\w+: 403 not_authorized/]],
  'channel-of-another-open': ['another-user', ['pact', /^(channels|videos)\.\w+: 403 not_authorized/]],
  'video-cost-of-another-open': ['another-user', ['pact', /^videos\.cost: 403 not_authorized/]],
  'administration-open-to-users': ['another-role', ['pact', /^admin\.\w+: 403 not_authorized/]],
  'document-list-of-everybody': ['list-own'],
  'refund-of-anothers-payment': ['another-user', ['pact', /^refunds\.create: 403 not_authorized/]],
  // idempotency
  'idempotency-key-ignored': ['idempotent-replay', 'idempotency-race'],
  'idempotency-key-takes-another-body': ['idempotency-key-reused', ['pact', /409 idempotency_key_reused/]],
  'replay-not-marked': [['idempotent-replay', /Idempotent-Replayed/]],
  'replay-with-200': [['idempotent-replay', /answers 200/]],
  'idempotency-key-shared-by-users': ['idempotency-per-user'],
  // money
  'intent-one-page-short': ['intent-amount'],
  'payment-amount-in-euros': [
    ['intent-amount', /0\.5 eur instead of 50/],
    ['documented-answer', /\$\.amount is number, not integer/],
  ],
  'currency-in-capitals': [
    ['pact', /\$\.currency: Expected 'EUR' to match/],
    ['intent-amount', /50 EUR instead of 50 eur/],
    ['documented-answer', /\$\.currency is "EUR"/],
  ],
  'partial-refund-told-as-full': [['webhook-refunded', /refunded instead of partially_refunded/]],
  'refund-of-unpaid-payment': ['refund-paid-only', ['pact', /409 payment_not_refundable/]],
  'approved-refund-moves-no-money': [
    ['pact', /^admin\.approveRefund: 503 payment_provider_unavailable/],
    ['refund-review-once', /No money went back/],
  ],
  'video-beyond-the-limit': ['budget-cap', ['documented-answer', /\$\.amount is \d+: it must be <= 300/]],
  'budget-alert-never': ['budget-alert'],
  // webhooks
  'webhook-signature-not-checked': ['webhook-signature', ['pact', /400 invalid_signature/]],
  'webhook-old-signature-accepted': ['webhook-age'],
  'webhook-duplicate-makes-two-jobs': ['webhook-once', 'webhook-race'],
  'webhook-unknown-type-refused': ['webhook-unknown-type'],
  'webhook-late-failure-undoes-payment': ['webhook-order'],
  'webhook-processing-completes-payment': ['webhook-processing'],
  'webhook-failure-ignored': ['webhook-failed'],
  'webhook-dispute-ignored': ['webhook-dispute'],
  // concurrency
  'idempotency-key-races': ['idempotency-race'],
  'intent-races': ['one-live-intent'],
  'refresh-token-races': ['refresh-race'],
  'registrations-race': ['register-once'],
  'lock-out-races': ['lock-out-race'],
  // pagination
  'page-counted-from-0': [
    ['pages-partition', /Page 3 of .* has 1 entries instead of 2/],
    ['pact', /^documents\.list: 200 .*minimum size/s],
  ],
  'per-page-ignored': ['pages-partition'],
  'total-of-the-page': [['pages-partition', /counts wrong/]],
  'pages-overlap': ['pages-partition'],
  'status-filter-ignored': ['list-filter'],
  // token life
  'refresh-token-reusable': ['refresh-reuse', ['pact', /^auth\.refresh: 401 refresh_token_reused/]],
  'reused-refresh-token-keeps-family': ['refresh-reuse'],
  'logout-keeps-access-token': ['logout'],
  'magic-link-reusable': ['magic-link-once', ['pact', /400 magic_link_used/]],
  'magic-link-never-expires': ['magic-link-once', ['pact', /400 magic_link_expired/]],
  'password-reset-keeps-sign-ins': ['reset-link-once'],
  // sockets
  'socket-of-another-open': [['socket-authentication', /another user/]],
  'socket-refused-with-1008': [['socket-authentication', /4401.*1008/]],
  'socket-ping-unanswered': [
    ['pact', /^websockets\.connect: pong/],
    ['socket-messages', /ping is not answered/],
  ],
  'socket-job-of-another-open': [['socket-messages', /job of another user/]],
  'socket-message-without-time': [['pact', /missing the following keys: timestamp/]],
  'socket-survives-logout': ['socket-logout'],
  'socket-heartbeat-missing': ['socket-heartbeat', ['pact', /No heartbeat/]],
  // streams and quality
  'unchecked-score-as-zero': [['quality-error-is-no-pass', /score of the document is 0 instead of null/]],
  'failed-check-counts-as-pass': ['quality-error-is-no-pass'],
  'poor-document-delivered': ['quality-refunded'],
  'poor-document-not-refunded': [['quality-refunded', /refund|given back/]],
  'export-of-another-type': ['export-bytes'],
  'export-of-unfinished-document': [
    ['export-expires', /409 document_not_ready/],
    ['pact', /409 document_not_ready/],
  ],
  'estimate-without-range': ['estimate-range'],
}

/** Tells whether a failed check names what is wrong with this fault. */
export function namesTheFault(fault: SeededFault, { name, rule, failure }: CheckResult): boolean {
  if (failure === undefined) return false
  const text = [name, failure.cause, ...failure.mismatches].join('\n')
  return rightReasons[fault].some((reason) =>
    typeof reason === 'string' ? reason === rule : reason[0] === rule && reason[1].test(text),
  )
}
