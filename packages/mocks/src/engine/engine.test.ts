import { describe, expect, test } from 'vitest'
import type { Call } from './call.ts'
import { notesFace, setUp } from './notes-face.fixture.ts'

const note = JSON.stringify({ text: 'Bees', pages: 2 })

describe('which answer a request gets', () => {
  const cases: readonly [
    what: string,
    method: string,
    path: string,
    more: object,
    status: number,
    code: string | undefined,
  ][] = [
    ['an unknown path', 'GET', '/nothing', {}, 404, 'path_not_found'],
    ['the root', 'GET', '/', {}, 404, 'path_not_found'],
    ['a trailing slash', 'GET', '/notes/', {}, 404, 'path_not_found'],
    ['a method that the path has not', 'PUT', '/notes', {}, 405, 'method_not_allowed'],
    ['no token', 'GET', '/notes/1', { headers: { authorization: '' } }, 401, 'token_missing'],
    [
      'no token and a bad body: 401 comes before 422',
      'POST',
      '/notes',
      { headers: { authorization: '' }, body: '{' },
      401,
      'token_missing',
    ],
    [
      'a bad id of somebody without the role: 422 comes before 403',
      'DELETE',
      '/admin/notes/x',
      {},
      422,
      'validation_failed',
    ],
    ['another role', 'DELETE', '/admin/notes/1', {}, 403, 'not_authorized'],
    ['another user in the path', 'GET', '/users/8/notes', {}, 403, 'not_authorized'],
    ['the caller in the path', 'GET', '/users/7/notes', {}, 200, undefined],
    [
      'an administrator anywhere',
      'GET',
      '/users/8/notes',
      { headers: { authorization: 'Bearer admin' } },
      200,
      undefined,
    ],
    ['an unknown id', 'GET', '/notes/99', {}, 404, 'note_not_found'],
    [
      'another content type',
      'POST',
      '/notes',
      { body: '<a/>', headers: { 'content-type': 'text/xml' } },
      415,
      'unsupported_media_type',
    ],
    ['broken JSON', 'POST', '/notes', { body: '{"a":' }, 422, 'validation_failed'],
    ['no body', 'POST', '/notes', {}, 422, 'validation_failed'],
    ['too large a body', 'POST', '/notes', { body: new Uint8Array(3_000_000) }, 413, 'content_too_large'],
    ['a path that climbs', 'GET', '/notes/../../etc/passwd', {}, 404, 'path_not_found'],
    ['an id that climbs', 'GET', '/notes/%2e%2e%2fetc', {}, 422, 'validation_failed'],
    ['an id that cannot be decoded', 'GET', '/notes/%zz', {}, 422, 'validation_failed'],
    ['an id with a zero byte', 'GET', '/notes/%00', {}, 422, 'validation_failed'],
    ['a query that is no number', 'GET', '/notes?page=two', {}, 422, 'validation_failed'],
    ['HEAD of what can be read', 'HEAD', '/notes', {}, 200, undefined],
  ]
  test.each(cases)('%s', async (_what, method, path, more, status, code) => {
    const { send, engine } = setUp()
    const reply = await send(method, path, more)
    expect([reply.status, reply.json.code]).toEqual([status, code])
    expect(reply.headers['x-request-id']).toMatch(/^req_\w{12}$/)
    expect(reply.json.request_id ?? reply.headers['x-request-id']).toBe(reply.headers['x-request-id'])
    expect(engine.violations.all).toEqual([])
  })

  test('a wrong method names the right ones', async () => {
    const { send } = setUp()
    expect((await send('PUT', '/notes')).headers.allow).toBe('POST, GET, HEAD, OPTIONS')
    const options = await send('OPTIONS', '/notes')
    expect([options.status, options.headers.allow]).toEqual([204, 'POST, GET, HEAD, OPTIONS'])
  })

  test('HEAD has the headers of GET and no body', async () => {
    const { send } = setUp()
    const head = await send('HEAD', '/notes')
    expect(head.headers['content-type']).toBe('application/json')
    expect(head.body).toBeUndefined()
  })

  test('a request that breaks the contract is told everything at once', async () => {
    const { send } = setUp()
    const { json } = await send('POST', '/notes', { body: '{"pages": 0}' })
    expect(json.errors).toEqual([
      { loc: ['body', 'text'], msg: 'is required', type: 'required' },
      { loc: ['body', 'pages'], msg: 'must be at least 1', type: 'minimum' },
    ])
    expect(json.detail).toBe('body.text is required (and 1 more).')
  })

  test('JSON that is none says where it breaks', async () => {
    const { send } = setUp()
    const { json } = await send('POST', '/notes', { body: '{"text": }' })
    expect(json.errors).toMatchObject([{ loc: ['body'], type: 'json_invalid' }])
    expect(json.detail).toMatch(/^body is not JSON: /)
  })
})

describe('what a behaviour may say', () => {
  const create = (behaviour: (call: Call) => never | object) => notesFace({ 'notes.create': behaviour as never })
  const failing: readonly [what: string, behaviour: (call: Call) => object, detail: RegExp][] = [
    [
      'an undocumented field',
      (call) => call.reply(201, { id: 1, text: 'a', pages: 1, secret: 1 }),
      /notes\.create.*201.*\/secret.*additionalProperties/,
    ],
    ['a missing field', (call) => call.reply(201, { id: 1, text: 'a' }), /\/pages/],
    ['an undocumented status', (call) => call.reply(418, {}), /418/],
    ['another media type', (call) => call.reply(201, { id: 1 }, { 'content-type': 'text/plain' }), /text\/plain/],
    ['no body where there is one', () => ({ status: 201, headers: {} }), /without a body/],
    [
      'an undocumented problem',
      (call) => {
        throw call.problem('out_of_paper')
      },
      /out_of_paper.*documents: token_missing/,
    ],
    [
      'an exception',
      () => {
        throw new TypeError('oops')
      },
      /oops/,
    ],
  ]
  test.each(failing)('%s is a fault of the sandbox, and a loud one', async (_what, behaviour, detail) => {
    const { send, engine, world } = setUp(create(behaviour))
    const reply = await send('POST', '/notes', { body: note })
    expect([reply.status, reply.json.code]).toEqual([500, 'internal_error'])
    expect(reply.json.detail).toMatch(detail)
    expect(engine.violations.all).toHaveLength(1)
    expect(engine.violations.all[0]).toMatchObject({ where: 'notes.create', world: 'default' })
    expect(world.timeline.of('fault')).toHaveLength(1)
  })

  test('a documented problem has the words of the spec and the id of the request', async () => {
    const { send, engine } = setUp(
      create((call) => {
        throw call.problem('note_locked', { detail: 'Somebody edits it.', extra: { by: 8 } })
      }),
    )
    const reply = await send('POST', '/notes', { body: note })
    expect(reply.headers['content-type']).toBe('application/problem+json')
    expect(reply.json).toEqual({
      type: '/problems/note_locked',
      title: 'Note locked',
      status: 409,
      detail: 'Somebody edits it.',
      code: 'note_locked',
      request_id: reply.headers['x-request-id'],
      by: 8,
    })
    expect(engine.violations.all).toEqual([])
  })

  test('a behaviour that no operation has is refused when the sandbox is put together', () => {
    expect(() => setUp(notesFace({ 'notes.craete': () => ({ status: 200, headers: {} }) }))).toThrow('notes.craete')
  })
})

test('every request is on the timeline', async () => {
  const { send, world } = setUp()
  await send('GET', '/notes/5?x=1')
  await send('GET', '/nothing', { headers: { authorization: '' } })
  expect(world.timeline.items).toEqual([
    {
      seq: 1,
      at: '2026-01-01T00:00:00Z',
      kind: 'request',
      method: 'GET',
      path: '/notes/5',
      operation: 'notes.get',
      status: 404,
      request_id: expect.any(String),
      user_id: 7,
    },
    {
      seq: 2,
      at: '2026-01-01T00:00:00Z',
      kind: 'request',
      method: 'GET',
      path: '/nothing',
      operation: null,
      status: 404,
      request_id: expect.any(String),
    },
  ])
})

test('a form is read as nested values', async () => {
  const seen: unknown[] = []
  const { send } = setUp(
    notesFace({
      'notes.create': (call: Call) => {
        seen.push(call.body)
        return call.reply(201, { id: 1, text: 'a', pages: 1 })
      },
    }),
  )
  const form = (body: string) =>
    send('POST', '/notes', { body, headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' } })
  // The fixture's check has no form variant, so numbers stay text and are refused.
  expect((await form('text=a+b&pages=2&metadata[a][b]=c&expand[]=x&expand[]=y')).json.errors).toEqual([
    { loc: ['body', 'pages'], msg: 'must be a whole number', type: 'type' },
  ])
  expect(seen).toEqual([])
})
