import type { Fault } from '../fault-catalogue.ts'

/** What goes wrong with who may do what, and for how long. */
export const accessFaults = {
  'missing-token-admitted': {
    class: 'authentication',
    service: 'documents',
    rule: 'Without a token a request is 401.',
    source: 'OWASP API2:2023, broken authentication',
  },
  'token-signature-not-checked': {
    class: 'authentication',
    service: 'documents',
    rule: 'A token that was not signed by the platform is 401.',
    source: 'OWASP API2:2023, broken authentication',
  },
  'unsigned-token-accepted': {
    class: 'authentication',
    service: 'documents',
    rule: 'A token with the algorithm none is 401.',
    source: 'RFC 8725, section 2.1',
  },
  'expired-token-accepted': {
    class: 'authentication',
    service: 'documents',
    rule: 'A token that has expired is 401.',
    source: 'OWASP API2:2023, broken authentication',
  },
  'refresh-token-accepted-as-access-token': {
    class: 'authentication',
    service: 'documents',
    rule: 'A refresh token opens nothing but refresh.',
    source: 'RFC 8725, section 2.8: cross-JWT confusion',
  },
  'wrong-password-accepted': {
    class: 'authentication',
    service: 'auth',
    rule: 'A wrong password signs nobody in.',
    source: 'OWASP API2:2023, broken authentication',
  },
  'lock-out-missing': {
    class: 'authentication',
    service: 'auth',
    rule: 'Five wrong passwords lock an account.',
    source: 'OWASP API2:2023, credential stuffing',
  },
  'login-tells-unknown-addresses': {
    class: 'authentication',
    service: 'auth',
    rule: 'Nobody learns by signing in whether an address has an account.',
    source: 'CWE-204, observable response discrepancy',
  },
  'document-of-another-open': {
    class: 'ownership',
    service: 'documents',
    rule: 'A document of another user is 403.',
    source: 'OWASP API1:2023, broken object level authorization',
  },
  'payment-of-another-open': {
    class: 'ownership',
    service: 'payments',
    rule: 'A payment of another user is 403.',
    source: 'OWASP API1:2023, broken object level authorization',
  },
  'job-of-another-open': {
    class: 'ownership',
    service: 'jobs',
    rule: 'A job of another user is 403.',
    source: 'OWASP API1:2023, broken object level authorization',
  },
  'refund-of-another-open': {
    class: 'ownership',
    service: 'refunds',
    rule: 'A refund of another user is 403.',
    source: 'OWASP API1:2023, broken object level authorization',
  },
  'profile-of-another-open': {
    class: 'ownership',
    service: 'users',
    rule: 'The profile of another user is 403.',
    source: 'OWASP API1:2023, broken object level authorization',
  },
  'channel-of-another-open': {
    class: 'ownership',
    service: 'channels',
    rule: 'A channel of another user is 403.',
    source: 'OWASP API1:2023, broken object level authorization',
  },
  'video-cost-of-another-open': {
    class: 'ownership',
    service: 'videos',
    rule: 'Nobody reads what a video of another user costs.',
    source: 'OWASP API1:2023: the one operation whose look at the owner was forgotten',
  },
  'administration-open-to-users': {
    class: 'ownership',
    service: 'admin',
    rule: 'Only administrators may use /admin.',
    source: 'OWASP API5:2023, broken function level authorization',
  },
  'document-list-of-everybody': {
    class: 'ownership',
    service: 'documents',
    rule: 'A list has nothing of other users.',
    source: 'OWASP API1:2023, broken object level authorization',
  },
  'refund-of-anothers-payment': {
    class: 'ownership',
    service: 'refunds',
    rule: 'Nobody asks for a refund of a payment of somebody else.',
    source: 'OWASP API1:2023, broken object level authorization',
  },
  'refresh-token-reusable': {
    class: 'token life',
    service: 'auth',
    rule: 'A refresh token is good once.',
    source: 'RFC 9700, section 4.14.2',
  },
  'reused-refresh-token-keeps-family': {
    class: 'token life',
    service: 'auth',
    rule: 'A refresh token that comes twice ends its whole family.',
    source: 'RFC 9700, section 4.14.2',
  },
  'logout-keeps-access-token': {
    class: 'token life',
    service: 'auth',
    rule: 'After signing out the access token is 401.',
    source: 'OWASP API2:2023, broken authentication',
  },
  'magic-link-reusable': {
    class: 'token life',
    service: 'auth',
    rule: 'A sign-in link works once.',
    source: 'specs/auth.yaml',
  },
  'magic-link-never-expires': {
    class: 'token life',
    service: 'auth',
    rule: 'A sign-in link works for 15 minutes.',
    source: 'specs/auth.yaml',
  },
  'password-reset-keeps-sign-ins': {
    class: 'token life',
    service: 'auth',
    rule: 'A new password ends every sign-in.',
    source: 'OWASP Forgot Password Cheat Sheet',
  },
} as const satisfies Readonly<Record<string, Fault>>
