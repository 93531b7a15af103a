// What the language models' vendors say to requests that are wrong, over a real port.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../../adapters/server.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startServer({ port: 0, paused: true, bodyLimit: 100_000 })
})
afterAll(() => server.close())

type Json = Readonly<Record<string, unknown>>

interface Sent {
  readonly method?: string
  /** Behind the provider's prefix. */
  readonly path?: string
  /** Null leaves one out. */
  readonly headers?: Readonly<Record<string, string | null>>
  /** A text is sent as it is, and an object's members replace those of the right body; undefined leaves one out. */
  readonly body?: string | Json
}

/** What is sent, and what must come back: a part of the body, or all of a text. */
type Row = readonly [what: string, sent: Sent, status: number, answer: Json | string]

interface Vendor {
  readonly prefix: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Json
  /** Where an answer says which request it is for. */
  readonly requestId?: string
  readonly rows: readonly Row[]
}

const said = expect.stringMatching(/\w/)
const huge = JSON.stringify({ padding: 'x'.repeat(100_000) })

const openai = (message: unknown, code: string | null = null, param: string | null = null) => ({
  error: { message, type: 'invalid_request_error', param, code },
})
const anthropic = (type: string, message: unknown = said) => ({
  type: 'error',
  error: { type, message },
  request_id: expect.stringMatching(/^req_\w+$/),
})
const perplexity = (code: number, type = 'bad_request', message: unknown = said) => ({ error: { message, type, code } })

const messages = [{ role: 'user', content: 'What do bees do?' }]
const claude = 'claude-3-5-sonnet-20241022'

const vendors: Readonly<Record<string, Vendor>> = {
  OpenAI: {
    prefix: 'openai',
    path: '/v1/chat/completions',
    headers: { authorization: 'Bearer sk-test' },
    body: { model: 'gpt-4', messages },
    requestId: 'x-request-id',
    rows: [
      ['broken JSON', { body: '{"model":' }, 400, openai(expect.stringMatching(/^We could not parse the JSON body/))],
      ['no body', { body: '' }, 400, openai('The JSON body is required.')],
      ['a list for a body', { body: '[]' }, 400, openai('The JSON body must be an object.')],
      [
        'no model',
        { body: { model: undefined } },
        400,
        openai("Missing required parameter: 'model'.", 'missing_required_parameter', 'model'),
      ],
      [
        'no model for the newer language',
        { path: '/v1/responses', body: '{"input":"Hi"}' },
        400,
        openai(said, 'missing_required_parameter', 'model'),
      ],
      [
        'nothing to place',
        { path: '/v1/embeddings', body: '{"model":"text-embedding-3-small"}' },
        400,
        openai(said, 'missing_required_parameter', 'input'),
      ],
      ['a text for messages', { body: { messages: 'Hi' } }, 400, openai(said, 'invalid_type', 'messages')],
      [
        'a role that is none',
        { body: { messages: [...messages, { role: 'bee', content: 'zzz' }] } },
        400,
        openai(said, 'invalid_value', 'messages[1].role'),
      ],
      ['no messages at all', { body: { messages: [] } }, 400, openai(said, 'invalid_value', 'messages')],
      ['an unknown model', { body: { model: 'gpt-0' } }, 404, openai(said, 'model_not_found')],
      ['an unknown model, streamed', { body: { model: 'gpt-0', stream: true } }, 404, openai(said, 'model_not_found')],
      ['an unknown model to read', { method: 'GET', path: '/v1/models/gpt-0' }, 404, openai(said, 'model_not_found')],
      ['an unknown path', { path: '/v1/nowhere' }, 404, openai(said)],
      ['the wrong method', { method: 'GET' }, 405, openai(said, 'method_not_supported')],
      ['a content type that is none of its', { headers: { 'content-type': 'text/plain' } }, 415, openai(said)],
      [
        'no key',
        { headers: { authorization: null } },
        401,
        openai(expect.stringMatching(/^You didn't provide an API key/)),
      ],
      [
        'a bad key',
        { headers: { authorization: 'Bearer key-0123456789' } },
        401,
        openai(expect.stringMatching(/^Incorrect API key provided: key-\*+6789\./), 'invalid_api_key'),
      ],
      ['too much', { body: huge }, 413, openai(said)],
    ],
  },
  Anthropic: {
    prefix: 'anthropic',
    path: '/v1/messages',
    headers: { 'x-api-key': 'sk-ant-test', 'anthropic-version': '2023-06-01' },
    body: { model: claude, max_tokens: 10, messages },
    requestId: 'request-id',
    rows: [
      [
        'broken JSON',
        { body: '{"model":' },
        400,
        anthropic('invalid_request_error', expect.stringMatching(/^The request body is not JSON/)),
      ],
      ['no body', { body: '' }, 400, anthropic('invalid_request_error', 'body: Field required')],
      [
        'no limit',
        { body: { max_tokens: undefined } },
        400,
        anthropic('invalid_request_error', 'max_tokens: Field required'),
      ],
      [
        'a text for messages',
        { body: { messages: 'Hi' } },
        400,
        anthropic('invalid_request_error', expect.stringMatching(/^messages: /)),
      ],
      [
        'a role that is none',
        { body: { messages: [{ role: 'system', content: 'Hi' }] } },
        400,
        anthropic('invalid_request_error', expect.stringMatching(/^messages\.0\.role: /)),
      ],
      [
        'no version',
        { headers: { 'anthropic-version': null } },
        400,
        anthropic('invalid_request_error', 'anthropic-version: header is required'),
      ],
      ['an unknown model', { body: { model: 'claude-0' } }, 404, anthropic('not_found_error', 'model: claude-0')],
      ['an unknown model, streamed', { body: { model: 'claude-0', stream: true } }, 404, anthropic('not_found_error')],
      [
        'nothing to count',
        { path: '/v1/messages/count_tokens', body: `{"model":"${claude}"}` },
        400,
        anthropic('invalid_request_error', 'messages: Field required'),
      ],
      ['an unknown path', { path: '/v1/nowhere' }, 404, anthropic('not_found_error')],
      ['the wrong method', { method: 'GET' }, 405, anthropic('invalid_request_error')],
      [
        'a content type that is none of its',
        { headers: { 'content-type': 'text/plain' } },
        415,
        anthropic('invalid_request_error'),
      ],
      [
        'no key',
        { headers: { 'x-api-key': null } },
        401,
        anthropic('authentication_error', 'x-api-key header is required'),
      ],
      [
        'a bad key',
        { headers: { 'x-api-key': 'sk-test' } },
        401,
        anthropic('authentication_error', 'invalid x-api-key'),
      ],
      ['too much', { body: huge }, 413, anthropic('request_too_large')],
    ],
  },
  Ollama: {
    prefix: 'ollama',
    path: '/api/chat',
    headers: {},
    body: { model: 'llama3.1:8b', messages, stream: false },
    rows: [
      ['broken JSON', { body: '{"model":' }, 400, { error: said }],
      ['no body', { body: '' }, 400, { error: 'missing request body' }],
      ['no model', { body: { model: undefined } }, 400, { error: 'model is required' }],
      [
        'no model to write with',
        { path: '/api/generate', body: '{"prompt":"Hi"}' },
        400,
        { error: 'model is required' },
      ],
      ['a text for messages', { body: { messages: 'Hi' } }, 400, { error: expect.stringMatching(/^messages: /) }],
      ['an unknown model', { body: { model: 'llama9' } }, 404, { error: "model 'llama9' not found" }],
      [
        'an unknown model, streamed',
        { body: { model: 'llama9', stream: true } },
        404,
        { error: "model 'llama9' not found" },
      ],
      [
        'an unknown model to place',
        { path: '/api/embed', body: '{"model":"m","input":"Hi"}' },
        404,
        { error: "model 'm' not found" },
      ],
      ['an unknown path', { path: '/api/nowhere' }, 404, '404 page not found'],
      ['the wrong method', { method: 'GET' }, 405, '405 method not allowed'],
      ['too much', { body: huge }, 413, { error: said }],
    ],
  },
  Perplexity: {
    prefix: 'perplexity',
    path: '/chat/completions',
    headers: { authorization: 'Bearer pplx-test' },
    body: { model: 'sonar', messages },
    rows: [
      ['broken JSON', { body: '{"model":' }, 400, perplexity(400)],
      ['no body', { body: '' }, 400, perplexity(400)],
      [
        'no messages',
        { body: { messages: undefined } },
        400,
        perplexity(400, 'bad_request', 'messages: field required'),
      ],
      ['a text for messages', { body: { messages: 'Hi' } }, 400, perplexity(400)],
      ['an unknown model', { body: { model: 'sonar-0' } }, 400, perplexity(400, 'invalid_model')],
      [
        'an unknown model, streamed',
        { body: { model: 'sonar-0', stream: true } },
        400,
        perplexity(400, 'invalid_model'),
      ],
      ['an unknown path', { path: '/nowhere' }, 404, perplexity(404)],
      ['the wrong method', { method: 'GET' }, 405, perplexity(405)],
      ['a content type that is none of its', { headers: { 'content-type': 'text/plain' } }, 415, perplexity(415)],
      ['no key', { headers: { authorization: null } }, 401, perplexity(401, 'invalid_api_key')],
      ['a bad key', { headers: { authorization: 'Bearer sk-test' } }, 401, perplexity(401, 'invalid_api_key')],
      ['too much', { body: huge }, 413, perplexity(413)],
    ],
  },
}

/** The right request but for what is given. */
async function send(vendor: Vendor, { method = 'POST', path = vendor.path, headers, body = {} }: Sent = {}) {
  const all = { 'content-type': 'application/json', ...vendor.headers, ...headers }
  const content = typeof body === 'string' ? body : JSON.stringify({ ...vendor.body, ...body })
  return fetch(`${server.url}/providers/${vendor.prefix}${path}`, {
    method,
    headers: Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null),
    ...(method !== 'GET' && { body: content }),
  })
}

describe.each(Object.entries(vendors))('%s', (_name, vendor) => {
  test('answers what is right', async () => {
    expect((await send(vendor)).status).toBe(200)
  })

  test.each(vendor.rows)('answers %s in its own shape', async (_what, sent, status, wanted) => {
    const response = await send(vendor, sent)
    const text = await response.text()
    expect(response.status).toBe(status)
    if (vendor.requestId !== undefined) expect(response.headers.get(vendor.requestId)).toMatch(/^req_\w+$/)
    if (status === 405) expect(response.headers.get('allow')).toContain('POST')
    const plain = typeof wanted === 'string'
    expect(response.headers.get('content-type')).toBe(plain ? 'text/plain' : 'application/json')
    expect(plain ? text : JSON.parse(text)).toEqual(wanted)
  })
})

test("Ollama takes JSON under any content type, as in its documentation's examples with curl", async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  expect((await send(vendors.Ollama as Vendor, { headers })).status).toBe(200)
})
