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

describe('LanguageTool', () => {
  const path = '/languagetool/v2/check'
  const error = expect.stringMatching(/^Error: \S/)

  test('takes a right request', async () => {
    expect((await sent(base, 'POST', path, form, 'language=en&text=Bees'))[0]).toBe(200)
  })

  test.each<Refused>([
    ['JSON in place of a form', 'POST', path, json, '{"language":"en","text":"Bees"}', 400, error],
    ['nothing', 'POST', path, form, '', 400, error],
    ['no text', 'POST', path, form, 'language=en', 400, "Error: Missing 'text' or 'data' parameter"],
    ['no language', 'POST', path, form, 'text=Bees', 400, "Error: Missing 'language' parameter"],
    ['a language that is none', 'POST', path, form, 'text=Bees&language=xx', 400, error],
    ['data that is no JSON', 'POST', path, form, 'language=en&data={', 400, error],
    ['another method', 'DELETE', path, form, undefined, 405, error],
    ['an unknown path', 'GET', '/languagetool/v2/nowhere', {}, undefined, 404, error],
    ['too much', 'POST', path, form, elevenMegabytes, 413, error],
  ])('refuses %s', async (_what, method, to, headers, body, status, want) => {
    expect(await sent(base, method, to, headers, body)).toEqual([status, want])
  })
})

describe('GPTZero', () => {
  const path = '/gptzero/v2/predict/text'
  const key = { ...json, 'x-api-key': 'key_1' }
  const error = { error: said }

  test('takes a right request', async () => {
    expect((await sent(base, 'POST', path, key, '{"document":"Bees."}'))[0]).toBe(200)
  })

  test.each<Refused>([
    ['broken JSON', 'POST', path, key, '{"broken', 400, error],
    ['nothing', 'POST', path, key, '', 400, error],
    ['no document', 'POST', path, key, '{}', 400, { error: 'document is required' }],
    ['a document that is no text', 'POST', path, key, '{"document":1}', 400, error],
    ['a form in place of JSON', 'POST', path, { ...key, ...form }, 'document=Bees', 415, error],
    ['no key', 'POST', path, json, '{"document":"Bees."}', 401, error],
    ['a bad key', 'POST', path, { ...json, 'x-api-key': 'invalid_1' }, '{"document":"Bees."}', 401, error],
    ['another method', 'GET', path, key, undefined, 405, error],
    ['an unknown path', 'POST', '/gptzero/v2/nowhere', key, '{}', 404, error],
    ['too much', 'POST', path, key, elevenMegabytes, 413, error],
  ])('refuses %s', async (_what, method, to, headers, body, status, want) => {
    expect(await sent(base, method, to, headers, body)).toEqual([status, want])
  })
})

describe('Originality.ai', () => {
  const path = '/originality/api/v1/scan/ai'
  const key = { ...json, 'x-oai-api-key': 'key_1' }
  const error = { success: false, error: said }

  test('takes a right request', async () => {
    expect((await sent(base, 'POST', path, key, '{"content":"Bees."}'))[0]).toBe(200)
  })

  test.each<Refused>([
    ['broken JSON', 'POST', path, key, '{"broken', 422, error],
    ['nothing', 'POST', path, key, '', 422, error],
    ['no content', 'POST', path, key, '{}', 422, { success: false, error: 'The content field is required.' }],
    ['content that is no text', 'POST', path, key, '{"content":[]}', 422, error],
    ['a form in place of JSON', 'POST', path, { ...key, ...form }, 'content=Bees', 415, error],
    ['no key', 'POST', path, json, '{"content":"Bees."}', 401, error],
    ['a bad key', 'POST', path, { ...json, 'x-oai-api-key': 'invalid_1' }, '{"content":"Bees."}', 401, error],
    ['another method', 'PUT', path, key, '{}', 405, error],
    ['an unknown path', 'GET', '/originality/api/v1/nowhere', key, undefined, 404, error],
    ['too much', 'POST', path, key, elevenMegabytes, 413, error],
  ])('refuses %s', async (_what, method, to, headers, body, status, want) => {
    expect(await sent(base, method, to, headers, body)).toEqual([status, want])
  })
})

describe('Copyscape, which says with status 200 what is wrong with a request', () => {
  const path = '/copyscape/api/'
  const error = { error: said }

  test('takes a right request', async () => {
    const [status, body] = await sent(base, 'POST', path, form, 'u=ada&k=key_1&o=balance')
    expect([status, body]).toEqual([200, expect.not.objectContaining({ error: said })])
  })

  test.each<Refused>([
    ['nothing', 'POST', path, form, '', 200, error],
    ['JSON in place of a form', 'POST', path, json, '{"u":"ada"}', 415, error],
    ['no user', 'POST', path, form, 'k=key_1&o=balance', 200, error],
    ['no key', 'POST', path, form, 'u=ada&o=balance', 200, error],
    ['a bad key', 'POST', path, form, 'u=ada&k=invalid_1&o=balance', 200, error],
    ['an unknown operation', 'POST', path, form, 'u=ada&k=key_1&o=dance', 200, error],
    ['no text', 'POST', path, form, 'u=ada&k=key_1&o=csearch&e=UTF-8', 200, error],
    ['too few words', 'POST', path, form, 'u=ada&k=key_1&o=csearch&e=UTF-8&t=Bees', 200, error],
    ['another method', 'DELETE', path, form, undefined, 405, error],
    ['an unknown path', 'GET', '/copyscape/nowhere', {}, undefined, 404, error],
    ['too much', 'POST', path, form, elevenMegabytes, 413, error],
  ])('refuses %s', async (_what, method, to, headers, body, status, want) => {
    expect(await sent(base, method, to, headers, body)).toEqual([status, want])
  })
})
