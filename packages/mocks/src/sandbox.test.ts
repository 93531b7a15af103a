import { describe, expect, test } from 'vitest'
import type { SandboxReply } from './engine/call.ts'
import { type CoreOptions, createCore, type SandboxCore } from './sandbox.ts'
import type { LiveWorld } from './world/live-world.ts'

/** A client that signs in through the inbox, orders and pays: what a world consists of in the end. */
class Visitor {
  readonly core: SandboxCore
  readonly world: LiveWorld
  #token = ''

  constructor(core: SandboxCore, world: LiveWorld) {
    this.core = core
    this.world = world
  }

  async send(
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<SandboxReply & { json: Json }> {
    const reply = await this.core.handle(this.world, {
      method,
      path,
      query: '',
      origin: 'http://localhost:8000',
      headers: {
        'content-type': 'application/json',
        ...(this.#token && { authorization: `Bearer ${this.#token}` }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    return { ...reply, json: typeof reply.body === 'string' ? JSON.parse(reply.body) : {} }
  }

  async signIn(email: string): Promise<void> {
    await this.send('POST', '/api/v1/auth/magic-link', { email })
    const [link = ''] = this.core.effectsOf(this.world).mail.list(email)[0]?.links ?? []
    const { json } = await this.send('POST', '/api/v1/auth/verify-magic-link', {
      token: new URL(link).searchParams.get('token'),
    })
    this.#token = json.access_token
  }

  async order(pages = 4): Promise<number> {
    const { json } = await this.send('POST', '/api/v1/documents', {
      title: 'Bees',
      topic: 'Pollination',
      target_pages: pages,
      language: 'en',
    })
    return json.id
  }

  async pay(document_id: number): Promise<SandboxReply> {
    const { json } = await this.send('POST', '/api/v1/payment/create-intent', { document_id })
    return this.core.handle(this.world, {
      method: 'POST',
      path: `/providers/stripe/v1/payment_intents/${json.payment_intent_id}/confirm`,
      query: '',
      origin: 'http://localhost:8000',
      headers: { authorization: 'Bearer sk_test_concord', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'payment_method_data[type]=card&payment_method_data[card][number]=4242424242424242',
    })
  }
}

// biome-ignore lint/suspicious/noExplicitAny: answers of every shape, which the engine has checked against the spec
type Json = any

/** What the sandbox itself does wrong fails the test. */
function sandbox(options: CoreOptions = {}): SandboxCore {
  return createCore({
    ...options,
    onViolation: (violation) => {
      throw new Error(`The sandbox was wrong in ${violation.where}: ${violation.message}`)
    },
  })
}

async function journey(core: SandboxCore, world: LiveWorld): Promise<Visitor> {
  const visitor = new Visitor(core, world)
  await visitor.signIn('ada@example.test')
  await visitor.pay(await visitor.order())
  await world.advance(45_000)
  return visitor
}

describe('two runs from one seed', () => {
  test('have the same timeline, to the byte', async () => {
    const run = async (seed: number, name: string) => {
      const core = sandbox({ seed })
      const world = core.worlds.get(name)
      await journey(core, world)
      await world.advance(600_000)
      return JSON.stringify(world.timeline.items)
    }
    const first = await run(7, 'one')
    expect(await run(7, 'another')).toBe(first)
    expect(await run(8, 'one')).not.toBe(first)
    expect(JSON.parse(first).filter(({ kind }: Json) => kind === 'webhook').length).toBeGreaterThan(0)
    expect(JSON.parse(first).filter(({ kind }: Json) => kind === 'job').length).toBeGreaterThan(0)
  })

  test('have the same timeline under scenarios that leave things to chance', async () => {
    const run = async () => {
      const core = sandbox({ seed: 7 })
      const world = core.worlds.get('one')
      world.faults.add({
        match: { on: 'webhook' },
        when: { kind: 'always' },
        effect: { kind: 'concurrent', copies: 5 },
      })
      world.faults.add({
        match: { on: 'request' },
        when: { kind: 'probability', p: 0.2 },
        effect: { kind: 'latency', min: 0, max: 2 },
      })
      const visitor = new Visitor(core, world)
      const done = visitor.signIn('ada@example.test').then(async () => visitor.pay(await visitor.order()))
      for (let minute = 0; minute < 10; minute++) await world.advance(60_000)
      await done
      return JSON.stringify(world.timeline.items)
    }
    expect(await run()).toBe(await run())
  })
})

test('two worlds in parallel never see each other', async () => {
  const core = sandbox()
  const [one, other] = [core.worlds.get('one'), core.worlds.get('other')]
  one.faults.add({
    match: { on: 'request', operation: 'health.get' },
    when: { kind: 'always' },
    effect: { kind: 'problem', status: 503 },
  })
  const [first, second] = await Promise.all([journey(core, one), new Visitor(core, other)])
  await second.signIn('bob@example.test')
  await one.advance(600_000)
  expect((await second.send('GET', '/api/v1/documents')).json.total).toBe(0)
  expect((await first.send('GET', '/api/v1/documents')).json.total).toBe(1)
  expect(
    core
      .effectsOf(other)
      .mail.list()
      .map(({ to }) => to),
  ).toEqual(['bob@example.test'])
  expect(core.effectsOf(other).webhooks.deliveries).toEqual([])
  expect([
    (await first.send('GET', '/api/v1/health')).status,
    (await second.send('GET', '/api/v1/health')).status,
  ]).toEqual([503, 200])
  expect(other.clock.iso()).toBe('2026-01-01T00:00:00Z')
  expect(other.timeline.of('job')).toEqual([])
})

test('a snapshot in the middle of a job, restored elsewhere, goes on identically', async () => {
  const here = sandbox({ seed: 7 })
  const world = here.worlds.get('here')
  await journey(here, world)
  const written = JSON.stringify(world.snapshot())
  const elsewhere = sandbox({ seed: 1 })
  const copy = elsewhere.worlds.get('there')
  copy.restore(JSON.parse(written))
  await Promise.all([world.advance(900_000), copy.advance(900_000)])
  expect(JSON.stringify(copy.timeline.items)).toBe(JSON.stringify(world.timeline.items))
  expect(JSON.stringify(copy.snapshot())).toBe(JSON.stringify(world.snapshot()))
})

test('a thrown-away world begins anew', async () => {
  const core = sandbox()
  const visitor = new Visitor(core, core.worlds.get('one'))
  await visitor.signIn('ada@example.test')
  expect([core.worlds.delete('one'), core.worlds.delete('one'), core.worlds.names]).toEqual([true, false, []])
  expect(core.worlds.get('one').timeline.items).toEqual([])
})
