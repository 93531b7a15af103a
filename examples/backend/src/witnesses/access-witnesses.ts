import type { accessFaults } from '../faults/access-faults.ts'
import type { Answered, Bench, Values, Witness, Witnesses } from './bench.ts'

const ofAnother =
  (state: string, path: string, name: string, rest = ''): Witness =>
  async (bench) => {
    const { access_token: token } = await bench.state('a signed-in user')
    const values = await bench.state(state)
    return bench.status(`GET ${path}/${values[name]}${rest}`, { token })
  }

/** The status of an ordinary request with a token made of a good one. */
const withToken =
  (state: string, change: (values: Values) => string | number | undefined): Witness =>
  async (bench) => {
    const values = await bench.state(state)
    return bench.status('GET /documents', { token: change(values) })
  }

const login = (bench: Bench, email: unknown, password: string, address = 1): Promise<Answered> =>
  // Each from an address of its own, so that no limit of requests comes before what is looked at.
  bench.ask('POST /auth/login', { body: { email, password }, headers: { 'x-forwarded-for': `10.0.0.${address}` } })

export const wrongPassword = 'not the right password'

const refresh = async (bench: Bench, refresh_token: unknown): Promise<Answered> =>
  bench.ask('POST /auth/refresh', { body: { refresh_token } })

const link =
  (condition: 'used' | 'expired'): Witness =>
  async (bench) => {
    const { token } = await bench.state('a magic link', { condition })
    return bench.status('POST /auth/verify-magic-link', { body: { token } })
  }

export const accessWitnesses: Witnesses<keyof typeof accessFaults> = {
  'missing-token-admitted': (bench) => bench.status('GET /documents'),
  'token-signature-not-checked': withToken('a signed-in user', ({ access_token }) => {
    const [head, claims] = String(access_token).split('.')
    return `${head}.${claims}.${'A'.repeat(43)}`
  }),
  'unsigned-token-accepted': withToken('a signed-in user', ({ access_token }) => {
    const head = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')
    return `${head}.${String(access_token).split('.')[1]}.`
  }),
  'expired-token-accepted': withToken('an expired access token', ({ access_token }) => access_token),
  'refresh-token-accepted-as-access-token': withToken('a signed-in user', ({ refresh_token }) => refresh_token),
  'wrong-password-accepted': async (bench) => {
    const { email } = await bench.state('a registered user')
    return (await login(bench, email, wrongPassword)).status
  },
  'lock-out-missing': async (bench) => {
    const { email } = await bench.state('a registered user')
    for (let guess = 1; guess <= 5; guess++) await login(bench, email, wrongPassword, guess)
    return (await login(bench, email, wrongPassword, 6)).status
  },
  'login-tells-unknown-addresses': async (bench) =>
    (await login(bench, 'nobody@example.test', wrongPassword)).body.code,

  'document-of-another-open': ofAnother('a document of another user', '/documents', 'document_id'),
  'payment-of-another-open': ofAnother('a payment of another user', '/payment', 'payment_id'),
  'job-of-another-open': ofAnother('a job of another user', '/jobs', 'job_id'),
  'refund-of-another-open': ofAnother('a refund of another user', '/refunds', 'refund_id'),
  'profile-of-another-open': ofAnother('another user', '/users', 'user_id'),
  'channel-of-another-open': ofAnother('a channel of another user', '/channels', 'channel_id'),
  'video-cost-of-another-open': ofAnother('a video of another user', '/videos', 'video_id', '/cost'),
  'administration-open-to-users': async (bench) => {
    const { access_token: token } = await bench.state('a signed-in user')
    return bench.status('GET /admin/users', { token })
  },
  'document-list-of-everybody': async (bench) => {
    const { access_token: token } = await bench.state('a signed-in user')
    await bench.state('a document of another user')
    return (await bench.ask('GET /documents', { token })).items.length
  },
  'refund-of-anothers-payment': async (bench) => {
    const { access_token: token } = await bench.state('a signed-in user')
    const { payment_id } = await bench.state('a payment of another user')
    return bench.status('POST /refunds', { token, body: { payment_id, reason: 'Not what I ordered.' } })
  },

  'refresh-token-reusable': async (bench) => {
    const { refresh_token } = await bench.state('a signed-in user')
    await refresh(bench, refresh_token)
    return (await refresh(bench, refresh_token)).status
  },
  'reused-refresh-token-keeps-family': async (bench) => {
    const { refresh_token } = await bench.state('a signed-in user')
    const { body } = await refresh(bench, refresh_token)
    await refresh(bench, refresh_token)
    return (await refresh(bench, body.refresh_token)).status
  },
  'logout-keeps-access-token': async (bench) => {
    const { access_token: token } = await bench.state('a signed-in user')
    await bench.ask('POST /auth/logout', { token })
    return bench.status('GET /documents', { token })
  },
  'magic-link-reusable': link('used'),
  'magic-link-never-expires': link('expired'),
  'password-reset-keeps-sign-ins': async (bench) => {
    const { token: reset } = await bench.state('a password reset link')
    const { access_token: token } = await bench.state('a signed-in user')
    await bench.ask('POST /auth/reset-password', { body: { token: reset, password: 'another long password' } })
    return bench.status('GET /documents', { token })
  },
}
