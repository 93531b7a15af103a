import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../adapters/server.ts'
import { momentAt } from './zoom-times.ts'

let server: RunningServer
let base: string
beforeAll(async () => {
  server = await startServer({ port: 0, paused: true })
  base = `${server.url}/providers/zoom`
})
afterAll(() => server.close())

const redirectUri = 'http://localhost:3000/callback'
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const basic = (id = 'concord', secret = 'secret') => ({ ...form, authorization: `Basic ${btoa(`${id}:${secret}`)}` })

interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: what came back, of whatever shape
  readonly body: any
}

async function send(method: string, path: string, headers: Record<string, string>, body?: string): Promise<Answer> {
  const answer = await fetch(`${base}${path}`, { method, headers, ...(body !== undefined && { body }) })
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
}

const ask = (fields: Record<string, string>, headers: Record<string, string> = basic()) =>
  send('POST', '/oauth/token', headers, new URLSearchParams(fields).toString())

const page = (more: Record<string, string> = {}) =>
  `${base}/oauth/authorize?${new URLSearchParams({ client_id: 'concord', redirect_uri: redirectUri, response_type: 'code', state: 's1', login_hint: 'bob@example.test', ...more })}`

async function consent(more: Record<string, string> = {}): Promise<URLSearchParams> {
  const back = await fetch(page({ answer: 'agree', ...more }), { redirect: 'manual' })
  expect(back.headers.get('location')).toMatch(/^http:\/\/localhost:3000\/callback\?/)
  return new URL(back.headers.get('location') ?? '').searchParams
}

async function exchanged(more: Record<string, string> = {}, verifier: Record<string, string> = {}): Promise<Answer> {
  const code = (await consent(more)).get('code') ?? ''
  return ask({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...verifier })
}

/** Calls the API for a user of one's own, so that nobody's meetings are in the way. */
async function api(token?: string) {
  const access = token ?? (await exchanged({ login_hint: `user${++users}@example.test` })).body.access_token
  const headers = { authorization: `Bearer ${access}`, 'content-type': 'application/json' }
  return (method: string, path: string, body?: object) =>
    send(method, path, headers, body === undefined ? undefined : JSON.stringify(body))
}
let users = 0

describe('an app is let in', () => {
  test('by a page, a code and tokens', async () => {
    expect(await (await fetch(page())).text()).toContain('Sign in with Zoom')
    const back = await consent()
    expect(back.get('state')).toBe('s1')
    const grant = { grant_type: 'authorization_code', code: back.get('code') ?? '', redirect_uri: redirectUri }
    const { status, body } = await ask(grant)
    expect([status, body]).toEqual([
      200,
      {
        access_token: expect.any(String),
        refresh_token: expect.any(String),
        token_type: 'bearer',
        expires_in: 3599,
        scope: expect.stringContaining('meeting:write:meeting'),
        api_url: base,
      },
    ])
    const me = await (await api(body.access_token))('GET', '/v2/users/me')
    expect(me.body).toMatchObject({ email: 'bob@example.test', display_name: 'Bob Example' })
    expect(await ask(grant)).toEqual({ status: 400, body: { reason: expect.any(String), error: 'invalid_grant' } })
  })

  test('not by a user who refuses', async () => {
    expect((await consent({ answer: 'deny' })).get('error')).toBe('access_denied')
  })

  test('with refresh tokens that are good once', async () => {
    const first = (await exchanged()).body
    const again = { grant_type: 'refresh_token', refresh_token: first.refresh_token }
    const second = await ask(again)
    expect(second.status).toBe(200)
    expect(second.body.refresh_token).not.toBe(first.refresh_token)
    expect(await ask(again)).toEqual({ status: 400, body: { reason: 'Invalid Token!', error: 'invalid_grant' } })
    expect((await ask({ ...again, refresh_token: second.body.refresh_token })).status).toBe(200)
  })

  test('until the consent is revoked', async () => {
    const { access_token, refresh_token } = (await exchanged()).body
    const revoke = (token: string, headers = basic()) => send('POST', '/oauth/revoke', headers, `token=${token}`)
    expect((await revoke(access_token, basic('somebody-else'))).status).toBe(400)
    expect(await revoke(access_token)).toEqual({ status: 200, body: { status: 'success' } })
    expect(await (await api(access_token))('GET', '/v2/users/me')).toMatchObject({ status: 401, body: { code: 124 } })
    expect((await ask({ grant_type: 'refresh_token', refresh_token })).status).toBe(400)
  })

  const verifier = 'a-verifier-of-at-least-forty-three-characters-as-asked'
  const hashed = createHash('sha256').update(verifier).digest('base64url')
  test.each<[what: string, asked: Record<string, string>, given: Record<string, string>, status: number]>([
    [
      'the verifier of its hash',
      { code_challenge: hashed, code_challenge_method: 'S256' },
      { code_verifier: verifier },
      200,
    ],
    [
      'the challenge itself',
      { code_challenge: verifier, code_challenge_method: 'plain' },
      { code_verifier: verifier },
      200,
    ],
    [
      'another verifier',
      { code_challenge: hashed, code_challenge_method: 'S256' },
      { code_verifier: `${verifier}!` },
      400,
    ],
    [
      'the hash as the verifier',
      { code_challenge: hashed, code_challenge_method: 'S256' },
      { code_verifier: hashed },
      400,
    ],
    ['no verifier', { code_challenge: hashed, code_challenge_method: 'S256' }, {}, 400],
    ['a verifier of nothing', {}, { code_verifier: verifier }, 400],
  ])('by PKCE with %s: %#', async (_what, asked, given, status) => {
    expect((await exchanged(asked, given)).status).toBe(status)
  })

  test('for a whole account, and sees everybody there', async () => {
    const { body } = await ask({ grant_type: 'account_credentials', account_id: 'acc_1' })
    expect(body).not.toHaveProperty('refresh_token')
    const call = await api(body.access_token)
    expect((await call('GET', '/v2/users/me')).body.email).toBe('ada@example.test')
    const { body: eve } = await call('GET', '/v2/users/Eve@example.test')
    const { body: meeting } = await call('POST', `/v2/users/${eve.id}/meetings`, { topic: 'Hives' })
    expect(meeting).toMatchObject({ host_email: 'eve@example.test', topic: 'Hives' })
    expect((await call('GET', `/v2/meetings/${meeting.id}`)).status).toBe(200)
    expect((await call('GET', '/v2/users/invalid@example.test')).status).toBe(404)
    const own = await api()
    expect((await own('GET', `/v2/meetings/${meeting.id}`)).body).toMatchObject({ code: 3001 })
    expect((await own('GET', `/v2/users/${eve.id}`)).body).toMatchObject({ code: 1001 })
  })
})

describe('meetings', () => {
  test('are planned, read, changed and deleted', async () => {
    const call = await api()
    const settings = { waiting_room: false }
    const planned = {
      topic: 'Pollination',
      start_time: '2031-05-01T15:00:00',
      timezone: 'Europe/Rome',
      duration: 30,
      settings,
    }
    const { status, body: made } = await call('POST', '/v2/users/me/meetings', { ...planned, id: 1, host_id: 'mine' })
    expect(status).toBe(201)
    expect(made).toMatchObject({
      id: expect.any(Number),
      type: 2,
      status: 'waiting',
      start_time: '2031-05-01T13:00:00Z',
      join_url: expect.stringContaining(String(made.id)),
      settings: { waiting_room: false, join_before_host: false },
    })
    const change = { topic: 'Honey', settings: { join_before_host: true } }
    expect(await call('PATCH', `/v2/meetings/${made.id}`, change)).toEqual({ status: 204, body: undefined })
    const { body: read } = await call('GET', `/v2/meetings/${made.id}`)
    expect(read).toEqual({ ...made, topic: 'Honey', settings: { ...made.settings, join_before_host: true } })
    expect((await call('DELETE', `/v2/meetings/${made.id}`)).status).toBe(204)
    const gone = { status: 404, body: { code: 3001, message: `Meeting does not exist: ${made.id}.` } }
    expect(await call('GET', `/v2/meetings/${made.id}`)).toEqual(gone)
    expect(await call('DELETE', `/v2/meetings/${made.id}`)).toEqual(gone)
  })

  test('come page by page, in the order in which they begin', async () => {
    const call = await api()
    for (const day of [3, 1, 2, 5, 4])
      await call('POST', '/v2/users/me/meetings', { topic: `${day}`, start_time: `2031-05-0${day}T15:00:00Z` })
    const topics: string[] = []
    let token = ''
    do {
      const query = new URLSearchParams({ page_size: '2', ...(token !== '' && { next_page_token: token }) })
      const { body } = await call('GET', `/v2/users/me/meetings?${query}`)
      expect(body).toMatchObject({ page_count: 3, total_records: 5, page_size: 2 })
      topics.push(...body.meetings.map(({ topic }: { topic: string }) => topic))
      token = body.next_page_token
    } while (token !== '')
    expect(topics).toEqual(['1', '2', '3', '4', '5'])
  })

  test('go on at their time, and are over after it', async () => {
    const now = server.controls().world.clock.now()
    const at = (hours: number) => `${new Date(now + hours * 3_600_000).toISOString().slice(0, 19)}Z`
    const call = await api()
    const plan = (topic: string, more: object) => call('POST', '/v2/users/me/meetings', { topic, ...more })
    await plan('past', { start_time: at(-5) })
    await plan('now', { start_time: at(-0.5) })
    await plan('later', { start_time: at(5) })
    await plan('any time', { type: 3 })
    await plan('instant', { type: 1, duration: 10 })
    const told = async (type: string) => {
      const { body } = await call('GET', `/v2/users/me/meetings?type=${type}`)
      return body.meetings.map(({ topic }: { topic: string }) => topic).sort()
    }
    expect(await told('live')).toEqual(['instant', 'now'])
    expect(await told('upcoming')).toEqual(['any time', 'instant', 'later', 'now'])
    expect(await told('previous_meetings')).toEqual(['past'])
    await server.controls().clock.advance('45m')
    expect(await told('live')).toEqual([])
    expect(await told('scheduled')).toEqual(['any time', 'later', 'now', 'past'])
  })

  test.each([
    ['2026-05-01T15:00:00Z', 'Europe/Rome', '2026-05-01T15:00:00.000Z'],
    ['2026-05-01T15:00:00', 'UTC', '2026-05-01T15:00:00.000Z'],
    ['2026-05-01T15:00', 'Europe/Rome', '2026-05-01T13:00:00.000Z'],
    ['2026-01-01T15:00:00', 'Europe/Rome', '2026-01-01T14:00:00.000Z'],
    ['2026-01-01T00:30:00', 'America/New_York', '2026-01-01T05:30:00.000Z'],
    ['2026-03-29T03:30:00', 'Europe/Rome', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29T01:30:00', 'Europe/Rome', '2026-03-29T00:30:00.000Z'],
    ['2026-02-30T15:00:00', 'UTC', undefined],
    ['2026-13-01T15:00:00Z', 'UTC', undefined],
  ])('%s in %s is %s', (text, timezone, want) => {
    const moment = momentAt(text, timezone)
    expect(moment === undefined ? undefined : new Date(moment).toISOString()).toBe(want)
  })
})

test('tokens are over after an hour, and codes after five minutes', async () => {
  const code = (await consent()).get('code') ?? ''
  const { body } = await exchanged()
  await server.controls().clock.advance('301s')
  expect(await ask({ grant_type: 'authorization_code', code, redirect_uri: redirectUri })).toMatchObject({
    status: 400,
  })
  const call = await api(body.access_token)
  expect((await call('GET', '/v2/users/me')).status).toBe(200)
  await server.controls().clock.advance('55m')
  expect(await call('GET', '/v2/users/me')).toEqual({
    status: 401,
    body: { code: 124, message: 'Access token is expired.' },
  })
})

describe('what goes wrong on purpose has the shape of Zoom', () => {
  const atZoom = { on: 'provider', provider: 'zoom' } as const
  const atUser = { on: 'request', operation: 'zoom.getUser' } as const
  test.each([
    [429, 429, { match: atZoom, effect: { kind: 'problem', status: 429 } }],
    [500, 500, { match: atZoom, effect: { kind: 'problem', status: 500 } }],
    [503, 503, { match: atZoom, effect: { kind: 'problem', status: 503 } }],
    [401, 124, { match: atUser, effect: { kind: 'expire-token' } }],
  ])('%i with code %i', async (status, code, rule) => {
    const call = await api()
    const { faults } = server.controls().world
    const { id } = faults.add({ ...rule, when: { kind: 'always' } })
    expect(await call('GET', '/v2/users/me')).toMatchObject({ status, body: { code, message: expect.any(String) } })
    faults.remove(id)
  })
})

describe('bad input has the shape of the server that refuses it', () => {
  const oauthError = (error: string) => ({ error, reason: expect.stringMatching(/\w/) })
  const apiError = (code: number) => ({ code, message: expect.stringMatching(/\w/) })
  const refusal = (field: string) => ({ ...apiError(300), errors: [{ field, message: expect.stringMatching(/\w/) }] })
  const list = '/v2/users/me/meetings'

  test.each<
    [
      method: string,
      path: string,
      headers: Record<string, string>,
      body: string | undefined,
      status: number,
      want: object,
    ]
  >([
    ['GET', list, {}, undefined, 401, apiError(124)],
    ['GET', list, { authorization: 'Bearer none' }, undefined, 401, apiError(124)],
    ['GET', '/nowhere', {}, undefined, 404, apiError(2300)],
    ['PUT', list, {}, '{}', 405, apiError(405)],
    ['POST', '/oauth/token', basic(), 'code=1', 400, oauthError('invalid_request')],
    ['POST', '/oauth/token', basic(), 'grant_type=x', 400, oauthError('unsupported_grant_type')],
    ['POST', '/oauth/token', basic(), 'grant_type=authorization_code&code=x', 400, oauthError('invalid_grant')],
    ['POST', '/oauth/token', basic(), 'grant_type=account_credentials', 400, oauthError('invalid_request')],
    ['POST', '/oauth/token', basic('invalid_1'), 'grant_type=refresh_token', 400, oauthError('invalid_client')],
    [
      'POST',
      '/oauth/token',
      { ...form, authorization: 'Basic ???' },
      'grant_type=x',
      400,
      oauthError('invalid_client'),
    ],
    ['POST', '/oauth/revoke', basic(), 'token=none', 400, oauthError('invalid_grant')],
    ['GET', '/oauth/authorize', {}, undefined, 400, oauthError('invalid_request')],
  ])('%s %s: %#', async (method, path, headers, body, status, want) => {
    expect(await send(method, path, headers, body)).toEqual({ status, body: want })
  })

  test.each<[method: string, path: string, body: string | undefined, status: number, want: object]>([
    ['POST', list, '{"broken', 400, apiError(300)],
    ['POST', list, '[]', 400, apiError(300)],
    ['POST', list, '{"duration":"long"}', 400, refusal('duration')],
    ['POST', list, '{"settings":{"approval_type":7}}', 400, refusal('settings.approval_type')],
    ['POST', list, '{"timezone":"Europe/Nowhere"}', 400, refusal('timezone')],
    ['POST', list, '{"start_time":"2026-02-30T15:00:00Z"}', 400, refusal('start_time')],
    ['POST', list, '{"start_time":"tomorrow"}', 400, refusal('start_time')],
    ['POST', list, '{"type":8}', 400, refusal('recurrence')],
    ['GET', `${list}?page_size=301`, undefined, 400, refusal('page_size')],
    ['GET', `${list}?next_page_token=none`, undefined, 400, apiError(300)],
    ['GET', '/v2/users/nobody', undefined, 404, apiError(1001)],
    ['GET', '/v2/meetings/1', undefined, 404, apiError(3001)],
    ['GET', '/v2/meetings/one', undefined, 400, refusal('meetingId')],
  ])('%s %s', async (method, path, body, status, want) => {
    const { access_token } = (await exchanged()).body
    const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' }
    expect(await send(method, path, headers, body)).toEqual({ status, body: want })
  })

  test('a body of another type', async () => {
    const { access_token } = (await exchanged()).body
    const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'text/plain' }
    expect(await send('POST', list, headers, 'Bees')).toEqual({ status: 415, body: apiError(300) })
  })
})
