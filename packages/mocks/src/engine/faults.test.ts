import { describe, expect, test } from 'vitest'
import type { FaultEffect, FaultWhen } from '../world/world.ts'
import { setUp } from './notes-face.fixture.ts'

const strike = (effect: FaultEffect, when: FaultWhen = { kind: 'always' }, operation = 'notes.list') => {
  const sandbox = setUp()
  sandbox.world.faults.add({ match: { on: 'request', operation }, when, effect })
  return sandbox
}

describe('a fault on a request', () => {
  const answers: readonly [what: string, effect: FaultEffect, status: number, code: string, headers: object][] = [
    ['a documented problem', { kind: 'problem', code: 'note_locked' }, 409, 'note_locked', {}],
    ['a problem by its status', { kind: 'problem', status: 429 }, 429, 'rate_limited', { 'retry-after': '30' }],
    [
      'a problem of the gateway',
      { kind: 'problem', status: 503, retry_after: 7 },
      503,
      'service_unavailable',
      { 'retry-after': '7' },
    ],
    ['a status that no spec has', { kind: 'problem', status: 502 }, 502, 'http_502', {}],
    ['no more than that it fails', { kind: 'problem' }, 500, 'internal_error', {}],
  ]
  test.each(answers)('%s', async (_what, effect, status, code, headers) => {
    const { send, engine, world } = strike(effect)
    const reply = await send('GET', '/notes')
    expect([reply.status, reply.json.code]).toEqual([status, code])
    expect(reply.headers).toMatchObject(headers)
    expect(engine.violations.all).toEqual([])
    expect(world.timeline.of('fault')).toMatchObject([{ effect: 'problem', on: 'request', operation: 'notes.list' }])
    expect((await send('GET', '/notes/1')).status).toBe(404)
  })

  test('comes before the token is looked at', async () => {
    const { send } = strike({ kind: 'problem', status: 503 })
    expect((await send('GET', '/notes', { headers: { authorization: '' } })).status).toBe(503)
  })

  const times: readonly [what: string, when: FaultWhen, statuses: readonly number[]][] = [
    ['always', { kind: 'always' }, [503, 503, 503, 503]],
    ['the second time', { kind: 'nth', n: 2 }, [200, 503, 200, 200]],
    ['the first two times', { kind: 'first', n: 2 }, [503, 503, 200, 200]],
    ['every second time', { kind: 'every', n: 2 }, [200, 503, 200, 503]],
    ['for certain', { kind: 'probability', p: 1 }, [503, 503, 503, 503]],
    ['never by chance', { kind: 'probability', p: 0 }, [200, 200, 200, 200]],
  ]
  test.each(times)('strikes %s', async (_what, when, statuses) => {
    const { send } = strike({ kind: 'problem', status: 503 }, when, 'notes.*')
    const replies = []
    for (const _ of statuses) replies.push((await send('GET', '/notes')).status)
    expect(replies).toEqual(statuses)
  })

  test('strikes only for a while', async () => {
    const { send, world } = strike({ kind: 'problem', status: 503 })
    const [rule] = world.faults.all
    world.faults.remove(rule?.id ?? '')
    const now = world.clock.now()
    world.faults.add({
      match: { on: 'request' },
      when: { kind: 'between', from: now + 1000, to: now + 2000 },
      effect: { kind: 'problem', status: 503 },
    })
    const seen = []
    for (let second = 0; second < 3; second++) {
      seen.push((await send('GET', '/notes')).status)
      await world.advance(1000)
    }
    expect(seen).toEqual([200, 503, 200])
  })

  test.for([
    ['from the moment it is added', { kind: 'during', seconds: 2 }, [503, 503, 200, 200]],
    ['after a while', { kind: 'during', after: 2, seconds: 1 }, [200, 200, 503, 200]],
    ['from a time on', { kind: 'during', after: 1 }, [200, 503, 503, 503]],
  ] as const)('strikes for a time, %s', async ([, when, statuses]) => {
    const { send, world } = setUp()
    await world.advance(5000)
    world.faults.add({ match: { on: 'request' }, when, effect: { kind: 'problem', status: 503 } })
    const seen = []
    for (const _ of statuses) {
      seen.push((await send('GET', '/notes')).status)
      await world.advance(1000)
    }
    expect(seen).toEqual(statuses)
  })

  test.for([
    ['for good', {}, [503, 503, 503]],
    ['so many times', { times: 2 }, [503, 503, 200]],
  ] as const)('strikes after an event, %s, in a restored world too', async ([, times, statuses]) => {
    const event = { kind: 'request', operation: 'notes.create', status: 201 } as const
    const { send, world } = strike({ kind: 'problem', status: 503 }, { kind: 'after', event, ...times })
    const note = { body: JSON.stringify({ text: 'Bees', pages: 1 }) }
    expect((await send('GET', '/notes')).status).toBe(200)
    expect((await send('POST', '/notes', { body: '{}' })).status).toBe(422)
    expect((await send('GET', '/notes')).status).toBe(200)
    expect((await send('POST', '/notes', note)).status).toBe(201)
    const middle = JSON.parse(JSON.stringify(world.snapshot()))
    for (let life = 0; life < 2; life++) {
      world.restore(middle)
      const seen = []
      for (const _ of statuses) seen.push((await send('GET', '/notes')).status)
      expect(seen).toEqual(statuses)
    }
  })

  test('chance is the same for the same seed', async () => {
    const run = async () => {
      const { send } = strike({ kind: 'problem', status: 503 }, { kind: 'probability', p: 0.5 })
      return Promise.all(Array.from({ length: 20 }, async () => (await send('GET', '/notes')).status))
    }
    const [one, other] = [await run(), await run()]
    expect(one).toEqual(other)
    expect(new Set(one)).toEqual(new Set([200, 503]))
  })

  test('only for one user', async () => {
    const { send, world } = setUp()
    world.faults.add({
      match: { on: 'request', user_id: 8 },
      when: { kind: 'always' },
      effect: { kind: 'problem', status: 503 },
    })
    expect((await send('GET', '/notes')).status).toBe(200)
    expect((await send('GET', '/notes', { headers: { authorization: 'Bearer 8' } })).status).toBe(503)
  })

  test('latency is virtual: the answer comes when the clock has moved that far', async () => {
    const { send, world } = strike({ kind: 'latency', seconds: 3 })
    let answered = false
    const reply = send('GET', '/notes').finally(() => {
      answered = true
    })
    await world.advance(2999)
    expect(answered).toBe(false)
    await world.advance(1)
    expect((await reply).status).toBe(200)
    expect(world.timeline.of('request')).toMatchObject([{ at: '2026-01-01T00:00:03Z' }])
  })

  test('a request that waits in a world that is reset is told so', async () => {
    const { send, world, engine } = strike({ kind: 'latency', seconds: 3 })
    const reply = send('GET', '/notes')
    await world.advance(1000)
    world.reset()
    expect(await reply).toMatchObject({
      status: 503,
      json: { code: 'service_unavailable' },
      headers: { 'retry-after': '1' },
    })
    expect(engine.violations.all).toEqual([])
  })

  test('what only a connection can show is handed to the door', async () => {
    const { send } = strike({ kind: 'truncate', bytes: 5 })
    expect((await send('GET', '/notes')).transport).toEqual({ kind: 'truncate', bytes: 5 })
  })

  test('a stream can be cut by its chunks', async () => {
    const { send } = strike({ kind: 'truncate', chunks: 3 })
    expect((await send('GET', '/notes')).transport).toEqual({ kind: 'truncate', chunks: 3 })
  })

  test('two latencies add up', async () => {
    const { send, world } = strike({ kind: 'latency', seconds: 1 })
    world.faults.add({ match: { on: 'request' }, when: { kind: 'always' }, effect: { kind: 'latency', seconds: 2 } })
    const reply = send('GET', '/notes')
    await world.advance(3000)
    await reply
    expect(world.timeline.of('request')).toMatchObject([{ at: '2026-01-01T00:00:03Z' }])
  })

  test('a lost answer leaves the work done, a request that never arrives does not', async () => {
    const note = { body: JSON.stringify({ text: 'Bees', pages: 1 }) }
    for (const [executed, total] of [
      [true, 1],
      [false, 0],
    ] as const) {
      const { send } = strike({ kind: 'reset', executed }, { kind: 'always' }, 'notes.create')
      expect((await send('POST', '/notes', note)).transport).toEqual({ kind: 'reset' })
      expect((await send('GET', '/notes')).json.total).toBe(total)
    }
  })

  test('an effect that nothing can carry out is no silent one', async () => {
    const { send, engine } = strike({ kind: 'catch-fire' })
    expect((await send('GET', '/notes')).json.detail).toMatch(/catch-fire/)
    expect(engine.violations.all).toHaveLength(1)
  })
})

describe('rate limits', () => {
  const limited = (effect: object = {}) => strike({ kind: 'rate-limit', ...effect }, { kind: 'always' }, '*')

  test('are off unless a rule switches them on', async () => {
    const { send } = setUp()
    const replies = await Promise.all(Array.from({ length: 100 }, () => send('GET', '/notes')))
    expect(replies.every(({ status, headers }) => status === 200 && headers['ratelimit-limit'] === undefined)).toBe(
      true,
    )
  })

  test('count down, refuse, and begin again', async () => {
    const { send, world, engine } = limited()
    const seen = []
    for (let count = 0; count < 4; count++) {
      const { status, headers } = await send('GET', '/notes')
      seen.push([
        status,
        headers['ratelimit-limit'],
        headers['ratelimit-remaining'],
        headers['ratelimit-reset'],
        headers['retry-after'],
      ])
      await world.advance(1000)
    }
    expect(seen).toEqual([
      [200, '3', '2', '60', undefined],
      [200, '3', '1', '59', undefined],
      [200, '3', '0', '58', undefined],
      [429, '3', '0', '57', '57'],
    ])
    await world.advance(56_000)
    expect((await send('GET', '/notes')).status).toBe(200)
    expect(engine.violations.all).toEqual([])
  })

  test('are shared by operations and not by callers', async () => {
    const { send } = limited()
    for (const path of ['/notes', '/notes/1', '/notes']) await send('GET', path)
    expect((await send('GET', '/notes')).status).toBe(429)
    expect((await send('GET', '/notes', { headers: { authorization: 'Bearer 8' } })).status).toBe(200)
  })

  test('count those without a token by their address', async () => {
    const { send } = limited({ limit: 1 })
    const from = (address: string) =>
      send('GET', '/notes', { headers: { authorization: '', 'x-forwarded-for': address } })
    expect([(await from('10.0.0.1')).status, (await from('10.0.0.1')).status, (await from('10.0.0.2')).status]).toEqual(
      [401, 429, 401],
    )
  })

  test('can be used up from the start', async () => {
    expect((await limited({ remaining: 0 }).send('GET', '/notes')).status).toBe(429)
  })

  test('fail open when their store is down, in whatever order the rules came', async () => {
    for (const kinds of [
      ['rate-limit', 'rate-limit-store-down'],
      ['rate-limit-store-down', 'rate-limit'],
    ]) {
      const { send, world } = setUp()
      for (const kind of kinds)
        world.faults.add({ match: { on: 'request' }, when: { kind: 'always' }, effect: { kind } })
      const replies = await Promise.all(Array.from({ length: 10 }, () => send('GET', '/notes')))
      expect(replies.every(({ status, headers }) => status === 200 && headers['ratelimit-limit'] === undefined)).toBe(
        true,
      )
    }
  })
})
