// The rules of a generation as a client of the platform sees them: over the SDK, the inbox, the socket and the control API.
import { createSandbox, type InProcessSandbox } from '@concord/mocks'
import { type RunningServer, startServer } from '@concord/mocks/server'
import { type JobStep, memorySession } from '@concord/sdk'
import { afterEach, expect, test } from 'vitest'
import { HandClock } from '../packages/sdk/test/stub.ts'

let server: RunningServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

async function ordered(sandbox: InProcessSandbox, pages: number) {
  const ada = await sandbox.signIn('ada@example.test')
  const { concord } = ada
  const paper = { title: 'Bees', topic: 'Pollination', target_pages: pages, language: 'en' }
  const document = await concord.documents.create(paper)
  const intent = await concord.payments.createIntent({ document_id: document.id })
  await sandbox.pay(intent)
  const { job_id } = await concord.payments.get(intent.payment_id)
  if (job_id === null) throw new Error('The payment made no job.')
  return { ...ada, document, intent, jobId: job_id }
}

test('43 good sections of 50 are delivered: with one warning for each of the 7 others, and a mail', async () => {
  const sandbox = createSandbox({ seed: 7 })
  sandbox.scenario('generation.partial-43')
  const { concord, document, intent, jobId } = await ordered(sandbox, 50)
  await sandbox.clock.advance('1h')

  const delivered = await concord.documents.get(document.id)
  expect(delivered.status).toBe('completed')
  expect(delivered.quality_warnings).toHaveLength(7)
  for (const warning of delivered.quality_warnings)
    expect(warning).toMatch(/^Section \d+ failed quality checks after 3 attempts$/)
  expect(await concord.jobs.get(jobId)).toMatchObject({
    status: 'completed_with_warnings',
    completed_sections: 43,
    failed_sections: 7,
  })
  const { items } = await concord.documents.listSections(document.id, { per_page: 100 })
  expect(items.filter(({ status }) => status === 'completed')).toHaveLength(43)
  expect((await concord.payments.get(intent.payment_id)).status).toBe('completed')
  const [mail] = sandbox.inbox.list('ada@example.test')
  expect(mail?.text).toContain(delivered.quality_warnings[0])
  expect((await concord.refunds.list()).total).toBe(0)
})

test('42 good sections of 50 are not: failed_quality, the whole price back, and an apology', async () => {
  const sandbox = createSandbox({ seed: 7 })
  sandbox.scenario('generation.partial-42')
  const { concord, document, intent, jobId } = await ordered(sandbox, 50)
  await sandbox.clock.advance('1h')

  expect(await concord.jobs.get(jobId)).toMatchObject({
    status: 'failed_quality',
    completed_sections: 42,
    failed_sections: 8,
    error: { code: 'failed_quality' },
  })
  expect(['failed_quality', 'refunded']).toContain((await concord.documents.get(document.id)).status)
  const payment = await concord.payments.get(intent.payment_id)
  expect(payment).toMatchObject({ status: 'refunded', amount_refunded: payment.amount })
  const subjects = sandbox.inbox.list('ada@example.test').map(({ text }) => text)
  expect(subjects.join('\n')).toMatch(/sorry|apolog/i)
})

test('a running job gives a heartbeat every 10 s of virtual time, over a real socket, and none after its end', async () => {
  server = await startServer({ port: 0, paused: true })
  const controls = server.controls()
  const ada = controls.signIn({ email: 'ada@example.test' })
  const socket = new WebSocket(`ws://localhost:${server.port}/api/v1/ws/${ada.user.id}?token=${ada.access_token}`)
  const heard: { type: string; timestamp: string }[] = []
  socket.addEventListener('message', ({ data }) => heard.push(JSON.parse(data)))
  const closed = new Promise<CloseEvent>((resolve) => socket.addEventListener('close', resolve))
  await new Promise((resolve) => socket.addEventListener('open', resolve))
  const ask = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${ada.access_token}` }
    return (await fetch(`${server?.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).json()
  }
  const paper = { title: 'Bees', topic: 'Pollination', target_pages: 40, language: 'en' }
  const document = (await ask('/api/v1/documents', paper)) as { id: number }
  const intent = (await ask('/api/v1/payment/create-intent', { document_id: document.id })) as {
    payment_intent_id: string
  }
  await controls.pay(intent.payment_intent_id)
  await ask('/__sandbox/clock/advance', { seconds: 600 })
  expect((await closed).code).toBe(1000)

  const at = (type: string) =>
    heard.filter((message) => message.type === type).map(({ timestamp }) => Date.parse(timestamp))
  const [started = 0] = at('job_started')
  const [ended = 0] = at('job_completed')
  const beats = at('heartbeat')
  expect(beats).toEqual(
    Array.from({ length: Math.floor((ended - started) / 10_000) }, (_, n) => started + (n + 1) * 10_000),
  )
  expect(beats.length).toBeGreaterThanOrEqual(9)
})

test('a model that is down is asked again after 2, 4 and 8 s, and then the next one of the chain is', async () => {
  const sandbox = createSandbox({ seed: 7 })
  sandbox.scenario('llm.down', { provider: 'openai' })
  const { concord, jobId } = await ordered(sandbox, 1)
  await sandbox.clock.advance('10m')
  expect((await concord.jobs.get(jobId)).status).toBe('completed')
  const calls = sandbox.timeline.since(0, 'provider').filter(({ operation }) => operation === 'chat.complete')
  expect(calls.map(({ provider, status }) => `${provider} ${status}`)).toEqual([
    ...Array(4).fill('openai:gpt-4 503'),
    ...Array(4).fill('openai:gpt-3.5-turbo 503'),
    'anthropic:claude-3-5-sonnet-20241022 200',
  ])
  const times = calls.map(({ at }) => Date.parse(at) / 1000)
  const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0))
  expect(pauses).toEqual([2, 4, 8, 0, 2, 4, 8, 0])
})

test('when every model is down the job fails with all_providers_failed, and the watcher is told', async () => {
  const sandbox = createSandbox({ seed: 7 })
  sandbox.scenario('llm.down', { provider: 'all' })
  const { concord, jobId } = await ordered(sandbox, 5)
  const steps: JobStep[] = []
  const watching = (async () => {
    for await (const step of concord.jobs.watch(jobId)) steps.push(step)
  })()
  await sandbox.clock.advance('10m')
  await watching
  expect(steps.at(-1)).toMatchObject({ type: 'job_failed', error: { code: 'all_providers_failed' } })
})

test('a token that expires while its job is watched costs no step: the socket closes with 4401 and comes back', async () => {
  const sandbox = createSandbox({ seed: 7 })
  const signedIn = await sandbox.signIn('ada@example.test')
  const clock = new HandClock(sandbox.clock.now())
  const concord = sandbox.client({ clock, session: memorySession(signedIn) })
  const pass = async (seconds: number) => {
    await clock.advance(seconds * 1000)
    await sandbox.clock.advance(seconds)
  }
  // The client renews a token that has less than 5 minutes left when it connects; this one has 5 minutes and a half.
  await pass(24.5 * 60)
  const paper = { title: 'Bees', topic: 'Pollination', target_pages: 200, language: 'en' }
  const document = await concord.documents.create(paper)
  const intent = await concord.payments.createIntent({ document_id: document.id })
  await sandbox.pay(intent)
  const { job_id } = await concord.payments.get(intent.payment_id)
  if (job_id === null) throw new Error('The payment made no job.')
  const steps: JobStep[] = []
  let ended = false
  const watching = (async () => {
    for await (const step of concord.jobs.watch(job_id)) steps.push(step)
    ended = true
  })()
  for (let count = 0; count < 1_000 && !ended; count += 1) await pass(1)
  await watching
  const codes = sandbox.timeline.since(0, 'frame').flatMap(({ type, code }) => (type === 'close' ? [code] : []))
  expect(codes).toEqual([4401, 1000])
  const sections = steps.flatMap((step) => (step.type === 'section_completed' ? [step.section_index] : []))
  expect(sections).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
  expect(steps.at(-1)).toMatchObject({ type: 'job_completed', status: 'completed' })
})

test.for([
  [10, 1, 1, 1],
  [50, 3, 2, 4],
  [100, 5, 4, 6],
  [200, 10, 8, 12],
])('%i pages are estimated at %i min, %i to %i', async ([pages = 0, minutes, least, most]) => {
  const sandbox = createSandbox()
  const { concord } = await sandbox.signIn('ada@example.test')
  const paper = { title: 'Bees', topic: 'Pollination', target_pages: pages, language: 'en' }
  const { id } = await concord.documents.create(paper)
  expect(await concord.documents.estimate(id)).toEqual({
    target_pages: pages,
    estimated_minutes: minutes,
    min_minutes: least,
    max_minutes: most,
  })
})
