// What a process leaves behind, the next one takes up: its customers, their sign-ins, its half-written documents and half-made videos.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningServer, startServer } from '@concord/mocks/server'
import { Concord, memorySession } from '@concord/sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBackend } from './backend.ts'
import { readSettings } from './settings.ts'
import { Database } from './storage/database.ts'
import { boughtFor, videoById } from './videos/videos.ts'

let sandbox: RunningServer
let folder: string

beforeAll(async () => {
  sandbox = await startServer({ port: 0 })
  folder = await mkdtemp(join(tmpdir(), 'backend-'))
})
afterAll(async () => {
  await sandbox.close()
  await rm(folder, { recursive: true, force: true })
})

const settings = (world: string, more: Readonly<Record<string, string>> = {}) =>
  readSettings({
    ...more,
    PORT: '0',
    PROVIDERS_URL: `${sandbox.url}/~${world}`,
    JWT_SECRET: 'a secret of this test, long enough for HS256',
    DATABASE: join(folder, `${world}.sqlite`),
    FILES: join(folder, 'files'),
    // Slow enough that the first process is gone before the document is written.
    SECTION_PAUSE_MS: '1000',
  })

/** Signs somebody in by the link in their mail. */
async function signIn(baseUrl: string, world: string) {
  const concord = new Concord({ baseUrl, session: memorySession() })
  await concord.auth.requestMagicLink({ email: 'ada@example.test' })
  const [mail] = sandbox.controls(world).effects.mail.list('ada@example.test')
  const token = new URL(mail?.links[0] ?? '').searchParams.get('token') ?? ''
  const { access_token } = await concord.auth.verifyMagicLink({ token })
  return { concord, access_token }
}

/** Has somebody pay for a document. */
async function order(baseUrl: string, world: string) {
  const { concord, access_token } = await signIn(baseUrl, world)
  const { id } = await concord.documents.create({
    title: 'Bees',
    topic: 'Pollination',
    target_pages: 4,
    language: 'en',
  })
  const { payment_intent_id } = await concord.payments.createIntent({ document_id: id })
  await sandbox.controls(world).pay(payment_intent_id)
  const payment = await concord.payments.verify({ payment_intent_id })
  return { access_token, documentId: id, jobId: payment.job_id ?? 0 }
}

test('a job goes on behind its last finished section when another process takes it over', async () => {
  const first = await startBackend(settings('resume'))
  const { access_token, documentId, jobId } = await order(first.url, 'resume')
  const ask = async (url: string, path: string) =>
    (await fetch(`${url}/api/v1${path}`, { headers: { authorization: `Bearer ${access_token}` } })).json()
  await expect
    .poll(() => ask(first.url, `/jobs/${jobId}`), { timeout: 30_000, interval: 100 })
    .toMatchObject({ completed_sections: 1 })
  await first.close()

  const second = await startBackend(settings('resume'))
  await expect
    .poll(() => ask(second.url, `/jobs/${jobId}`), { timeout: 30_000, interval: 200 })
    .toMatchObject({ status: 'completed', progress: 100, completed_sections: 4 })
  const { items } = await ask(second.url, `/documents/${documentId}/sections`)
  expect(items.map(({ section_index }: { section_index: number }) => section_index)).toEqual([1, 2, 3, 4])
  await second.close()
})

test('a video goes on behind its last bought component, those that wait follow, and its user is alerted once', async () => {
  const slowly = settings('studio', { COMPONENT_DELAY_MS: '800', RATE_LIMITS: 'off' })
  const first = await startBackend(slowly)
  const { concord, access_token } = await signIn(first.url, 'studio')
  const { id: channel_id } = await concord.channels.create({ name: 'Bees', niche: 'Wild bees', language: 'en' })
  const wanted = { channel_id, title: 'Why bees dance', topic: 'Where the flowers are' }
  const { video_id: dear } = await concord.videos.generate(wanted)
  const { video_id: other } = await concord.videos.generate(wanted)
  const { video_id: waiting } = await concord.videos.generate(wanted)
  const ask = async (url: string, path: string) =>
    (await fetch(`${url}/api/v1${path}`, { headers: { authorization: `Bearer ${access_token}` } })).json()
  const costs = (url: string) => ask(url, `/videos/${dear}/cost`)
  const bought = (...names: readonly string[]) => ({
    components: names.map((name) => expect.objectContaining({ name })),
  })
  await expect.poll(() => costs(first.url), { timeout: 30_000, interval: 20 }).toMatchObject(bought('script', 'voice'))
  await first.close()

  const between = new Database(slowly.database)
  // The visuals became dear meanwhile: with them its user is alerted.
  between.run`update videos set prices = json_set(prices, '$.visuals', 220) where id = ${dear}`
  const before = boughtFor(between, dear)
  expect(videoById(between, waiting)).toMatchObject({ status: 'queued' })
  between.close()

  const second = await startBackend(slowly)
  await expect
    .poll(() => costs(second.url), { timeout: 30_000, interval: 20 })
    .toMatchObject({ alerted_at: expect.any(String) })
  expect((await costs(second.url)).components.slice(0, 2)).toEqual(before.map((one) => ({ ...one, currency: 'usd' })))
  await second.close()

  const third = await startBackend(settings('studio', { RATE_LIMITS: 'off' }))
  for (const id of [dear, other, waiting]) {
    await expect
      .poll(() => ask(third.url, `/videos/${id}`), { timeout: 30_000, interval: 50 })
      .toMatchObject({ status: 'ready_for_upload', progress: 100, script: expect.any(String) })
  }
  const { amount, components } = await costs(third.url)
  expect({ amount, bought: components.length }).toEqual({ amount: 286, bought: 6 })
  const alerts = sandbox
    .controls('studio')
    .effects.mail.list('ada@example.test')
    .filter(({ subject }) => subject.includes('expensive'))
  expect(alerts).toHaveLength(1)
  await third.close()
})

/** Starts the backend as its users do. */
const start = (environment: Record<string, string>) =>
  spawn(process.execPath, ['--conditions=concord-source', join(import.meta.dirname, 'main.ts')], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

test('a fault that does not exist is refused with those that do', async () => {
  const child = start({ FAULT: 'no-such-fault' })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const [code] = await once(child, 'exit')
  expect({ code, said }).toMatchObject({ code: 2, said: expect.stringContaining('FAULT=no-such-fault is not a fault') })
})

test('it says where it listens, and ends cleanly on SIGTERM', async () => {
  const child = start({ PORT: '0', CONTRACT_TEST: '1', PROVIDERS_URL: sandbox.url, FILES: join(folder, 'files') })
  const [line] = await once(child.stdout, 'data')
  expect(String(line)).toMatch(/^listening on http:\/\/127\.0\.0\.1:\d+\n$/)
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})
