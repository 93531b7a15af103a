import { describe, expect, test } from 'vitest'
import type { FaultEffect } from '../world/world.ts'
import { effectsOf } from './effects-of.ts'
import { MailUnavailable } from './mailbox.ts'
import { notesFace, setUp } from './notes-face.fixture.ts'

function setUpPayer(effect?: FaultEffect) {
  const payer = { ...notesFace(), name: 'payer', prefix: '/providers/payer' }
  const sandbox = setUp(payer)
  if (effect !== undefined) {
    sandbox.world.faults.add({ match: { on: 'provider', provider: 'payer' }, when: { kind: 'always' }, effect })
  }
  const { upstream } = effectsOf(sandbox.world)
  return {
    ...sandbox,
    upstream,
    list: (provider = 'payer') =>
      upstream(provider, { method: 'GET', path: '/notes?page=1', headers: { authorization: 'Bearer 7' } }),
  }
}

test('a provider is called in the same world, through its own face', async () => {
  const { upstream, list, world, send } = setUpPayer()
  const created = await upstream('payer', {
    method: 'POST',
    path: '/notes',
    headers: { authorization: 'Bearer 7' },
    body: { text: 'Bees', pages: 1 },
  })
  expect([created.status, created.body]).toEqual([201, { id: 1, text: 'Bees', pages: 1 }])
  expect((await list()).body).toMatchObject({ total: 1 })
  expect((await send('GET', '/providers/payer/notes')).json.total).toBe(1)
  // What the platform itself asks is no request of a client.
  expect(world.timeline.of('request')).toHaveLength(1)
  expect(world.timeline.of('provider')).toMatchObject([
    { provider: 'payer', method: 'POST', path: '/notes', status: 201 },
    { provider: 'payer', method: 'GET', path: '/notes?page=1', status: 200 },
  ])
})

describe('what goes wrong with a provider', () => {
  const cases: readonly [what: string, effect: FaultEffect, status: number, body: unknown, seconds: number][] = [
    ['down', { kind: 'down' }, 503, undefined, 0],
    ['down in its own way', { kind: 'down', status: 529 }, 529, undefined, 0],
    [
      'an error of its own',
      { kind: 'problem', status: 402, body: { error: { code: 'card_declined' } } },
      402,
      { error: { code: 'card_declined' } },
      0,
    ],
    ['slow', { kind: 'latency', seconds: 20 }, 200, expect.objectContaining({ total: 0 }), 20],
    ['hanging until the caller has had enough', { kind: 'hang', seconds: 30 }, 504, undefined, 30],
  ]
  test.each(cases)('%s', async (_what, effect, status, body, seconds) => {
    const { list, world } = setUpPayer(effect)
    let took: number | undefined
    const began = world.clock.now()
    // As a behaviour calls it: in the middle of something that is in flight.
    const call = Promise.resolve(world.activity.track(() => list()))
    const reply = call.finally(() => {
      took = (world.clock.now() - began) / 1000
    })
    if (seconds > 0) await world.advance(60_000)
    expect(await reply).toMatchObject({ status, body })
    expect(took).toBe(seconds)
    expect(world.timeline.of('provider')).toMatchObject([{ status }])
  })

  test.each<[effect: FaultEffect, status: number]>([
    [{ kind: 'down' }, 503],
    [{ kind: 'problem', status: 500 }, 500],
  ])('%o strikes those who call it from outside as well', async (effect, status) => {
    const { send } = setUpPayer(effect)
    expect((await send('GET', '/providers/payer/notes')).status).toBe(status)
  })

  test('with each of several that are called at once', async () => {
    const { upstream, world } = setUpPayer()
    for (const [provider, seconds] of [
      ['fast', 10],
      ['slow', 40],
      ['slower', 50],
    ] as const) {
      world.faults.add({
        match: { on: 'provider', provider },
        when: { kind: 'always' },
        effect: { kind: 'latency', seconds },
      })
    }
    const ended: string[] = []
    const { activity } = world
    const work = activity.track(() =>
      activity.all(
        ['slower', 'fast', 'slow', 'healthy'].map((provider) => async () => {
          await upstream(provider, { method: 'GET', path: '/' })
          ended.push(`${provider} ${world.clock.iso().slice(17, 19)}`)
        }),
      ),
    )
    await world.advance(60_000)
    await work
    expect(ended).toEqual(['healthy 00', 'fast 10', 'slow 40', 'slower 50'])
    await world.settled()
  })

  test('only with one of its models', async () => {
    const { list, world } = setUpPayer()
    world.faults.add({
      match: { on: 'provider', provider: 'payer:large' },
      when: { kind: 'always' },
      effect: { kind: 'down' },
    })
    expect([(await list('payer:large')).status, (await list('payer:small')).status]).toEqual([503, 200])
  })

  test('a provider without a face answers with nothing, unless it is down', async () => {
    const { list, world } = setUpPayer()
    expect(await list('scorer')).toMatchObject({ status: 200, body: undefined })
    world.faults.add({
      match: { on: 'provider', provider: 'scorer' },
      when: { kind: 'always' },
      effect: { kind: 'down' },
    })
    expect((await list('scorer')).status).toBe(503)
  })
})

describe('mail', () => {
  const mail = {
    to: 'ada@example.test',
    subject: 'Your link',
    text: 'Open http://localhost:8000/in?token=1 soon.',
    html: '<a href="http://localhost:8000/in?token=1&amp;x=2">in</a>',
  }

  test('lands in the mailbox, newest first, with its links', () => {
    const { world } = setUp()
    const box = effectsOf(world).mail
    box.send(mail)
    box.send({ ...mail, to: 'bob@example.test' })
    expect(box.list().map(({ to }) => to)).toEqual(['bob@example.test', 'ada@example.test'])
    expect(box.list('ada@example.test')).toMatchObject([
      {
        subject: 'Your link',
        created_at: '2026-01-01T00:00:00Z',
        links: ['http://localhost:8000/in?token=1', 'http://localhost:8000/in?token=1&x=2'],
      },
    ])
    expect(world.timeline.of('mail')).toMatchObject([
      { to: 'ada@example.test', subject: 'Your link' },
      { to: 'bob@example.test' },
    ])
  })

  test('goes nowhere while its server is down', () => {
    const { world } = setUp()
    world.faults.add({ match: { on: 'mail' }, when: { kind: 'first', n: 1 }, effect: { kind: 'down' } })
    const box = effectsOf(world).mail
    expect(() => box.send(mail)).toThrow(MailUnavailable)
    expect(box.list()).toEqual([])
    expect(box.send(mail).id).toMatch(/^mail_/)
  })
})
