import { describe, expect, test } from 'vitest'
import type { FaultEffect } from '../world/world.ts'
import { spoiled } from './body-faults.ts'
import type { SandboxReply } from './call.ts'
import { setUp } from './notes-face.fixture.ts'

function strike(effect: FaultEffect, operation = '*') {
  const sandbox = setUp()
  sandbox.world.faults.add({ match: { on: 'request', operation }, when: { kind: 'always' }, effect })
  return sandbox
}

describe('a body that does not keep what the status promises', () => {
  test('breaks off in the middle of its JSON', async () => {
    const { engine, world, request } = { ...strike({ kind: 'corrupt' }), request: read('/notes') }
    const { status, body } = await engine.handle(world, request)
    expect([status, typeof body]).toEqual([200, 'string'])
    expect(String(body).length).toBeGreaterThan(0)
    expect(() => JSON.parse(String(body))).toThrow(SyntaxError)
  })

  test('is empty', async () => {
    const { engine, world } = strike({ kind: 'empty-body' })
    expect(await engine.handle(world, read('/notes'))).toMatchObject({ status: 200, body: '' })
  })
})

describe('a stream', () => {
  async function* chunks(...parts: string[]) {
    yield* parts
  }

  async function read(body: SandboxReply['body']): Promise<string[]> {
    if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) return [String(body)]
    const read: string[] = []
    for await (const chunk of body) read.push(String(chunk))
    return read
  }

  test.each([
    ['lines', ['{"a":1}\n', '{"b":2}\n', '{"c":3}\n'], ['{"a":1}\n', '{"b"\n']],
    [
      'events',
      ['data: {"a":1}\n\n', 'event: b\ndata: {"b":2}\n\n', 'z'],
      ['data: {"a":1}\n\n', 'event: b\ndata: {"b"\n\n'],
    ],
    ['a single chunk', ['{"a":1}\n'], ['{"a"\n']],
    ['nothing', [], []],
  ])('of %s ends with JSON that nobody can read', async (_, given, wanted) => {
    const { body } = spoiled({ status: 200, headers: {}, body: chunks(...given) }, 'corrupt')
    expect(await read(body)).toEqual(wanted)
  })

  test('is empty', async () => {
    const { body } = spoiled({ status: 200, headers: {}, body: chunks('a', 'b') }, 'empty-body')
    expect(await read(body)).toEqual([''])
  })
})

describe('a read that lags behind', () => {
  test('shows what was there before, until it has caught up', async () => {
    const { send, world } = strike({ kind: 'stale', seconds: 10 })
    const total = async () => (await send('GET', '/notes')).json.total
    expect(await total()).toBe(0)
    const created = await send('POST', '/notes', { body: JSON.stringify({ text: 'Bees', pages: 1 }) })
    expect(created.status).toBe(201)
    expect(await total()).toBe(0)
    await world.advance(9_999)
    expect(await total()).toBe(0)
    await world.advance(1)
    expect(await total()).toBe(1)
  })

  test('is of one caller and one address', async () => {
    const { send } = strike({ kind: 'stale' })
    await send('GET', '/notes')
    await send('POST', '/notes', { body: JSON.stringify({ text: 'Bees', pages: 1 }) })
    expect((await send('GET', '/notes?per_page=5')).json.total).toBe(1)
  })
})

describe('a request that arrives twice', () => {
  const note = { body: JSON.stringify({ text: 'Bees', pages: 1 }) }

  test.for([
    ['first', 1],
    ['last', 2],
  ] as const)('is answered by the %s', async ([answer, id]) => {
    const { send, world } = strike({ kind: 'repeat', answer }, 'notes.create')
    expect((await send('POST', '/notes', note)).json.id).toBe(id)
    expect((await send('GET', '/notes')).json.total).toBe(2)
    expect(world.timeline.of('request').map(({ operation }) => operation)).toEqual(['notes.create', 'notes.list'])
  })

  test('does its work once under an idempotency key', async () => {
    const { send } = strike({ kind: 'repeat', answer: 'last' }, 'notes.create')
    const { headers } = await send('POST', '/notes', { ...note, headers: { 'idempotency-key': 'k1' } })
    expect(headers['idempotent-replayed']).toBe('true')
    expect((await send('GET', '/notes')).json.total).toBe(1)
  })
})

const read = (path: string) => ({
  method: 'GET',
  path,
  query: '',
  headers: { authorization: 'Bearer 7' },
  origin: 'http://localhost:8000',
})
