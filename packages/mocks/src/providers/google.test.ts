import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../adapters/server.ts'
import { GoogleAtPort } from './google.fixture.ts'

let server: RunningServer
let at: GoogleAtPort
beforeAll(async () => {
  server = await startServer({ port: 0, paused: true })
  at = new GoogleAtPort(server.url)
})
afterAll(() => server.close())

describe("Google's own client", () => {
  test('signs in: consent, code, tokens, user', async () => {
    const google = at.client()
    const back = await at.consent(google)
    expect(back.get('state')).toBe('s1')
    const { tokens } = await google.getToken(back.get('code') ?? '')
    expect(tokens).toMatchObject({ token_type: 'Bearer', refresh_token: expect.stringMatching(/^1\/\//) })
    const claims = JSON.parse(
      atob((tokens.id_token ?? '').split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/') ?? ''),
    )
    expect(claims).toMatchObject({ aud: 'concord', email: 'bob@example.test', email_verified: true })
    google.setCredentials(tokens)
    const { data } = await google.request<{ email: string; sub: string }>({ url: `${at.base}/oauth2/v3/userinfo` })
    expect(data).toMatchObject({ email: 'bob@example.test', sub: claims.sub })
    expect(await google.getTokenInfo(tokens.access_token ?? '')).toMatchObject({ aud: 'concord' })
  })

  test('refreshes an access token that is over, by itself', async () => {
    const google = await at.signedIn()
    const before = google.credentials.access_token
    google.setCredentials({ ...google.credentials, expiry_date: 1 })
    await google.request({ url: `${at.base}/oauth2/v3/userinfo` })
    expect(google.credentials.access_token).not.toBe(before)
  })

  test('sees a code that was used, a client that is unknown and a consent that was refused', async () => {
    const google = at.client()
    const code = await at.code(google)
    await google.getToken(code)
    await expect(google.getToken(code)).rejects.toMatchObject({ response: { data: { error: 'invalid_grant' } } })
    const unknown = at.client('invalid_client')
    await expect(unknown.getToken(code)).rejects.toMatchObject({ response: { data: { error: 'invalid_client' } } })
    expect((await at.consent(google, {}, 'deny')).get('error')).toBe('access_denied')
  })

  test('revokes: neither token is good any more', async () => {
    const google = await at.signedIn()
    const { access_token, refresh_token } = google.credentials
    await google.revokeToken(refresh_token ?? '')
    const headers = { authorization: `Bearer ${access_token}` }
    expect((await fetch(`${at.base}/oauth2/v3/userinfo`, { headers })).status).toBe(401)
    await expect(google.refreshAccessToken()).rejects.toThrow('invalid_grant')
  })
})

describe('bad input has the shape of the server that refuses it', () => {
  const apiError = (code: number) => ({
    error: { code, message: expect.any(String), status: expect.any(String), errors: [expect.anything()] },
  })
  const oauthError = (error: string) => ({ error, error_description: expect.any(String) })
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const lists = '/tasks/v1/users/@me/lists'
  test.each<
    [method: string, path: string, headers: Record<string, string>, body: string | null, status: number, want: object]
  >([
    ['GET', lists, {}, null, 401, apiError(401)],
    ['GET', lists, { authorization: 'Bearer none' }, null, 401, apiError(401)],
    ['PUT', lists, {}, '{}', 405, apiError(405)],
    ['GET', '/nowhere', {}, null, 404, apiError(404)],
    ['POST', '/token', form, 'code=1', 400, oauthError('invalid_request')],
    ['POST', '/token', form, 'grant_type=x&client_id=a', 400, oauthError('unsupported_grant_type')],
    ['POST', '/token', form, 'grant_type=refresh_token&client_id=a', 400, oauthError('invalid_grant')],
    ['GET', '/tokeninfo?access_token=none', {}, null, 400, oauthError('invalid_token')],
    ['GET', '/o/oauth2/v2/auth', {}, null, 400, oauthError('invalid_request')],
  ])('%s %s', async (method, path, headers, body, status, want) => {
    const answer = await fetch(`${at.base}${path}`, { method, headers, body })
    expect([answer.status, await answer.json()]).toEqual([status, want])
  })

  test('a body that cannot be read', async () => {
    const { credentials } = await at.signedIn()
    const headers = { authorization: `Bearer ${credentials.access_token}`, 'content-type': 'application/json' }
    const answer = await fetch(`${at.base}${lists}`, { method: 'POST', headers, body: '{"broken' })
    expect([answer.status, await answer.json()]).toEqual([400, apiError(400)])
  })
})
