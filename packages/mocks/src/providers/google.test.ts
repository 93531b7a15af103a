import { OAuth2Client } from 'google-auth-library'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../adapters/server.ts'

let server: RunningServer
let base: string
beforeAll(async () => {
  server = await startServer({ port: 0, paused: true })
  base = `${server.url}/providers/google`
})
afterAll(() => server.close())

const redirectUri = 'http://localhost:3000/callback'

/** Google's own client, pointed here by its endpoints. */
const client = (clientId = 'concord') =>
  new OAuth2Client({
    clientId,
    clientSecret: 'secret',
    redirectUri,
    endpoints: {
      oauth2AuthBaseUrl: `${base}/o/oauth2/v2/auth`,
      oauth2TokenUrl: `${base}/token`,
      oauth2RevokeUrl: `${base}/revoke`,
      tokenInfoUrl: `${base}/tokeninfo`,
    },
  })

async function codeFor(google: OAuth2Client, answer: 'agree' | 'deny' = 'agree'): Promise<URLSearchParams> {
  const scope = ['openid', 'email', 'https://www.googleapis.com/auth/tasks']
  const page = google.generateAuthUrl({ access_type: 'offline', scope, state: 's1', login_hint: 'bob@example.test' })
  expect(await (await fetch(page)).text()).toContain('Sign in with Google')
  const back = await fetch(`${page}&answer=${answer}`, { redirect: 'manual' })
  expect(back.headers.get('location')).toMatch(/^http:\/\/localhost:3000\/callback\?/)
  return new URL(back.headers.get('location') ?? '').searchParams
}

async function signedIn(): Promise<OAuth2Client> {
  const google = client()
  const { tokens } = await google.getToken((await codeFor(google)).get('code') ?? '')
  google.setCredentials(tokens)
  return google
}

describe("Google's own client", () => {
  test('signs in: consent, code, tokens, user', async () => {
    const google = client()
    const back = await codeFor(google)
    expect(back.get('state')).toBe('s1')
    const { tokens } = await google.getToken(back.get('code') ?? '')
    expect(tokens).toMatchObject({ token_type: 'Bearer', refresh_token: expect.stringMatching(/^1\/\//) })
    const claims = JSON.parse(
      atob((tokens.id_token ?? '').split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/') ?? ''),
    )
    expect(claims).toMatchObject({ aud: 'concord', email: 'bob@example.test', email_verified: true })
    google.setCredentials(tokens)
    const { data } = await google.request<{ email: string; sub: string }>({ url: `${base}/oauth2/v3/userinfo` })
    expect(data).toMatchObject({ email: 'bob@example.test', sub: claims.sub })
    expect(await google.getTokenInfo(tokens.access_token ?? '')).toMatchObject({ aud: 'concord' })
  })

  test('refreshes an access token that is over, by itself', async () => {
    const google = await signedIn()
    const before = google.credentials.access_token
    google.setCredentials({ ...google.credentials, expiry_date: 1 })
    await google.request({ url: `${base}/oauth2/v3/userinfo` })
    expect(google.credentials.access_token).not.toBe(before)
  })

  test('sees a code that was used, a client that is unknown and a consent that was refused', async () => {
    const google = client()
    const code = (await codeFor(google)).get('code') ?? ''
    await google.getToken(code)
    await expect(google.getToken(code)).rejects.toMatchObject({ response: { data: { error: 'invalid_grant' } } })
    const unknown = client('invalid_client')
    await expect(unknown.getToken(code)).rejects.toMatchObject({ response: { data: { error: 'invalid_client' } } })
    expect((await codeFor(google, 'deny')).get('error')).toBe('access_denied')
  })

  test('revokes: neither token is good any more', async () => {
    const google = await signedIn()
    const { access_token, refresh_token } = google.credentials
    await google.revokeToken(refresh_token ?? '')
    const headers = { authorization: `Bearer ${access_token}` }
    expect((await fetch(`${base}/oauth2/v3/userinfo`, { headers })).status).toBe(401)
    await expect(google.refreshAccessToken()).rejects.toThrow('invalid_grant')
  })

  test('keeps tasks', async () => {
    const google = await signedIn()
    const lists = `${base}/tasks/v1/users/@me/lists`
    const { data: made } = await google.request<{ id: string }>({ url: lists, method: 'POST', data: { title: 'Work' } })
    const inList = `${base}/tasks/v1/lists/${made.id}/tasks`
    const ids: string[] = []
    for (const title of ['one', 'two', 'three']) {
      const due = '2026-05-01T15:00:00.000Z'
      const { data } = await google.request<{ id: string; due: string }>({
        url: inList,
        method: 'POST',
        data: { title, due },
      })
      expect(data.due).toBe('2026-05-01T00:00:00.000Z')
      ids.push(data.id)
    }
    const patched = await google.request<{ completed: string }>({
      url: `${inList}/${ids[0]}`,
      method: 'PATCH',
      data: { status: 'completed' },
    })
    expect(patched.data).toMatchObject({ title: 'one', status: 'completed', completed: expect.any(String) })
    await google.request({ url: `${inList}/${ids[1]}`, method: 'DELETE' })
    const { data: open } = await google.request<{ items: { title: string }[] }>({
      url: `${inList}?showCompleted=false`,
    })
    expect(open.items.map(({ title }) => title)).toEqual(['three'])
    const { data: page } = await google.request<{ nextPageToken: string }>({ url: `${inList}?maxResults=1` })
    const { data: rest } = await google.request<{ items: object[] }>({
      url: `${inList}?pageToken=${page.nextPageToken}`,
    })
    expect(rest.items).toHaveLength(1)
    await google.request({ url: `${lists}/${made.id}`, method: 'DELETE' })
    await expect(google.request({ url: inList })).rejects.toMatchObject({ status: 404 })
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
    const answer = await fetch(`${base}${path}`, { method, headers, body })
    expect([answer.status, await answer.json()]).toEqual([status, want])
  })

  test('a body that cannot be read', async () => {
    const { credentials } = await signedIn()
    const headers = { authorization: `Bearer ${credentials.access_token}`, 'content-type': 'application/json' }
    const answer = await fetch(`${base}${lists}`, { method: 'POST', headers, body: '{"broken' })
    expect([answer.status, await answer.json()]).toEqual([400, apiError(400)])
  })
})
