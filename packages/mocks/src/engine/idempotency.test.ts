import { describe, expect, test } from 'vitest'
import type { Call } from './call.ts'
import { notesFace, setUp } from './notes-face.fixture.ts'

const body = (text: string) => JSON.stringify({ text, pages: 2 })
const keyed = (key: string, text = 'Bees', more: object = {}) => ({
  body: body(text),
  headers: { 'idempotency-key': key, ...more },
})

/** Counts how often the operation is really carried out; `work` decides what happens each time. */
function counted(work: (call: Call, count: number) => unknown = () => undefined) {
  let count = 0
  const face = notesFace({
    'notes.create': async (call: Call<{ path: object; query: object; headers: object; body: { text: string } }>) => {
      count++
      const own = count
      await Promise.resolve()
      await work(call, own)
      return call.reply(201, { id: own, text: call.body.text, pages: 2 })
    },
  })
  return { ...setUp(face), count: () => count }
}

describe('one key', () => {
  test('30 requests at the same time are carried out once, and all get the same bytes', async () => {
    const { send, count, world } = counted()
    const replies = await Promise.all(Array.from({ length: 30 }, () => send('POST', '/notes', keyed('k'))))
    expect(count()).toBe(1)
    expect(new Set(replies.map(({ body }) => body)).size).toBe(1)
    expect(replies.map(({ status }) => status)).toEqual(Array(30).fill(201))
    expect(replies.filter(({ headers }) => headers['idempotent-replayed'] === 'true')).toHaveLength(29)
    expect(replies[0]?.headers['idempotent-replayed']).toBeUndefined()
    expect(world.timeline.of('request').filter(({ replayed }) => replayed)).toHaveLength(29)
    await world.settled()
  })

  test('30 requests at the same time are carried out once, even when the first waits for the clock', async () => {
    const { send, count, world } = counted((call) => call.world.activity.sleep(5000))
    const replies = Promise.all(Array.from({ length: 30 }, () => send('POST', '/notes', keyed('k'))))
    await world.advance(4999)
    expect(count()).toBe(1)
    await world.advance(1)
    expect((await replies).map(({ status }) => status)).toEqual(Array(30).fill(201))
    expect(count()).toBe(1)
  })

  test('with the same body in another order is the same request', async () => {
    const { send, count } = counted()
    const first = await send('POST', '/notes', keyed('k'))
    const again = await send('POST', '/notes', { ...keyed('k'), body: '{ "pages": 2, "text": "Bees" }' })
    expect(again.body).toBe(first.body)
    expect(again.headers['x-request-id']).toBe(first.headers['x-request-id'])
    expect(count()).toBe(1)
  })

  test('with another body is a conflict', async () => {
    const { send, count, engine } = counted()
    await send('POST', '/notes', keyed('k'))
    const other = await send('POST', '/notes', keyed('k', 'Wasps'))
    expect([other.status, other.json.code]).toEqual([409, 'idempotency_key_reused'])
    expect(count()).toBe(1)
    expect(engine.violations.all).toEqual([])
  })

  test('of another caller is another key', async () => {
    const { send, count } = counted()
    await send('POST', '/notes', keyed('k'))
    const other = await send('POST', '/notes', keyed('k', 'Bees', { authorization: 'Bearer 8' }))
    expect(other.headers['idempotent-replayed']).toBeUndefined()
    expect(count()).toBe(2)
  })

  test('is free again after a day', async () => {
    const { send, count, world } = counted()
    await send('POST', '/notes', keyed('k'))
    await world.advance(24 * 3_600_000)
    expect((await send('POST', '/notes', keyed('k', 'Wasps'))).status).toBe(201)
    expect(count()).toBe(2)
  })
})

test('a refusal is an answer like any other: it is given again', async () => {
  const { send, count } = counted((call) => {
    throw call.problem('note_locked')
  })
  const first = await send('POST', '/notes', keyed('k'))
  const again = await send('POST', '/notes', keyed('k'))
  expect([first.status, again.status, again.body]).toEqual([409, 409, first.body])
  expect(count()).toBe(1)
})

test('a fault of the server is not kept: the next attempt may do better', async () => {
  const { send, count } = counted((_call, attempt) => {
    if (attempt === 1) throw new Error('down')
  })
  expect((await send('POST', '/notes', keyed('k'))).status).toBe(500)
  const again = await send('POST', '/notes', keyed('k'))
  expect([again.status, again.headers['idempotent-replayed'], count()]).toEqual([201, undefined, 2])
})

test('a request that breaks the contract uses no key up', async () => {
  const { send, count } = counted()
  expect((await send('POST', '/notes', { ...keyed('k'), body: '{}' })).status).toBe(422)
  expect((await send('POST', '/notes', keyed('k'))).status).toBe(201)
  expect(count()).toBe(1)
})

test('the oldest of very many keys are forgotten, and the newest are kept', { timeout: 60_000 }, async () => {
  const { send, count, world } = counted()
  for (let key = 0; key <= 20_000; key++) await send('POST', '/notes', keyed(`k${key}`))
  expect(world.store.collection('sandbox.idempotency').size).toBe(10_001)
  await send('POST', '/notes', keyed('k10001'))
  expect(count()).toBe(20_001)
})
