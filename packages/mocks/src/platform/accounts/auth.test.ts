import { describe, expect, test } from 'vitest'
import { switchOn } from '../../scenarios/catalogue.ts'
import { Platform } from '../platform.fixture.ts'
import { users } from '../rows.ts'
import { anAllowedRedirect, grantConsent } from './auth-oauth.ts'
import { readToken } from './signed-tokens.ts'

const password = 'correct horse battery'
const me = '/api/v1/users/me'

async function registered(platform: Platform, email = 'ada@example.test') {
  await platform.post('/api/v1/auth/register', { email, password, name: 'Ada' })
}
const login = (platform: Platform, given = password, email = 'ada@example.test') =>
  platform.post('/api/v1/auth/login', { email, password: given })

describe('sign-in by a link', () => {
  test('the link of the mail signs in once', async () => {
    const platform = new Platform()
    await platform.post('/api/v1/auth/magic-link', { email: 'Ada@Example.test' })
    const token = platform.mailedToken
    const first = await platform.post('/api/v1/auth/verify-magic-link', { token })
    expect(first.body).toMatchObject({
      token_type: 'bearer',
      expires_in: 1800,
      user: { email: 'ada@example.test', email_verified: true },
    })
    expect((await platform.get(me, first.body.access_token)).status).toBe(200)
    const again = await platform.post('/api/v1/auth/verify-magic-link', { token })
    expect([again.status, again.body.code]).toEqual([400, 'magic_link_used'])
  })

  test('it works for 15 minutes and not a second longer', async () => {
    const platform = new Platform()
    await platform.post('/api/v1/auth/magic-link', { email: 'ada@example.test' })
    const first = platform.mailedToken
    await platform.advance(15 * 60 - 1)
    expect((await platform.post('/api/v1/auth/verify-magic-link', { token: first })).status).toBe(200)
    await platform.post('/api/v1/auth/magic-link', { email: 'ada@example.test' })
    const late = platform.mailedToken
    await platform.advance(15 * 60)
    expect((await platform.post('/api/v1/auth/verify-magic-link', { token: late })).body.code).toBe(
      'magic_link_expired',
    )
  })

  test('a token that was never given is invalid, whatever kind of token it is', async () => {
    const platform = new Platform()
    await registered(platform)
    for (const token of ['ml_none', platform.mailedToken]) {
      expect((await platform.post('/api/v1/auth/verify-magic-link', { token })).body.code).toBe('magic_link_invalid')
    }
  })

  test('known and unknown addresses get the same answer, up to the outage', async () => {
    const platform = new Platform()
    await registered(platform)
    for (const path of ['/api/v1/auth/magic-link', '/api/v1/auth/forgot-password']) {
      const known = await platform.post(path, { email: 'ada@example.test' })
      const unknown = await platform.post(path, { email: 'nobody@example.test' })
      expect([unknown.status, unknown.body]).toEqual([known.status, known.body])
    }
    switchOn(platform.world, 'auth.mail-down')
    for (const path of ['/api/v1/auth/magic-link', '/api/v1/auth/forgot-password']) {
      for (const email of ['ada@example.test', 'nobody@example.test']) {
        const down = await platform.post(path, { email })
        expect([down.status, down.body.code, Number(down.headers['retry-after']) > 0]).toEqual([
          503,
          'email_unavailable',
          true,
        ])
      }
    }
  })
})

describe('registration', () => {
  test('makes an account that is not verified, and mails the token that verifies it once', async () => {
    const platform = new Platform()
    const answer = await platform.post('/api/v1/auth/register', { email: 'ada@example.test', password, name: 'Ada' })
    expect([answer.status, answer.body.email_verified]).toEqual([201, false])
    const token = platform.mailedToken
    expect((await platform.post('/api/v1/auth/verify-email', { token })).status).toBe(204)
    const { access_token } = (await login(platform)).body
    expect((await platform.get(me, access_token)).body.email_verified).toBe(true)
    expect((await platform.post('/api/v1/auth/verify-email', { token })).body.code).toBe('verification_token_used')
  })

  test('refuses an address that is taken, in any spelling, and a short password', async () => {
    const platform = new Platform()
    await registered(platform)
    const taken = await platform.post('/api/v1/auth/register', { email: 'ADA@example.test', password, name: 'Eve' })
    expect([taken.status, taken.body.code]).toEqual([409, 'email_taken'])
    const short = await platform.post('/api/v1/auth/register', {
      email: 'eve@example.test',
      password: 'elevenchars',
      name: 'Eve',
    })
    expect([short.status, short.body.errors[0].loc]).toEqual([422, ['body', 'password']])
  })

  test('stands even when the mail cannot be sent', async () => {
    const platform = new Platform()
    switchOn(platform.world, 'auth.mail-down')
    expect(
      (await platform.post('/api/v1/auth/register', { email: 'ada@example.test', password, name: 'Ada' })).status,
    ).toBe(201)
    expect((await login(platform)).status).toBe(200)
  })

  test('keeps no password as it was given', async () => {
    const platform = new Platform()
    await registered(platform)
    expect(users(platform.world).get(1)?.password_hash).toMatch(/^\w{16}\$[0-9a-f]{64}$/)
    expect(JSON.stringify(platform.world.snapshot())).not.toContain(password)
  })
})

describe('sign-in by a password', () => {
  test('gives tokens with the claims of the platform', async () => {
    const platform = new Platform()
    await registered(platform)
    const { access_token, refresh_token } = (await login(platform)).body
    const now = Math.floor(platform.world.clock.now() / 1000)
    const claims = { sub: '1', user_id: 1, email: 'ada@example.test', role: 'user', iat: now }
    const secret = 'concord sandbox test 1'
    expect(readToken(access_token, secret)).toMatchObject({ ...claims, type: 'access', exp: now + 1800 })
    expect(readToken(refresh_token, secret)).toMatchObject({ ...claims, type: 'refresh', exp: now + 7 * 86_400 })
  })

  test('five wrong passwords lock the address for 15 minutes, even for the right one', async () => {
    const platform = new Platform()
    await registered(platform)
    for (let attempt = 0; attempt < 5; attempt++) expect((await login(platform, 'wrong')).status).toBe(401)
    await platform.advance(60)
    const locked = await login(platform)
    expect([locked.status, locked.body.code, locked.headers['retry-after']]).toEqual([423, 'account_locked', '840'])
    await platform.advance(840)
    expect((await login(platform)).status).toBe(200)
  })

  test('the right password in between starts the count again', async () => {
    const platform = new Platform()
    await registered(platform)
    for (let attempt = 0; attempt < 4; attempt++) await login(platform, 'wrong')
    expect((await login(platform)).status).toBe(200)
    for (let attempt = 0; attempt < 4; attempt++) await login(platform, 'wrong')
    expect((await login(platform)).status).toBe(200)
  })

  test('an address without an account cannot be told from one with a wrong password, lock included', async () => {
    const platform = new Platform()
    await registered(platform)
    for (let attempt = 0; attempt < 7; attempt++) {
      const known = await login(platform, 'wrong')
      const unknown = await login(platform, 'wrong', 'nobody@example.test')
      const { request_id: _, ...one } = known.body
      const { request_id: __, ...other } = unknown.body
      expect([unknown.status, other]).toEqual([known.status, one])
    }
  })
})

describe('staying signed in', () => {
  test('a refresh token works once and gives the next pair', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const { body } = await platform.post('/api/v1/auth/refresh', { refresh_token: ada.refresh })
    expect((await platform.get(me, body.access_token)).status).toBe(200)
    expect((await platform.post('/api/v1/auth/refresh', { refresh_token: body.refresh_token })).status).toBe(200)
  })

  test('a reused refresh token kills its family: refresh and access tokens alike, and no other family', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const otherDevice = platform.signIn()
    const next = (await platform.post('/api/v1/auth/refresh', { refresh_token: ada.refresh })).body
    const reused = await platform.post('/api/v1/auth/refresh', { refresh_token: ada.refresh })
    expect([reused.status, reused.body.code]).toEqual([401, 'refresh_token_reused'])
    expect((await platform.post('/api/v1/auth/refresh', { refresh_token: next.refresh_token })).status).toBe(401)
    for (const token of [ada.token, next.access_token]) {
      expect((await platform.get(me, token)).body.code).toBe('token_invalid')
    }
    expect((await platform.get(me, otherDevice.token)).status).toBe(200)
  })

  test('of two refreshes at once with one token, only the first counts', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const answers = await Promise.all(
      [1, 2].map(() => platform.post('/api/v1/auth/refresh', { refresh_token: ada.refresh })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  test.each([
    ['garbage', () => 'not-a-token', 'refresh_token_invalid'],
    ['an access token', (ada: { token: string }) => ada.token, 'refresh_token_invalid'],
  ])('%s is no refresh token', async (_, given, code) => {
    const platform = new Platform()
    const ada = platform.signIn()
    expect((await platform.post('/api/v1/auth/refresh', { refresh_token: given(ada) })).body.code).toBe(code)
  })

  test('access tokens live 30 minutes, refresh tokens 7 days', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    await platform.advance(1799)
    expect((await platform.get(me, ada.token)).status).toBe(200)
    await platform.advance(1)
    expect((await platform.get(me, ada.token)).body.code).toBe('token_expired')
    await platform.advance(7 * 86_400 - 1800)
    expect((await platform.post('/api/v1/auth/refresh', { refresh_token: ada.refresh })).body.code).toBe(
      'refresh_token_expired',
    )
  })

  test('signing out ends both tokens, and only of this sign-in', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const otherDevice = platform.signIn()
    expect((await platform.post('/api/v1/auth/logout', undefined, ada.token)).status).toBe(204)
    expect((await platform.get(me, ada.token)).body.code).toBe('token_invalid')
    expect((await platform.post('/api/v1/auth/refresh', { refresh_token: ada.refresh })).body.code).toBe(
      'refresh_token_invalid',
    )
    expect((await platform.get(me, otherDevice.token)).status).toBe(200)
  })
})

describe('a forgotten password', () => {
  test('the link sets a new one once, ends every sign-in and opens a locked account', async () => {
    const platform = new Platform()
    await registered(platform)
    const { access_token } = (await login(platform)).body
    for (let attempt = 0; attempt < 5; attempt++) await login(platform, 'wrong')
    await platform.post('/api/v1/auth/forgot-password', { email: 'ada@example.test' })
    const token = platform.mailedToken
    const chosen = 'new horse battery staple'
    expect((await platform.post('/api/v1/auth/reset-password', { token, password: chosen })).status).toBe(204)
    expect((await platform.get(me, access_token)).status).toBe(401)
    expect((await login(platform, chosen)).status).toBe(200)
    expect((await login(platform)).status).toBe(401)
    expect((await platform.post('/api/v1/auth/reset-password', { token, password: chosen })).body.code).toBe(
      'reset_token_used',
    )
  })

  test('nobody gets a mail at an address without an account', async () => {
    const platform = new Platform()
    await platform.post('/api/v1/auth/forgot-password', { email: 'nobody@example.test' })
    expect(platform.inbox).toEqual([])
  })
})

describe.each(['google', 'facebook', 'apple'])('sign-in with %s', (provider) => {
  const finish = (platform: Platform, answer: Record<string, string>) =>
    provider === 'apple'
      ? platform.request('POST', '/api/v1/auth/apple/callback', {
          body: new URLSearchParams(answer).toString(),
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        })
      : platform.get(`/api/v1/auth/${provider}/callback?${new URLSearchParams(answer)}`)

  const start = async (platform: Platform) => {
    const { headers } = await platform.get(
      `/api/v1/auth/${provider}?redirect_uri=${encodeURIComponent(anAllowedRedirect)}`,
    )
    return new URL(headers.location ?? '').searchParams.get('state') ?? ''
  }

  test('the consent that was started here signs in, once', async () => {
    const platform = new Platform()
    const state = await start(platform)
    const { code } = grantConsent(platform.world, state, 'ada@example.test') ?? { code: '' }
    const { body } = await finish(platform, { state, code })
    expect((await platform.get(me, body.access_token)).body.email).toBe('ada@example.test')
    expect((await finish(platform, { state, code })).body.code).toBe('oauth_state_invalid')
  })

  test('a state that is unknown, a code that is none and a refusal are told apart', async () => {
    const platform = new Platform()
    expect((await finish(platform, { state: 'st_unknown', code: 'ac_1' })).body.code).toBe('oauth_state_invalid')
    expect((await finish(platform, { state: await start(platform), code: 'ac_1' })).body.code).toBe(
      'oauth_code_invalid',
    )
    expect((await finish(platform, { state: await start(platform), error: 'access_denied' })).body.code).toBe(
      'oauth_denied',
    )
  })

  test('nobody is sent to an address that is not on the list', async () => {
    const platform = new Platform()
    const answer = await platform.get(
      `/api/v1/auth/${provider}?redirect_uri=${encodeURIComponent('https://evil.test/')}`,
    )
    expect([answer.status, answer.body.code]).toEqual([400, 'redirect_uri_not_allowed'])
  })
})
