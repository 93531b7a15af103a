import { describe, expect, test } from 'vitest'
import type { FaultEffect } from '../world/world.ts'
import type { Call } from './call.ts'
import { effectsOf } from './effects-of.ts'
import { notesFace, setUp } from './notes-face.fixture.ts'
import type { SendPort } from './webhook-deliveries.ts'

const event = { id: 'evt_1', provider: 'payer', type: 'note.paid', payload: { id: 'evt_1' } }

/** Creating a note makes the provider send an event; the platform's hook keeps what it gets. */
function setUpHook(statuses: readonly number[] = [], effects: readonly FaultEffect[] = [], send?: SendPort) {
  const received: { at: string; event: unknown; signature: string | undefined; beganWith: number }[] = []
  let inFlight = 0
  let emitted = 0
  const face = notesFace({
    'notes.create': (call: Call) => {
      const id = `evt_${++emitted}`
      effectsOf(call.world).webhooks.emit({ ...event, id, payload: { id } })
      return call.reply(201, { id: 1, text: 'a', pages: 1 })
    },
    'notes.hook': async (call: Call) => {
      const index = received.length
      const { id } = call.body as { id: unknown }
      received.push({
        at: call.world.clock.iso(),
        event: id,
        signature: call.request.headers.signature,
        beganWith: inFlight++,
      })
      await Promise.resolve()
      inFlight--
      if ((statuses[index] ?? 200) !== 200) throw call.problem('note_locked')
      return call.reply(200, { received: true })
    },
  })
  const sandbox = setUp(face, send === undefined ? {} : { send })
  for (const effect of effects)
    sandbox.world.faults.add({ match: { on: 'webhook', type: 'note.*' }, when: { kind: 'always' }, effect })
  const create = () => sandbox.send('POST', '/notes', { body: JSON.stringify({ text: 'a', pages: 1 }) })
  return { ...sandbox, received, create, webhooks: effectsOf(sandbox.world).webhooks }
}

test('a webhook leaves after the reply, signed, to the platform itself', async () => {
  const { create, received, world, webhooks } = setUpHook()
  const reply = await create()
  expect(reply.status).toBe(201)
  expect(received).toEqual([])
  await world.settled()
  expect(received).toMatchObject([{ signature: `${world.clock.now()}.inside.14` }])
  expect(webhooks.deliveries).toMatchObject([
    {
      event_id: 'evt_1',
      type: 'note.paid',
      url: '/hook',
      attempt: 1,
      status: 'delivered',
      response_status: 200,
      body: '{"id":"evt_1"}',
      delivered_at: '2026-01-01T00:00:00Z',
    },
  ])
  expect(world.timeline.items.map(({ kind, operation, type }) => [kind, operation ?? type])).toEqual([
    ['request', 'notes.create'],
    ['request', 'notes.hook'],
    ['webhook', 'note.paid'],
  ])
})

test('a refused webhook comes again at the times of the schedule, and then no more', async () => {
  const { create, received, world, webhooks } = setUpHook([409, 409, 409])
  await create()
  await world.advance(3_600_000)
  expect(received.map(({ at }) => at)).toEqual(['2026-01-01T00:00:00Z', '2026-01-01T00:00:10Z', '2026-01-01T00:01:00Z'])
  expect(webhooks.deliveries).toMatchObject([
    { attempt: 3, status: 'failed', response_status: 409, delivered_at: null },
  ])
  expect(world.timeline.of('webhook').map(({ attempt, status }) => [attempt, status])).toEqual([
    [1, 409],
    [2, 409],
    [3, 409],
  ])
})

test('a webhook that is taken the second time is delivered', async () => {
  const { create, world, webhooks } = setUpHook([409])
  await create()
  await world.advance(10_000)
  expect(webhooks.deliveries).toMatchObject([{ attempt: 2, status: 'delivered', delivered_at: '2026-01-01T00:00:10Z' }])
})

describe('what goes wrong with a webhook', () => {
  const cases: readonly [what: string, effect: FaultEffect, seconds: readonly number[], together: boolean][] = [
    ['duplicate', { kind: 'duplicate', copies: 3 }, [0, 0, 0], false],
    ['duplicate with a gap', { kind: 'duplicate', copies: 2, gap: 5 }, [0, 5], false],
    ['concurrent', { kind: 'concurrent', copies: 3 }, [0, 0, 0], true],
    ['late', { kind: 'delay', seconds: 90 }, [90], false],
    ['lost', { kind: 'lose' }, [], false],
  ]
  test.each(cases)('%s', async (_what, effect, seconds, together) => {
    const { create, received, world, webhooks } = setUpHook([], [effect])
    await create()
    await world.advance(600_000)
    const start = Date.parse('2026-01-01T00:00:00Z')
    expect(received.map(({ at }) => (Date.parse(at) - start) / 1000)).toEqual(seconds)
    expect(received.some(({ beganWith }) => beganWith > 0)).toBe(together)
    expect(new Set(webhooks.deliveries.map(({ event_id }) => event_id)).size).toBe(Math.min(1, seconds.length))
    expect(world.timeline.of('webhook')).toHaveLength(seconds.length)
  })

  test('before the response: the platform has it when the caller has not', async () => {
    const { create, received, world } = setUpHook([], [{ kind: 'before-response' }])
    await create()
    expect(received).toHaveLength(1)
    await world.settled()
    expect(received).toHaveLength(1)
    expect(world.timeline.items.map(({ kind, operation, type }) => [kind, operation ?? type])).toEqual([
      ['fault', 'note.paid'],
      ['request', 'notes.hook'],
      ['webhook', 'note.paid'],
      ['request', 'notes.create'],
    ])
  })

  test('all copies at once, before the response', async () => {
    const { create, received } = setUpHook([], [{ kind: 'concurrent', copies: 5 }, { kind: 'before-response' }])
    await create()
    expect(received.map(({ beganWith }) => beganWith)).toEqual([0, 1, 2, 3, 4])
  })

  test('an answer that gets lost counts as a 503, so the event comes again', async () => {
    const { create, received, world, webhooks } = setUpHook([], [{ kind: 'retried', failures: 2 }])
    await create()
    await world.advance(600_000)
    expect(received.map(({ at }) => at.slice(11, 19))).toEqual(['00:00:00', '00:00:10', '00:01:00'])
    expect(webhooks.deliveries[0]?.attempts.map(({ response_status, error }) => [response_status, error])).toEqual([
      [503, 'It answered 200; a fault rule lets that count as 503.'],
      [503, 'It answered 200; a fault rule lets that count as 503.'],
      [200, null],
    ])
  })

  test('overtaken: every second event comes before the one that it follows', async () => {
    const { create, received, world } = setUpHook([], [{ kind: 'reorder', seconds: 30 }])
    for (let count = 0; count < 4; count++) await create()
    await world.settled()
    expect(received.map(({ event }) => event)).toEqual(['evt_2', 'evt_1', 'evt_4', 'evt_3'])
    await world.advance(60_000)
    expect(received).toHaveLength(4)
  })

  test('what nothing overtakes comes in the end', async () => {
    const { create, received, world } = setUpHook([], [{ kind: 'reorder', seconds: 30 }])
    await create()
    await world.advance(29_000)
    expect(received).toEqual([])
    await world.advance(1_000)
    expect(received.map(({ event }) => event)).toEqual(['evt_1'])
    await create()
    await create()
    await world.settled()
    expect(received.map(({ event }) => event)).toEqual(['evt_1', 'evt_3', 'evt_2'])
  })

  test.each([
    ['under a signature of then', false, 3_600_000],
    ['under its first signature, and only once', true, 0],
  ])('an old event again, %s', async (_what, stale, signedAfter) => {
    const { create, received, world } = setUpHook([200, 409], [{ kind: 'replayed', seconds: 3600, stale }])
    const start = world.clock.now()
    await create()
    await world.advance(3_605_000)
    expect(received.map(({ at }) => at.slice(11, 19))).toEqual(['00:00:00', '01:00:00'])
    expect(received[1]?.signature).toBe(`${start + signedAfter}.inside.14`)
    await world.advance(600_000)
    expect(received).toHaveLength(stale ? 2 : 3)
  })

  test('an event of a type that nobody has heard of comes first', async () => {
    const { create, received, world } = setUpHook([], [{ kind: 'unknown-type', type: 'note.eaten' }])
    await create()
    await world.settled()
    expect(received.map(({ event }) => event)).toEqual(['evt_1_note_eaten', 'evt_1'])
    expect(world.timeline.of('webhook').map(({ type }) => type)).toEqual(['note.eaten', 'note.paid'])
  })

  test('a signature that is none of ours', async () => {
    const { create, received, world } = setUpHook([], [{ kind: 'bad-signature' }])
    await create()
    await world.settled()
    expect(received[0]?.signature).toContain('.not inside.')
  })
})

describe('an endpoint of its own', () => {
  const endpoint = { url: 'http://127.0.0.1:9/hook', secret: 'outside' }

  test('gets what is sent, signed with its secret', async () => {
    const sent: Parameters<SendPort>[0][] = []
    const { create, received, world, webhooks } = setUpHook([], [], async (request) => {
      sent.push(request)
      return { status: 204 }
    })
    webhooks.setEndpoint(endpoint)
    await create()
    await world.settled()
    expect(sent).toMatchObject([
      {
        url: endpoint.url,
        headers: { signature: `${world.clock.now()}.outside.14`, 'content-type': 'application/json' },
      },
    ])
    expect(received).toEqual([])
    expect(webhooks.deliveries).toMatchObject([{ status: 'delivered', response_status: 204, url: endpoint.url }])
  })

  test('gets fifty copies in one turn: nothing else runs before the last of them has left', async () => {
    let [sent, sentInTheFirstTurn] = [0, 0]
    const { create, world, webhooks } = setUpHook([], [{ kind: 'concurrent', copies: 50 }], async () => {
      sent++
      if (sent === 1) queueMicrotask(() => (sentInTheFirstTurn = sent))
      return { status: 200 }
    })
    webhooks.setEndpoint(endpoint)
    await create()
    await world.settled()
    expect(sentInTheFirstTurn).toBe(50)
  })

  test('among several: each gets what it asked for, and nothing comes for one that is gone', async () => {
    const sent: string[] = []
    const { create, received, world, webhooks } = setUpHook([], [], async ({ url }) => {
      sent.push(url)
      return { status: url.endsWith('/b') ? 500 : 200 }
    })
    webhooks.addEndpoint({ id: 'a', url: 'http://127.0.0.1:9/a', secret: 'a', enabled_events: ['note.*'] })
    webhooks.addEndpoint({ id: 'b', url: 'http://127.0.0.1:9/b', secret: 'b', enabled_events: ['*'] })
    webhooks.addEndpoint({ id: 'c', url: 'http://127.0.0.1:9/c', secret: 'c', enabled_events: ['note.eaten'] })
    expect(webhooks.listeners('payer', 'note.paid')).toBe(2)
    await create()
    await world.settled()
    expect(sent).toEqual(['http://127.0.0.1:9/a', 'http://127.0.0.1:9/b'])
    webhooks.removeEndpoint('b')
    await world.advance(600_000)
    expect([sent.length, received.length]).toEqual([2, 0])
    expect(webhooks.deliveries.map(({ endpoint, status }) => [endpoint, status])).toEqual([
      ['a', 'delivered'],
      ['b', 'failed'],
    ])
  })

  test('that nobody answers at is tried again', async () => {
    let attempts = 0
    const { create, world, webhooks } = setUpHook([], [], async () => {
      attempts++
      throw new Error('ECONNREFUSED')
    })
    webhooks.setEndpoint(endpoint)
    await create()
    await world.advance(60_000)
    expect(attempts).toBe(3)
    expect(webhooks.deliveries).toMatchObject([{ status: 'failed', response_status: null }])
  })

  test('holds the clock of a test until it has answered', async () => {
    let answer = () => {}
    const { create, world, webhooks } = setUpHook(
      [],
      [],
      () =>
        new Promise((resolve) => {
          answer = () => resolve({ status: 200 })
        }),
    )
    webhooks.setEndpoint(endpoint)
    await create()
    let advanced = false
    const advance = world.advance(60_000).then(() => {
      advanced = true
    })
    for (let turn = 0; turn < 50; turn++) await Promise.resolve()
    expect([advanced, world.clock.iso()]).toEqual([false, '2026-01-01T00:00:00Z'])
    answer()
    await advance
    expect(webhooks.deliveries).toMatchObject([{ status: 'delivered', delivered_at: '2026-01-01T00:00:00Z' }])
  })
})

test('an old delivery is sent again as a new one', async () => {
  const { create, received, world, webhooks } = setUpHook()
  await create()
  await world.settled()
  const [first] = webhooks.deliveries
  const again = await webhooks.replay(first?.id ?? '')
  expect(again).toMatchObject({ event_id: 'evt_1', attempt: 1, status: 'delivered' })
  expect(again.id).not.toBe(first?.id)
  expect(received).toHaveLength(2)
  await expect(webhooks.replay('del_none')).rejects.toThrow('del_none')
})

test('the log forgets the oldest that have ended, and none that has not', async () => {
  const { world, webhooks } = setUpHook()
  world.faults.add({ match: { on: 'webhook' }, when: { kind: 'nth', n: 1 }, effect: { kind: 'delay', seconds: 60 } })
  webhooks.emit({ ...event, payload: { id: 'waiting' } })
  for (let count = 0; count < 25; count++) {
    for (let more = 0; more < 100; more++)
      webhooks.emit({ ...event, id: `evt_${count}_${more}`, payload: { id: count } })
    await world.settled()
  }
  expect(webhooks.deliveries.length).toBeLessThan(2_000)
  expect(webhooks.deliveries[0]).toMatchObject({ event_id: 'evt_1', status: 'pending' })
  expect(webhooks.deliveries.at(-1)).toMatchObject({ event_id: 'evt_24_99', status: 'delivered' })
})
