import type { Fault } from '../fault-catalogue.ts'

/** What goes wrong with money, and with what comes twice or at once. */
export const moneyFaults = {
  'idempotency-key-ignored': {
    class: 'idempotency',
    service: 'documents',
    rule: 'The same key with the same body does the work once.',
    source: "Stripe's idempotent requests",
  },
  'idempotency-key-takes-another-body': {
    class: 'idempotency',
    service: 'documents',
    rule: 'A key that comes with another body is 409.',
    source: 'the conventions that all services share (specs/common.yaml)',
  },
  'replay-not-marked': {
    class: 'idempotency',
    service: 'documents',
    rule: 'A replayed answer says Idempotent-Replayed: true.',
    source: 'the conventions that all services share (specs/common.yaml)',
  },
  'replay-with-200': {
    class: 'idempotency',
    service: 'documents',
    rule: 'A replayed answer has the status of the first.',
    source: "Stripe's idempotent requests",
  },
  'idempotency-key-shared-by-users': {
    class: 'idempotency',
    service: 'documents',
    rule: 'The key of one user gives nothing to another.',
    source: 'OWASP API1:2023, broken object level authorization',
  },
  'intent-one-page-short': {
    class: 'money',
    service: 'payments',
    rule: 'A page costs 50 cents, and every page is paid.',
    source: 'specs/payments.yaml',
  },
  'payment-amount-in-euros': {
    class: 'money',
    service: 'payments',
    rule: 'Amounts are in the smallest unit of the currency.',
    source: 'the conventions that all services share (specs/common.yaml)',
  },
  'currency-in-capitals': {
    class: 'money',
    service: 'payments',
    rule: 'A currency is a lower-case ISO 4217 code.',
    source: 'the conventions that all services share (specs/common.yaml)',
  },
  'partial-refund-told-as-full': {
    class: 'money',
    service: 'payments',
    rule: 'A payment is refunded only when all of it went back.',
    source: 'specs/payments.yaml',
  },
  'refund-of-unpaid-payment': {
    class: 'money',
    service: 'refunds',
    rule: 'What was not paid cannot be refunded.',
    source: 'specs/refunds.yaml',
  },
  'approved-refund-moves-no-money': {
    class: 'money',
    service: 'admin',
    rule: 'An approved refund gives the money back.',
    source: 'specs/refunds.yaml',
  },
  'webhook-signature-not-checked': {
    class: 'webhooks',
    service: 'payments',
    rule: 'An event with a bad signature is 400.',
    source: "Stripe's webhook guide: verify signatures",
  },
  'webhook-old-signature-accepted': {
    class: 'webhooks',
    service: 'payments',
    rule: 'An event signed more than 300 seconds ago is 400.',
    source: "Stripe's webhook guide: replay attacks",
  },
  'webhook-duplicate-makes-two-jobs': {
    class: 'webhooks',
    service: 'payments',
    rule: 'A paid payment has exactly one job, however often its event comes.',
    source: 'specs/payments.yaml, its most important invariant',
  },
  'webhook-unknown-type-refused': {
    class: 'webhooks',
    service: 'payments',
    rule: 'An event of an unknown type is 200 and ignored.',
    source: "Stripe's webhook guide: new event types",
  },
  'webhook-late-failure-undoes-payment': {
    class: 'webhooks',
    service: 'payments',
    rule: 'A paid payment does not fall back when older news comes late.',
    source: "Stripe's webhook guide: no order of events",
  },
  'webhook-processing-completes-payment': {
    class: 'webhooks',
    service: 'payments',
    rule: 'Only succeeded completes a payment.',
    source: 'a job that was started before the money came',
  },
  'webhook-failure-ignored': {
    class: 'webhooks',
    service: 'payments',
    rule: 'A payment that failed at Stripe is failed.',
    source: 'specs/payments.yaml',
  },
  'webhook-dispute-ignored': {
    class: 'webhooks',
    service: 'payments',
    rule: 'A payment that the bank disputes says so.',
    source: 'specs/payments.yaml',
  },
  'idempotency-key-races': {
    class: 'concurrency',
    service: 'auth',
    rule: 'Two copies under one key that come together do the work once.',
    source: "Stripe's idempotent requests: concurrent use",
  },
  'intent-races': {
    class: 'concurrency',
    service: 'payments',
    rule: 'However many ask at once, a document has one live intent and nobody gets a 500.',
    source: 'a double click on Pay',
  },
  'refresh-token-races': {
    class: 'concurrency',
    service: 'auth',
    rule: 'Of two tabs that refresh at once one is the second.',
    source: 'RFC 9700, section 4.14.2',
  },
  'registrations-race': {
    class: 'concurrency',
    service: 'auth',
    rule: 'Of two registrations of an address one is 409.',
    source: 'check-then-act on a unique index',
  },
  'lock-out-races': {
    class: 'concurrency',
    service: 'auth',
    rule: 'Guesses that come together are counted like those that come one by one.',
    source: 'CWE-307 with parallel requests',
  },
} as const satisfies Readonly<Record<string, Fault>>
