// Every scenario, switched on over the control API of a real port, seen by a real client: the SDK, fetch or a WebSocket.

import { createSandbox, EffectNotSupported, type ScenarioName } from '@concord/mocks'
import { setupSandboxServer } from '@concord/mocks/node'
import { type RunningServer, startServer } from '@concord/mocks/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Stage } from './scenario-stage.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startServer({ port: 0, paused: true })
})
afterAll(() => server.close())

/** What a test does on its stage. The scenario is switched on by `on`, because some things must happen before. */
type Effect = (stage: Stage) => Promise<void>

const failing = (code: string) => expect.objectContaining({ code })

async function outcomeOf(stage: Stage, pages = 50) {
  const { document } = await stage.buy(pages)
  await stage.advance(3600)
  const [job] = (await stage.concord.jobs.list({ document_id: document.id })).items
  const [payment] = (await stage.concord.payments.list({ document_id: document.id })).items
  return { job, payment, document: await stage.concord.documents.get(document.id) }
}

/** The job is written all the same, and somebody else than the first model did some of it or nobody had to. */
const otherModels: Effect = async (stage) => {
  await stage.on()
  const { job } = await outcomeOf(stage, 4)
  expect(job?.status).toBe('completed')
  expect(stage.models()).toContain('anthropic:claude-3-5-sonnet-20241022')
}

const effects: Readonly<Record<Exclude<ScenarioName, `search.${string}`>, Effect>> = {
  'webhooks.duplicate': async (stage) => {
    await stage.on({ copies: 3 })
    await stage.buy()
    await stage.advance(10)
    expect(stage.deliveriesOf('payment_intent.succeeded')).toHaveLength(3)
    expect((await stage.concord.jobs.list()).total).toBe(1)
  },
  'webhooks.concurrent': async (stage) => {
    await stage.on({ copies: 10 })
    await stage.buy()
    expect(new Set(stage.deliveriesOf('payment_intent.succeeded').map(({ at }) => at)).size).toBe(1)
    expect(stage.deliveriesOf('payment_intent.succeeded')).toHaveLength(10)
    expect((await stage.concord.jobs.list()).total).toBe(1)
  },
  'webhooks.out-of-order': async (stage) => {
    await stage.on({ type: 'payment_intent.payment_failed' })
    const { intent } = await stage.order()
    const confirm = (card: string) => stage.control('POST', `/payments/${intent.payment_intent_id}/confirm`, { card })
    await confirm('4000000000000002')
    await confirm('4242424242424242')
    await stage.advance(60)
    const types = stage.deliveries().map(({ type }) => type)
    expect(types).toEqual(['payment_intent.succeeded', 'payment_intent.payment_failed'])
    // What comes late changes nothing any more.
    expect((await stage.concord.payments.get(intent.payment_id)).status).toBe('completed')
  },
  'webhooks.before-response': async (stage) => {
    await stage.on()
    await stage.buy()
    const items = stage.timeline.filter(({ kind }) => kind === 'webhook' || kind === 'request')
    const told = items.findIndex(({ type }) => type === 'payment_intent.succeeded')
    const answered = items.findIndex(({ operation }) => operation === 'stripe.confirmPaymentIntent')
    expect([told, answered]).not.toContain(-1)
    expect(told).toBeLessThan(answered)
  },
  'webhooks.late': async (stage) => {
    await stage.on({ seconds: 120 })
    const { intent } = await stage.buy()
    await stage.advance(119)
    expect(await stage.concord.payments.get(intent.payment_id)).toMatchObject({ status: 'pending', job_id: null })
    await stage.advance(1)
    expect(await stage.concord.payments.get(intent.payment_id)).toMatchObject({ status: 'completed' })
  },
  'webhooks.lost': async (stage) => {
    await stage.on()
    const { intent } = await stage.buy()
    await stage.advance(3600)
    expect((await stage.concord.payments.get(intent.payment_id)).status).toBe('pending')
    const verified = await stage.concord.payments.verify({ payment_intent_id: intent.payment_intent_id })
    expect(verified).toMatchObject({ status: 'completed', job_id: expect.any(Number) })
  },
  'webhooks.retried': async (stage) => {
    await stage.on({ failures: 2 })
    await stage.buy()
    await stage.advance(3600)
    expect(stage.deliveriesOf('payment_intent.succeeded').map(({ attempt }) => attempt)).toEqual([1, 2, 3])
    expect((await stage.concord.jobs.list()).total).toBe(1)
  },
  'webhooks.bad-signature': async (stage) => {
    await stage.on()
    const { intent } = await stage.buy()
    expect(stage.deliveriesOf('payment_intent.succeeded')).toMatchObject([{ status: 400 }])
    expect((await stage.concord.payments.get(intent.payment_id)).status).toBe('pending')
  },
  'webhooks.replayed': async (stage) => {
    await stage.on({ seconds: 600 })
    await stage.buy()
    await stage.advance(600)
    expect(stage.deliveriesOf('payment_intent.succeeded').map(({ status }) => status)).toEqual([200, 400])
    expect((await stage.concord.jobs.list()).total).toBe(1)
  },
  'webhooks.unknown-type': async (stage) => {
    await stage.on()
    await stage.buy()
    await stage.advance(1)
    const strangers = stage.deliveries().filter(({ type }) => type === 'sandbox.unheard_of')
    expect(strangers.length).toBeGreaterThan(0)
    expect(strangers.every(({ status }) => status === 200)).toBe(true)
  },

  'llm.down': async (stage) => {
    await stage.on({ provider: 'openai' })
    expect((await outcomeOf(stage, 4)).job?.status).toBe('completed')
    expect(stage.models()).toContain('anthropic:claude-3-5-sonnet-20241022')
  },
  'llm.rate-limited': otherModels,
  'llm.overloaded': async (stage) => {
    await stage.on({ provider: 'openai' })
    expect((await outcomeOf(stage, 4)).job?.status).toBe('completed')
    expect(stage.models()).toContain('anthropic:claude-3-5-sonnet-20241022')
  },
  'llm.slow': async (stage) => {
    await stage.on({ median: 30, sigma: 0 })
    const { document } = await stage.buy(4)
    await stage.advance(60)
    expect((await stage.concord.documents.get(document.id)).status).toBe('generating')
    await stage.advance(600)
    expect((await stage.concord.documents.get(document.id)).status).toBe('completed')
  },
  'llm.hangs': otherModels,
  'llm.malformed': otherModels,
  'llm.stream-cut': otherModels,
  'llm.empty': async (stage) => {
    await stage.on({ provider: 'all' })
    const { job, payment } = await outcomeOf(stage, 4)
    expect([job?.status, payment?.status]).toEqual(['failed_quality', 'refunded'])
  },
  'llm.primary-down': async (stage) => {
    await stage.on()
    expect((await outcomeOf(stage, 1)).job?.status).toBe('completed')
    expect(stage.models()).toEqual([...Array(4).fill('openai:gpt-4'), 'openai:gpt-3.5-turbo'])
    const asked = stage.timeline.filter(({ kind, operation }) => kind === 'provider' && operation === 'chat.complete')
    const from = Date.parse(asked[0]?.at ?? '')
    expect(asked.map(({ at }) => (Date.parse(at) - from) / 1000)).toEqual([0, 2, 6, 14, 14])
  },
  'llm.all-down': async (stage) => {
    await stage.on()
    expect((await outcomeOf(stage, 4)).job).toMatchObject({ status: 'failed', error: { code: 'all_providers_failed' } })
  },

  'quality.down': async (stage) => {
    await stage.on()
    const { job, document } = await outcomeOf(stage, 4)
    expect(job?.status).toBe('completed_with_warnings')
    expect([document.grammar_score, document.plagiarism_score, document.ai_detection_score]).toEqual([null, null, null])
  },
  'quality.slow': async (stage) => {
    await stage.on({ median: 20 })
    const { document } = await stage.buy(4)
    await stage.advance(30)
    expect((await stage.concord.documents.get(document.id)).status).toBe('generating')
    await stage.advance(3600)
    expect((await stage.concord.documents.get(document.id)).status).toBe('completed')
  },
  'quality.quota-used-up': async (stage) => {
    await stage.on({ provider: 'gptzero' })
    const { job, document } = await outcomeOf(stage, 4)
    // Another one checks in its place.
    expect(job?.status).toBe('completed')
    expect(document.ai_detection_score).not.toBeNull()
    expect(stage.timeline).toContainEqual(
      expect.objectContaining({ kind: 'provider', provider: 'gptzero', status: 429 }),
    )
  },
  'quality.low-then-good': async (stage) => {
    await stage.on({ checks: 2 })
    const { job, document } = await outcomeOf(stage, 4)
    expect(job?.status).toBe('completed')
    expect((await stage.concord.documents.listSections(document.id)).items[0]?.attempts).toBe(3)
  },
  'quality.always-low': async (stage) => {
    await stage.on()
    const { job, payment, document } = await outcomeOf(stage, 4)
    expect([job?.status, payment?.status, document.status]).toEqual(['failed_quality', 'refunded', 'refunded'])
  },

  'payments.declined': async (stage) => {
    await stage.on({ reason: 'insufficient_funds' })
    const { intent } = await stage.buy()
    const payment = await stage.concord.payments.verify({ payment_intent_id: intent.payment_intent_id })
    expect(payment).toMatchObject({ status: 'failed', job_id: null })
  },
  'payments.authentication-required': async (stage) => {
    await stage.on()
    const { intent, outcome } = await stage.buy()
    expect(outcome.status).toBe('requires_action')
    await stage.control('POST', `/payments/${intent.payment_intent_id}/authenticate`, { agrees: true })
    await stage.advance(1)
    expect((await stage.concord.payments.get(intent.payment_id)).status).toBe('completed')
  },
  'payments.provider-down': async (stage) => {
    await stage.on()
    await expect(stage.order()).rejects.toEqual(failing('payment_provider_unavailable'))
  },
  'payments.refund-provider-down': async (stage) => {
    await stage.on()
    const { intent } = await stage.buy(4)
    await stage.advance(600)
    const refund = await stage.concord.refunds.create({ payment_id: intent.payment_id, reason: 'The wrong topic.' })
    const approve = () => stage.administrator().admin.approveRefund(refund.id, { note: 'Approved.' })
    await expect(approve()).rejects.toEqual(failing('payment_provider_unavailable'))
    await stage.off()
    await approve()
    await stage.advance(120)
    expect((await stage.concord.payments.get(intent.payment_id)).status).toBe('refunded')
  },
  'payments.paid-twice': async (stage) => {
    await stage.on()
    await stage.buy(4)
    await stage.advance(600)
    const payments = (await stage.concord.payments.list()).items
    expect(payments.map(({ status }) => status).sort()).toEqual(['completed', 'refunded'])
    expect((await stage.concord.jobs.list()).total).toBe(1)
  },
  'payments.dispute': async (stage) => {
    await stage.on({ seconds: 30 })
    const { intent } = await stage.buy(4)
    await stage.advance(29)
    expect((await stage.concord.payments.get(intent.payment_id)).disputed).toBe(false)
    await stage.advance(1)
    expect((await stage.concord.payments.get(intent.payment_id)).disputed).toBe(true)
  },

  'generation.partial-43': async (stage) => {
    await stage.on()
    const { job, document } = await outcomeOf(stage, 50)
    expect(job?.status).toBe('completed_with_warnings')
    expect(document.quality_warnings.length).toBe((job?.total_sections ?? 0) - (job?.completed_sections ?? 0))
  },
  'generation.partial-42': async (stage) => {
    await stage.on()
    const { job, payment } = await outcomeOf(stage, 50)
    expect([job?.status, payment?.status]).toEqual(['failed_quality', 'refunded'])
  },
  'generation.stuck': async (stage) => {
    await stage.on()
    const { document } = await stage.buy(10)
    await stage.advance(800)
    expect((await stage.concord.documents.get(document.id)).status).toBe('generating')
    await stage.advance(800)
    expect((await stage.concord.documents.get(document.id)).status).toBe('completed')
  },
  'generation.worker-dies': async (stage) => {
    await stage.on({ seconds: 300 })
    const { document } = await stage.buy(10)
    await stage.advance(200)
    expect((await stage.concord.documents.get(document.id)).status).toBe('generating')
    await stage.advance(400)
    expect((await stage.concord.documents.get(document.id)).status).toBe('completed')
  },
  'generation.burst-25': async (stage) => {
    await stage.on()
    await stage.buy(4)
    await stage.advance(1)
    const { total } = await stage.administrator().admin.listDocuments({ status: 'generating' })
    expect(total).toBe(25)
    await stage.advance(3600)
    expect((await stage.administrator().admin.listDocuments({ status: 'completed' })).total).toBe(25)
  },

  'websocket.refused': async (stage) => {
    await stage.on({ times: 1 })
    expect((await stage.listen()).code).toBe(1006)
    const second = await stage.listen()
    expect(second.code).toBeUndefined()
    second.close()
  },
  'websocket.drop': async (stage) => {
    await stage.on({ after: 2, code: 1012 })
    const socket = await stage.listen()
    await stage.buy(4)
    await stage.advance(600)
    await socket.ended
    expect([socket.types().length, socket.code]).toEqual([2, 1012])
  },
  'websocket.silent': async (stage) => {
    await stage.on()
    const socket = await stage.listen()
    const { document } = await stage.buy(4)
    await stage.advance(600)
    await socket.ended
    expect(socket.types()).toEqual(['job_started'])
    expect((await stage.concord.documents.get(document.id)).status).toBe('completed')
  },
  'websocket.duplicated': async (stage) => {
    await stage.on({ copies: 3 })
    const types = await stage.heard()
    expect(types.slice(0, 3)).toEqual(['job_started', 'job_started', 'job_started'])
  },
  'websocket.reordered': async (stage) => {
    await stage.on()
    const types = await stage.heard()
    expect(types.indexOf('section_completed')).toBeLessThan(types.indexOf('progress'))
  },
  'websocket.slow': async (stage) => {
    await stage.on({ median: 30 })
    const socket = await stage.listen()
    await stage.buy(4)
    await stage.advance(5)
    await stage.turn()
    expect(socket.types()).toEqual([])
    await stage.advance(600)
    await socket.ended
    expect(socket.types().at(-1)).toBe('job_completed')
  },
  'websocket.token-expires': async (stage) => {
    await stage.on({ after: 1 })
    const socket = await stage.listen()
    await stage.buy(4)
    await stage.advance(600)
    await socket.ended
    expect([socket.types(), socket.code]).toEqual([['job_started'], 4401])
    expect((await stage.call('/api/v1/users/me')).status).toBe(401)
  },

  'auth.token-expires': async (stage) => {
    await stage.on({ after: 1 })
    const events = stage.events()
    await stage.concord.users.me()
    await stage.concord.users.me()
    expect(events()).toContain('auth.refresh')
    expect((await stage.call('/api/v1/users/me')).json.code).toBe('token_expired')
  },
  'auth.two-tabs': async (stage) => {
    await stage.on({ after: 0 })
    await expect(stage.concord.users.me()).rejects.toMatchObject({ status: 401 })
    const refreshes = stage.timeline.filter(({ operation, kind }) => kind === 'request' && operation === 'auth.refresh')
    expect(refreshes[0]).toMatchObject({ status: 200 })
  },
  'auth.refresh-reused': async (stage) => {
    await stage.on({ after: 0 })
    await expect(stage.concord.users.me()).rejects.toMatchObject({ status: 401 })
    const refreshes = stage.timeline.filter(({ operation, kind }) => kind === 'request' && operation === 'auth.refresh')
    expect(refreshes).toMatchObject([{ status: 401 }])
  },
  'auth.locked': async (stage) => {
    await stage.on({ seconds: 60 })
    const credentials = { email: 'ada@example.test', password: 'correct horse battery' }
    const locked = stage.concord.auth.login(credentials)
    await expect(locked).rejects.toMatchObject({ status: 423, code: 'account_locked', retryAfterMs: 60_000 })
    await stage.advance(60)
    await expect(stage.concord.auth.login(credentials)).rejects.toEqual(failing('invalid_credentials'))
  },
  'auth.link-expired': async (stage) => {
    await stage.on()
    await expect(stage.followLink()).rejects.toEqual(failing('magic_link_expired'))
    expect(await stage.followLink()).toMatchObject({ token_type: 'bearer' })
  },
  'auth.link-used-twice': async (stage) => {
    await stage.on()
    await expect(stage.followLink()).rejects.toEqual(failing('magic_link_used'))
    expect(await stage.followLink()).toMatchObject({ token_type: 'bearer' })
  },
  'auth.oauth-denied': async (stage) => {
    await stage.on({ provider: 'google' })
    expect(await stage.consent('google')).toMatchObject({ status: 400, json: { code: 'oauth_denied' } })
    expect(await stage.consent('facebook')).toMatchObject({ status: 200 })
  },
  'auth.mail-down': async (stage) => {
    await stage.on()
    const asked = stage.concord.auth.requestMagicLink({ email: 'ada@example.test' })
    await expect(asked).rejects.toEqual(failing('email_unavailable'))
  },

  'infrastructure.database-down': async (stage) => {
    await stage.on({ after: 10, seconds: 30 })
    expect((await stage.call('/api/v1/users/me')).status).toBe(200)
    await stage.advance(10)
    expect(await stage.call('/api/v1/users/me')).toMatchObject({ status: 503, json: { code: 'service_unavailable' } })
    expect((await stage.call('/api/v1/health')).status).toBe(503)
    expect((await stage.call('/api/v1/live')).status).toBe(200)
    await stage.advance(30)
    expect((await stage.call('/api/v1/health')).status).toBe(200)
  },
  'infrastructure.redis-down': async (stage) => {
    await stage.control('PUT', '/scenarios/infrastructure.rate-limited', { remaining: 0 })
    expect((await stage.call('/api/v1/users/me')).status).toBe(429)
    await stage.on()
    expect((await stage.call('/api/v1/users/me')).status).toBe(200)
    expect((await stage.call('/api/v1/health')).json).toMatchObject({ status: 'degraded' })
  },
  'infrastructure.storage-down': async (stage) => {
    const { document } = await stage.buy(4)
    await stage.advance(600)
    await stage.on()
    const exported = stage.concord.documents.export(document.id, { format: 'docx' })
    await expect(exported).rejects.toEqual(failing('storage_unavailable'))
  },
  'infrastructure.dependency-down': async (stage) => {
    await stage.on({ dependency: 'storage' })
    const { json } = await stage.call('/api/v1/health')
    expect(json).toMatchObject({ status: 'degraded', dependencies: { storage: 'unhealthy', redis: 'healthy' } })
  },
  'infrastructure.rate-limited': async (stage) => {
    await stage.on({ remaining: 1 })
    await stage.concord.users.me()
    await expect(stage.concord.users.me()).rejects.toMatchObject({ status: 429, retryAfterMs: 60_000 })
  },
  'infrastructure.network-reset': async (stage) => {
    await stage.on({ probability: 1, operation: 'documents.create' })
    await expect(stage.order()).rejects.toMatchObject({ name: 'NetworkError' })
    // The answer was lost, not the work.
    expect((await stage.concord.documents.list()).total).toBe(1)
  },
  'infrastructure.offline': async (stage) => {
    await stage.on({ seconds: 60 })
    await expect(stage.concord.users.me()).rejects.toMatchObject({ name: 'NetworkError' })
    expect((await stage.listen()).code).toBe(1006)
    await stage.advance(60)
    await stage.concord.users.me()
  },
  'infrastructure.slow': async (stage) => {
    await stage.on({ median: 5, sigma: 0, bytes_per_second: 5000 })
    let answered = false
    const asked = stage.call('/api/v1/users/me').finally(() => {
      answered = true
    })
    await stage.turn()
    await stage.advance(4)
    await stage.turn()
    expect(answered).toBe(false)
    await stage.advance(1)
    expect((await asked).status).toBe(200)
  },
}

describe('over a real port', () => {
  test.for(Object.entries(effects))('%s', async ([name, effect]) => {
    await using stage = await Stage.set(server, name)
    await effect(stage)
  })
})

test.for([
  ['sandbox.fetch', () => createSandbox()],
  ['MSW in Node', () => setupSandboxServer()],
] as const)('%s refuses a scenario that it cannot carry out, and the rest of it stays off', ([door, open]) => {
  const sandbox = open()
  const drip = () => sandbox.scenario('infrastructure.slow', { bytes_per_second: 100 })
  expect(drip).toThrow(EffectNotSupported)
  expect(drip).toThrow(door)
  expect(sandbox.world.faults.all).toEqual([])
  // Without what it cannot do, it can.
  sandbox.scenario('infrastructure.slow')
  expect(sandbox.world.faults.all).toHaveLength(1)
})
