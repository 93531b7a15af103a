// The SDK is the reference client: whatever goes wrong, it does what a good client does.
import { createSandbox, type InProcessSandbox, type ScenarioName, type VerdictName } from '@concord/mocks'
import { type Concord, memorySession } from '@concord/sdk'
import { verify, WebhookError } from '@concord/sdk/webhooks'
import { describe, expect, test } from 'vitest'
import { inPageSink } from '../packages/mocks/src/adapters/in-page-sink.ts'
import { scenarios } from '../packages/mocks/src/scenarios/catalogue.ts'
import { HandClock } from '../packages/sdk/test/stub.ts'

const order = { title: 'Bees', topic: 'Pollination', target_pages: 10, language: 'en' } as const

/** Time of the client and of the sandbox, moved together and in steps as small as a client's pauses. */
class Together {
  readonly sandbox: InProcessSandbox
  readonly clock: HandClock

  constructor(sandbox: InProcessSandbox) {
    this.sandbox = sandbox
    this.clock = new HandClock(sandbox.clock.now())
  }

  /** Gives what the work gives, unless that takes longer than `limit` milliseconds. */
  async during<Value>(work: Promise<Value>, limit = 180_000, step = 100): Promise<Value | undefined> {
    let ended = false
    const watched = work.finally(() => {
      ended = true
    })
    // What needs no time happens before any passes.
    await this.clock.advance(0)
    for (let passed = 0; passed < limit && !ended; passed += step) {
      await this.sandbox.clock.advance(step / 1000)
      await this.clock.advance(step)
    }
    return ended ? watched : undefined
  }
}

async function setUp(options: Parameters<typeof createSandbox>[0] = {}) {
  const sandbox = createSandbox({ seed: 7, ...options })
  const time = new Together(sandbox)
  const signedIn = await sandbox.signIn('ada@example.test')
  const concord = sandbox.client({ clock: time.clock, session: memorySession(signedIn) })
  return { sandbox, time, concord }
}

/** Orders, pays and watches, and takes every refusal as it comes. */
async function journey(sandbox: InProcessSandbox, concord: Concord): Promise<void> {
  const document = await concord.documents.create(order).result()
  if (!document.ok) return
  const intent = await concord.payments.createIntent({ document_id: document.value.id }).result()
  if (!intent.ok) return
  await sandbox.pay(intent.value).catch(() => {})
  await concord.payments.verify({ payment_intent_id: intent.value.payment_intent_id }).result()
  const listed = await concord.jobs.list({ document_id: document.value.id }).result()
  const [job] = listed.ok ? listed.value.items : []
  if (job === undefined) return
  try {
    for await (const _ of concord.jobs.watch(job.id));
  } catch {
    // Refused at last; how the client took it is what counts.
  }
}

describe('the SDK does nothing that a client should not do', () => {
  test.each(Object.keys(scenarios) as ScenarioName[])('under %s', async (name) => {
    const { sandbox, time, concord } = await setUp()
    sandbox.scenario(name)
    await time.during(journey(sandbox, concord))
    expect(sandbox.verdict.failed).toEqual([])
  })
})

type World = Awaited<ReturnType<typeof setUp>>
const failing = ({ sandbox }: World, operation: string, status: number) =>
  sandbox.world.faults.add({
    match: { on: 'request', operation },
    when: { kind: 'first', n: 2 },
    effect: { kind: 'problem', status },
  })

describe('the SDK is seen to do what a client should do', () => {
  test.each<[VerdictName, (world: World) => Promise<unknown>]>([
    [
      'honours-retry-after',
      (world) => {
        failing(world, 'documents.list', 503)
        return world.time.during(world.concord.documents.list())
      },
    ],
    [
      'backs-off',
      (world) => {
        failing(world, 'documents.list', 500)
        return world.time.during(world.concord.documents.list())
      },
    ],
    [
      'keeps-idempotency-key',
      (world) => {
        failing(world, 'documents.create', 500)
        return world.time.during(world.concord.documents.create(order))
      },
    ],
    [
      'refreshes-once',
      async ({ sandbox, time, concord }) => {
        await sandbox.clock.advance('31m')
        await time.clock.advance(31 * 60_000)
        return time.during(Promise.all(Array.from({ length: 10 }, () => concord.users.me())))
      },
    ],
    [
      'reconnects-with-back-off',
      ({ sandbox, time, concord }) => {
        sandbox.scenario('websocket.drop', { after: 3 })
        return time.during(journey(sandbox, concord))
      },
    ],
    [
      'stops-polling',
      ({ sandbox, time, concord }) => {
        sandbox.world.faults.add({ match: { on: 'connect' }, when: { kind: 'always' }, effect: { kind: 'refuse' } })
        return time.during(journey(sandbox, concord))
      },
    ],
  ])('%s', async (name, act) => {
    const world = await setUp()
    await act(world)
    world.sandbox.verdict.expect(name)
    expect(world.sandbox.verdict.failed).toEqual([])
  })
})

test('a backend that verifies with the SDK, and remembers what it has taken', async () => {
  const secret = 'whsec_backend'
  const taken = new Set<string>()
  const send = inPageSink(async ({ headers, body }) => {
    try {
      const { id } = await verify(body, headers, secret, { now: world.sandbox.clock.now() })
      taken.add(id)
      return 200
    } catch (error) {
      if (error instanceof WebhookError) return 400
      throw error
    }
  })
  const world = await setUp({ send })
  const { sandbox, concord } = world
  sandbox.controls.effects.webhooks.setEndpoint({ url: 'https://backend.example.test/hook', secret })
  const always = { kind: 'always' } as const
  sandbox.world.faults.add({ match: { on: 'webhook' }, when: always, effect: { kind: 'concurrent', copies: 5 } })
  sandbox.world.faults.add({ match: { on: 'webhook' }, when: always, effect: { kind: 'replayed', stale: true } })
  const { id } = await concord.documents.create(order)
  await concord.payments.createIntent({ document_id: id })
  await sandbox.clock.advance('2h')
  expect(taken.size).toBe(1)
  sandbox.verdict.expect('takes-events-once', 'verifies-signatures')
})
