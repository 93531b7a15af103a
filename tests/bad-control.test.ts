// Garbage for every row of the control API, over a real port. What is refused changes nothing.
import { type RunningServer, startServer } from '@concord/mocks/server'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { expectProblem, request } from './raw-http.ts'

const faults: unknown[] = []
let server: RunningServer
beforeAll(async () => {
  server = await startServer({ port: 0, paused: true, onFault: (error) => faults.push(error) })
})
afterAll(() => server.close())
afterEach(async () => {
  expect((await request(server.port, '/api/v1/health')).status).toBe(200)
  expect(faults).toEqual([])
})

const control = (method: string, path: string, body?: string) =>
  request(server.port, `/__sandbox${path}`, {
    method,
    ...(body !== undefined && { body, headers: { 'content-type': 'application/json' } }),
  })

const onRequest = '{"match":{"on":"request"},"effect":'

test.for<[string, string, string | undefined, number, string]>([
  ['POST', '/users', '{', 400, 'malformed_json'],
  ['POST', '/users', '[]', 422, 'validation_failed'],
  ['POST', '/users', '{"email":"nobody"}', 422, 'validation_failed'],
  ['POST', '/users', '{"email":"ada@example.test","role":"king"}', 422, 'validation_failed'],
  ['POST', '/users', '{"email":"ada@example.test","age":36}', 422, 'validation_failed'],
  ['POST', '/payments/pi_nobody/confirm', '{}', 404, 'payment_not_confirmed'],
  ['POST', '/payments/..%2f..%2frefunds/confirm', '{}', 404, 'payment_not_confirmed'],
  ['POST', '/payments/pi_nobody/confirm', '{"card":"4242"}', 422, 'validation_failed'],
  ['PUT', '/clock', '{"now":"yesterday"}', 422, 'validation_failed'],
  ['PUT', '/clock', '{"now":"1999-01-01T00:00:00Z"}', 409, 'clock_not_set'],
  ['PUT', '/clock', '{"now":"9999-12-31T23:59:59Z"}', 409, 'clock_not_set'],
  ['PUT', '/clock', '{"speed":0}', 422, 'validation_failed'],
  ['PUT', '/clock', '{"speed":1e400}', 422, 'validation_failed'],
  ['PUT', '/clock', '{"speed":"fast"}', 422, 'validation_failed'],
  ['POST', '/clock/advance', '{"seconds":-1}', 422, 'validation_failed'],
  ['POST', '/clock/advance', '{"seconds":9007199254740993}', 422, 'validation_failed'],
  ['POST', '/clock/advance', '{"minutes":1}', 422, 'validation_failed'],
  ['POST', '/clock/advance', undefined, 422, 'validation_failed'],
  ['PUT', '/scenarios/llm.gone', '{}', 404, 'scenario_not_found'],
  ['PUT', '/scenarios/__proto__', '{}', 404, 'scenario_not_found'],
  ['PUT', '/scenarios/webhooks.duplicate', '{"copies":0}', 422, 'scenario_options_invalid'],
  ['PUT', '/scenarios/webhooks.duplicate', '{"copies":1000000000}', 422, 'scenario_options_invalid'],
  ['PUT', '/scenarios/webhooks.duplicate', '{"copys":2}', 422, 'scenario_options_invalid'],
  ['PUT', '/scenarios/webhooks.duplicate', '[2]', 422, 'validation_failed'],
  ['PUT', '/scenarios/websocket.drop', '{"code":1005}', 422, 'scenario_options_invalid'],
  ['DELETE', '/scenarios/llm.gone', undefined, 404, 'scenario_not_found'],
  ['POST', '/faults', '{}', 422, 'validation_failed'],
  ['POST', '/faults', `${onRequest}{"kind":"banana"}}`, 422, 'validation_failed'],
  ['POST', '/faults', `${onRequest}{"kind":"constructor"}}`, 422, 'validation_failed'],
  ['POST', '/faults', `${onRequest}{"kind":"problem","status":9999}}`, 422, 'validation_failed'],
  ['POST', '/faults', `${onRequest}{"kind":"problem","status":200}}`, 422, 'validation_failed'],
  ['POST', '/faults', `${onRequest}{"kind":"latency","seconds":"long"}}`, 422, 'validation_failed'],
  ['POST', '/faults', '{"match":{"on":"webhook"},"effect":{"kind":"reset"}}', 422, 'validation_failed'],
  ['POST', '/faults', '{"match":{"on":"frame"},"effect":{"kind":"drop","code":1}}', 422, 'validation_failed'],
  ['POST', '/faults', '{"match":{"on":"breakfast"},"effect":{"kind":"problem"}}', 422, 'validation_failed'],
  [
    'POST',
    '/faults',
    '{"match":{"on":"request"},"when":{"kind":"nth","n":0},"effect":{"kind":"hang"}}',
    422,
    'validation_failed',
  ],
  ['DELETE', '/faults/fault_99', undefined, 404, 'fault_not_found'],
  ['GET', '/timeline?since=abc', undefined, 422, 'validation_failed'],
  ['GET', '/timeline?since=1e400', undefined, 422, 'validation_failed'],
  ['GET', '/timeline?kind=gossip', undefined, 422, 'validation_failed'],
  ['POST', '/webhooks/del_nobody/replay', undefined, 404, 'delivery_not_found'],
  ['PUT', '/webhooks/endpoint', '{"url":"file:///etc/passwd","secret":"x"}', 422, 'validation_failed'],
  ['PUT', '/webhooks/endpoint', '{"url":"http://127.0.0.1:1/","secret":""}', 422, 'validation_failed'],
  ['PUT', '/webhooks/endpoint', '{"url":"bees","secret":"x"}', 422, 'validation_failed'],
  ['POST', '/reset', '{"seed":1.5}', 422, 'validation_failed'],
  ['POST', '/reset', '{"seed":"bees"}', 422, 'validation_failed'],
  ['POST', '/snapshots', '{}', 422, 'validation_failed'],
  ['POST', '/snapshots', '{"name":""}', 422, 'validation_failed'],
  ['POST', '/snapshots/never/restore', undefined, 404, 'snapshot_not_found'],
  ['DELETE', '/worlds/nowhere', undefined, 404, 'world_not_found'],
  ['DELETE', '/worlds/%zz', undefined, 404, 'world_not_found'],
  ['POST', '/provider-states', '{"state":"a happy end"}', 422, 'provider_state_unknown'],
  [
    'POST',
    '/provider-states',
    '{"state":"a document","params":{"target_pages":"x"}}',
    422,
    'provider_state_params_invalid',
  ],
  ['POST', '/provider-states', '{"action":"dance"}', 422, 'validation_failed'],
  ['GET', '/nothing', undefined, 404, 'path_not_found'],
  ['PATCH', '/users', '{}', 405, 'method_not_allowed'],
])('%s /__sandbox%s with %s is %i %s', async ([method, path, body, status, code]) => {
  const before = server.controls().summary
  expectProblem(await control(method, path, body), status, code)
  expect(server.controls().summary.seed).toBe(before.seed)
  expect(server.controls().clock.view).toEqual(before.clock)
  expect(server.controls().world.faults.all).toEqual([])
})

test('a control request whose body is not called JSON is 415, so that no page can send one as a form', async () => {
  const answer = await request(server.port, '/__sandbox/reset', {
    method: 'POST',
    body: '{"seed":2}',
    headers: { 'content-type': 'text/plain' },
  })
  expectProblem(answer, 415, 'unsupported_media_type')
})

test('a control request from a foreign page is 403, and so is one to a foreign host', async () => {
  const origin = await request(server.port, '/__sandbox/reset', {
    method: 'POST',
    headers: { origin: 'https://evil.test' },
  })
  expectProblem(origin, 403, 'origin_not_allowed')
  const host = await request(server.port, '/__sandbox/timeline', { headers: { host: 'evil.test' } })
  expectProblem(host, 421, 'host_not_served')
})

test('the clock stops before the year 9000, and the world still works there', async () => {
  expect((await control('PUT', '/clock', '{"now":"8999-12-31T00:00:00Z"}')).status).toBe(200)
  expectProblem(await control('POST', '/clock/advance', '{"seconds":86400}'), 409, 'clock_not_set')
  expect((await control('POST', '/users', '{"email":"ada@example.test"}')).status).toBe(201)
  expect((await control('POST', '/reset', '{}')).status).toBe(200)
})

test('the description of the control API is there, and has every route that answers above', async () => {
  const { paths } = JSON.parse((await control('GET', '/openapi.json')).body)
  expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/__sandbox/clock', '/__sandbox/scenarios/{name}']))
})
