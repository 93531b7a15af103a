import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../adapters/server.ts'
import { elevenMegabytes, form, json, type Refused, sent } from './bad-input.fixture.ts'

const faults: unknown[] = []
let server: RunningServer
let base: string
beforeAll(async () => {
  server = await startServer({ port: 0, paused: true, onFault: (error) => faults.push(error) })
  base = `${server.url}/providers`
})
afterAll(() => server.close())
// Whatever comes in, the sandbox itself makes no mistake.
afterEach(() => expect(faults.splice(0)).toEqual([]))

const said = expect.stringMatching(/\w/)

describe('Stripe', () => {
  const intents = '/stripe/v1/payment_intents'
  const key = { ...form, authorization: 'Bearer sk_test_1' }
  const right = 'amount=1000&currency=eur'
  const error = (more: object = {}) => ({ error: { type: 'invalid_request_error', message: said, ...more } })
  const about = (param: string, code?: string) => error({ param, ...(code !== undefined && { code }) })
  const missing = (param: string) => about(param, 'resource_missing')

  test('takes a right request', async () => {
    expect((await sent(base, 'POST', intents, key, right))[0]).toBe(200)
  })

  test.each<Refused>([
    ['JSON in place of a form', 'POST', intents, { ...key, ...json }, '{"amount":1000}', 400, error()],
    [
      'nothing',
      'POST',
      intents,
      key,
      '',
      400,
      expect.objectContaining({ error: expect.objectContaining({ code: 'parameter_missing' }) }),
    ],
    ['no amount', 'POST', intents, key, 'currency=eur', 400, about('amount', 'parameter_missing')],
    [
      'an amount that is no number',
      'POST',
      intents,
      key,
      'amount=ten&currency=eur',
      400,
      about('amount', 'parameter_invalid_integer'),
    ],
    [
      'an amount below zero',
      'POST',
      intents,
      key,
      'amount=-5&currency=eur',
      400,
      about('amount', 'parameter_invalid_integer'),
    ],
    ['an unknown currency', 'POST', intents, key, 'amount=1000&currency=xyz', 400, about('currency')],
    ['an object in place of a text', 'POST', intents, key, `${right}&description[a]=b`, 400, about('description')],
    ['an unknown intent', 'GET', `${intents}/pi_none`, key, undefined, 404, missing('intent')],
    ['an unknown event', 'GET', '/stripe/v1/events/evt_none', key, undefined, 404, missing('id')],
    [
      'a refund of nothing',
      'POST',
      '/stripe/v1/refunds',
      key,
      'payment_intent=pi_none',
      404,
      missing('payment_intent'),
    ],
    [
      'an unknown endpoint',
      'DELETE',
      '/stripe/v1/webhook_endpoints/we_none',
      key,
      undefined,
      404,
      missing('webhook_endpoint'),
    ],
    ['no key', 'POST', intents, form, right, 401, error()],
    ['a live key', 'POST', intents, { ...form, authorization: 'Bearer sk_live_1' }, right, 401, error()],
    ['another method', 'PUT', intents, key, right, 404, error()],
    ['an unknown path', 'GET', '/stripe/v1/nowhere', key, undefined, 404, error()],
    ['too much', 'POST', intents, key, elevenMegabytes, 413, error()],
  ])('refuses %s', async (_what, method, to, headers, body, status, want) => {
    expect(await sent(base, method, to, headers, body)).toEqual([status, want])
  })
})

describe('Google', () => {
  const lists = '/google/tasks/v1/users/@me/lists'
  const apiError = (code: number) => ({
    error: { code, message: said, status: said, errors: [{ message: said, domain: said, reason: said }] },
  })
  const oauthError = { error: said, error_description: said }
  let key: Record<string, string>
  beforeAll(async () => {
    const redirect_uri = 'http://localhost:3000/callback'
    const asked = { client_id: 'a', redirect_uri, response_type: 'code', scope: 'tasks', prompt: 'none' }
    const back = await fetch(`${base}/google/o/oauth2/v2/auth?${new URLSearchParams(asked)}`, { redirect: 'manual' })
    const code = new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? ''
    const grant = new URLSearchParams({ grant_type: 'authorization_code', code, client_id: 'a', redirect_uri })
    const [, tokens] = await sent(base, 'POST', '/google/token', form, grant.toString())
    key = { ...json, authorization: `Bearer ${(tokens as { access_token: string }).access_token}` }
  })

  test('takes a right request', async () => {
    expect((await sent(base, 'POST', lists, key, '{"title":"Work"}'))[0]).toBe(200)
  })

  test.each<Refused>([
    ['broken JSON', 'POST', lists, {}, '{"broken', 400, apiError(400)],
    ['nothing', 'POST', lists, {}, '', 400, apiError(400)],
    ['no title', 'POST', lists, {}, '{}', 400, apiError(400)],
    ['a title that is no text', 'POST', lists, {}, '{"title":1}', 400, apiError(400)],
    ['a page size that is no number', 'GET', `${lists}?maxResults=many`, {}, undefined, 400, apiError(400)],
    ['an unknown list', 'GET', `${lists}/none`, {}, undefined, 404, apiError(404)],
    ['an unknown task', 'GET', '/google/tasks/v1/lists/@default/tasks/none', {}, undefined, 404, apiError(404)],
    ['a form in place of JSON', 'POST', lists, form, 'title=Work', 400, apiError(400)],
    ['no token', 'GET', lists, { authorization: '' }, undefined, 401, apiError(401)],
    ['a bad token', 'GET', lists, { authorization: 'Bearer none' }, undefined, 401, apiError(401)],
    ['another method', 'PUT', lists, {}, '{}', 405, apiError(405)],
    ['an unknown path', 'GET', '/google/nowhere', {}, undefined, 404, apiError(404)],
    ['too much', 'POST', lists, {}, elevenMegabytes, 413, apiError(413)],
    ['JSON for a token', 'POST', '/google/token', {}, '{"grant_type":"x"}', 400, oauthError],
    ['a bad client', 'POST', '/google/token', form, 'grant_type=x&client_id=invalid_1', 401, oauthError],
    [
      'a code that is none',
      'POST',
      '/google/token',
      form,
      'grant_type=authorization_code&code=x&client_id=a',
      400,
      oauthError,
    ],
  ])('refuses %s', async (_what, method, to, headers, body, status, want) => {
    expect(await sent(base, method, to, { ...key, ...headers }, body)).toEqual([status, want])
  })
})

test.each([
  ['the API', '/zoom/v2/users/me/meetings', { code: 413, message: said }],
  ['the authorization server', '/zoom/oauth/token', { reason: said, error: 'invalid_request' }],
])('Zoom refuses too much: %s', async (_what, path, want) => {
  expect(await sent(base, 'POST', path, json, elevenMegabytes)).toEqual([413, want])
})
