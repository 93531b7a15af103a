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

describe('Tavily', () => {
  const path = '/tavily/search'
  const key = { ...json, authorization: 'Bearer key_1' }
  const error = { detail: { error: said } }

  test('takes a right request', async () => {
    expect((await sent(base, 'POST', path, key, '{"query":"bees"}'))[0]).toBe(200)
  })

  test.each<Refused>([
    ['broken JSON', 'POST', path, key, '{"broken', 400, error],
    ['nothing', 'POST', path, key, '', 400, error],
    ['no query', 'POST', path, key, '{}', 400, error],
    ['a number that is none', 'POST', path, key, '{"query":"bees","max_results":"many"}', 400, error],
    ['more than there are', 'POST', path, key, '{"query":"bees","max_results":1000}', 400, error],
    ['no address to extract', 'POST', '/tavily/extract', key, '{}', 400, error],
    ['a form in place of JSON', 'POST', path, { ...key, ...form }, 'query=bees', 415, error],
    ['no key', 'POST', path, json, '{"query":"bees"}', 401, error],
    ['a bad key', 'POST', path, { ...json, authorization: 'Bearer invalid_1' }, '{"query":"bees"}', 401, error],
    ['another method', 'GET', path, key, undefined, 405, error],
    ['an unknown path', 'POST', '/tavily/nowhere', key, '{}', 404, error],
    ['too much', 'POST', path, key, elevenMegabytes, 413, error],
  ])('refuses %s', async (_what, method, to, headers, body, status, want) => {
    expect(await sent(base, method, to, headers, body)).toEqual([status, want])
  })
})

describe('Serper', () => {
  const path = '/serper/search'
  const key = { ...json, 'x-api-key': 'key_1' }
  const error = (statusCode: number) => ({ message: said, statusCode })

  test('takes a right request', async () => {
    expect((await sent(base, 'POST', path, key, '{"q":"bees"}'))[0]).toBe(200)
  })

  test.each<Refused>([
    ['broken JSON', 'POST', path, key, '{"broken', 400, error(400)],
    ['nothing', 'POST', path, key, '', 400, error(400)],
    ['no query', 'POST', path, key, '{}', 400, { message: 'Missing query parameter', statusCode: 400 }],
    ['a query that is no text', 'POST', path, key, '{"q":{}}', 400, error(400)],
    ['a page that is no number', 'POST', path, key, '{"q":"bees","page":"two"}', 400, error(400)],
    ['a form in place of JSON', 'POST', path, { ...key, ...form }, 'q=bees', 415, error(415)],
    ['no key', 'POST', path, json, '{"q":"bees"}', 403, error(403)],
    ['a bad key', 'POST', path, { ...json, 'x-api-key': 'invalid_1' }, '{"q":"bees"}', 403, error(403)],
    ['another method', 'PUT', path, key, '{}', 405, error(405)],
    ['an unknown path', 'POST', '/serper/nowhere', key, '{}', 404, error(404)],
    ['too much', 'POST', path, key, elevenMegabytes, 413, error(413)],
  ])('refuses %s', async (_what, method, to, headers, body, status, want) => {
    expect(await sent(base, method, to, headers, body)).toEqual([status, want])
  })
})

describe('Semantic Scholar', () => {
  const papers = '/semantic-scholar/graph/v1/paper'
  const search = `${papers}/search`
  const error = { error: said }
  const message = { message: said }

  test('takes a right request', async () => {
    expect((await sent(base, 'GET', `${search}?query=bees`, {}))[0]).toBe(200)
  })

  test.each<Refused>([
    ['no query', 'GET', search, {}, undefined, 400, { error: 'Missing required parameter: query' }],
    ['a limit that is no number', 'GET', `${search}?query=bees&limit=many`, {}, undefined, 400, error],
    ['more than a page holds', 'GET', `${search}?query=bees&limit=101`, {}, undefined, 400, error],
    ['years that are none', 'GET', `${search}?query=bees&year=soon`, {}, undefined, 400, error],
    ['an unknown field', 'GET', `${search}?query=bees&fields=colour`, {}, undefined, 400, error],
    ['an unknown paper', 'GET', `${papers}/nobody`, {}, undefined, 404, { error: 'Paper with id nobody not found' }],
    ['a bad key', 'GET', `${search}?query=bees`, { 'x-api-key': 'invalid_1' }, undefined, 403, message],
    ['another method', 'POST', search, json, '{"query":"bees"}', 405, message],
    ['an unknown path', 'GET', '/semantic-scholar/graph/v1/nowhere', {}, undefined, 404, error],
  ])('refuses %s', async (_what, method, to, headers, body, status, want) => {
    expect(await sent(base, method, to, headers, body)).toEqual([status, want])
  })
})
