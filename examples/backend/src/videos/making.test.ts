// Videos in the making, beside a sandbox that plays the language models and takes the mails.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningServer, startServer } from '@concord/mocks/server'
import type { Video, VideoCost, VideoPriority } from '@concord/sdk/types'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type RunningBackend, startBackend } from '../backend.ts'
import { readSettings } from '../settings.ts'

const world = 'making'

let sandbox: RunningServer
let backend: RunningBackend
let files: string
let token = ''
/** Everybody has a mailbox of their own. */
let email = ''
let people = 0

beforeAll(async () => {
  files = await mkdtemp(join(tmpdir(), 'making-'))
  sandbox = await startServer({ port: 0 })
  const providers = `${sandbox.url}/~${world}`
  backend = await startBackend(
    readSettings({
      CONTRACT_TEST: '1',
      PORT: '0',
      PROVIDERS_URL: providers,
      FILES: files,
      MODEL_BACKOFF_MS: '0',
      RATE_LIMITS: 'off',
    }),
  )
})
afterEach(() => change({ action: 'teardown' }))
afterAll(async () => {
  await backend.close()
  await sandbox.close()
  await rm(files, { recursive: true, force: true })
})

const change = async (body: object) =>
  (await fetch(`${backend.url}/_contract/state`, { method: 'POST', body: JSON.stringify(body) })).json()

const state = (name: string, params: object = {}) => change({ action: 'setup', state: name, params })

async function ask(path: string, method = 'GET', body?: object) {
  const answer = await fetch(`${backend.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: answer.status === 204 ? undefined : await answer.json() }
}

/** Somebody with a channel, where a video comes to this price. */
async function channelOf(price?: number): Promise<number> {
  await change({ action: 'setup', state: '' })
  people += 1
  email = `user-${people}@example.test`
  token = (await state('a signed-in user', { email })).access_token
  const { channel_id } = await state('a channel')
  if (price !== undefined) await state('the price of a video', { amount: price })
  return channel_id
}

async function order(channelId: number, priority: VideoPriority = 'normal'): Promise<number> {
  const wanted = { channel_id: channelId, title: 'Why bees dance', topic: 'Where the flowers are', priority }
  const { status, body } = await ask('/videos/generate', 'POST', wanted)
  expect(status).toBe(202)
  return body.video_id
}

const read = async (id: number): Promise<Video> => (await ask(`/videos/${id}`)).body

async function ended(id: number): Promise<Video & { readonly cost: VideoCost }> {
  await expect
    .poll(() => read(id), { timeout: 30_000, interval: 50 })
    .toMatchObject({ status: expect.stringMatching(/^(ready_for_upload|failed)$/) })
  return { ...(await read(id)), cost: (await ask(`/videos/${id}/cost`)).body }
}

const subjects = (): string[] =>
  sandbox
    .controls(world)
    .effects.mail.list(email)
    .map(({ subject }) => subject)
    .toReversed()

const alerted = 'Your video "Why bees dance" is getting expensive'
const urgency = ['high', 'normal', 'low']
const failed = 'We are sorry: "Why bees dance" could not be made'

test('a video is made of six components, in their order, and its script is written by a model', async () => {
  const video = await ended(await order(await channelOf()))
  expect(video).toMatchObject({ status: 'ready_for_upload', stage: 'ready_for_upload', progress: 100, error: null })
  expect(video.script).toMatch(/flowers/i)
  expect(video.cost.components.map(({ name, amount }) => [name, amount])).toEqual([
    ['script', 10],
    ['voice', 30],
    ['visuals', 42],
    ['music', 8],
    ['thumbnail', 6],
    ['rendering', 12],
  ])
  expect(video.cost).toMatchObject({ amount: 108, alerted_at: null })
  expect(subjects()).toEqual([])
})

test.each([
  [249, 'ready_for_upload', []],
  [250, 'ready_for_upload', [alerted]],
  [300, 'ready_for_upload', [alerted]],
  [301, 'failed', [alerted, failed]],
])('of a video that comes to %i cents: %s, with the mails %j', async (price, status, mails) => {
  const video = await ended(await order(await channelOf(price)))
  expect(video.status).toBe(status)
  await expect.poll(subjects).toEqual(mails)
  expect(video.cost.amount).toBe(video.cost.components.reduce((sum, { amount }) => sum + amount, 0))
  if (status === 'ready_for_upload') expect(video.cost.amount).toBe(price)
})

test('a component that would pass the limit is not bought, and the video says which', async () => {
  const video = await ended(await order(await channelOf(340)))
  const bought = video.cost.components.map(({ name }) => name)
  expect(bought).not.toContain('rendering')
  expect(video.cost.amount).toBeLessThanOrEqual(300)
  expect(video).toMatchObject({
    stage: 'failed',
    progress: Math.round((bought.length / 6) * 100),
    error: {
      code: 'budget_exceeded',
      detail: expect.stringMatching(/this video would cost \$3\.\d\d\. .* \$3\.00\.$/),
    },
  })
})

test('a video whose script nobody writes fails, costs nothing, and its user is told', async () => {
  const channel = await channelOf()
  await state('a scenario', { name: 'llm.down', options: { provider: 'all' } })
  const video = await ended(await order(channel))
  expect(video).toMatchObject({
    script: null,
    progress: 0,
    error: { code: 'all_providers_failed' },
    cost: { amount: 0 },
  })
  await expect.poll(subjects).toEqual([failed])
})

test('a script of nothing is no script', async () => {
  const channel = await channelOf()
  await state('a scenario', { name: 'llm.empty' })
  expect(await ended(await order(channel))).toMatchObject({ script: null, error: { code: 'all_providers_failed' } })
})

test('whoever wants no mail gets none', async () => {
  const channel = await channelOf(301)
  const { body } = await ask('/users/settings')
  await ask('/users/settings', 'PUT', { ...body, email_notifications: false })
  expect(await ended(await order(channel))).toMatchObject({
    status: 'failed',
    cost: { alerted_at: expect.any(String) },
  })
  expect(subjects()).toEqual([])
})

test('two are in work at once; the most urgent of those that wait comes next', async () => {
  const channel = await channelOf()
  const wanted: readonly VideoPriority[] = ['low', 'normal', 'high', 'low', 'normal']
  // All at once, so that none is ready before the last one waits.
  const orders = await Promise.all(wanted.map(async (priority) => ({ id: await order(channel, priority), priority })))
  const [first, second, ...waiting] = orders.sort((one, other) => one.id - other.id)
  const inTurn = waiting.sort((one, other) => urgency.indexOf(one.priority) - urgency.indexOf(other.priority))
  let most = 0
  const look = async (): Promise<number> => {
    const { items }: { items: Video[] } = (await ask('/videos')).body
    const statusOf = (made?: { id: number }) => items.find(({ id }) => id === made?.id)?.status
    most = Math.max(most, items.filter(({ status }) => status === 'processing').length)
    // Whoever is begun was begun after all that come before.
    const statuses = inTurn.map(statusOf)
    const begun = statuses.filter((status) => status !== 'queued').length
    expect(statuses.slice(0, begun)).not.toContain('queued')
    if (begun > 0) expect([statusOf(first), statusOf(second)]).toContain('ready_for_upload')
    return items.filter(({ status }) => status === 'ready_for_upload').length
  }
  let ready = 0
  while (ready < orders.length) ready = await look()
  expect(most).toBe(2)
})

test('a channel is kept while a video is made for it, and goes with its videos then', async () => {
  const channel = await channelOf()
  const video = await order(channel)
  expect(await ask(`/channels/${channel}`, 'DELETE')).toMatchObject({ status: 409, body: { code: 'channel_in_use' } })
  await ended(video)
  expect(await ask(`/channels/${channel}`, 'DELETE')).toMatchObject({ status: 204 })
  expect(await ask(`/videos/${video}`)).toMatchObject({ status: 404, body: { code: 'video_not_found' } })
})

test('a user who leaves takes their videos along, and those who wait are not held up', async () => {
  const channel = await channelOf()
  await order(channel)
  await order(channel)
  const { id } = (await ask('/users/me')).body
  expect(await ask(`/users/${id}`, 'DELETE')).toMatchObject({ status: 204 })
  token = (await state('a signed-in user')).access_token
  const { channel_id } = await state('a channel')
  expect(await ended(await order(channel_id))).toMatchObject({ status: 'ready_for_upload' })
})

test('nobody works on a video that a state made, and it takes nobody else the place', async () => {
  const channel = await channelOf()
  const [queued, one, two] = [
    await state('a video', { status: 'queued' }),
    await state('a video', { status: 'processing' }),
    await state('a video', { status: 'processing' }),
  ]
  await ended(await order(channel))
  const after = await Promise.all([queued, one, two].map(({ video_id }) => read(video_id)))
  expect(after.map(({ status, progress }) => [status, progress])).toEqual([
    ['queued', 0],
    ['processing', 33],
    ['processing', 33],
  ])
})

test.each([
  ['queued', undefined, { amount: 0, alerted: false, count: 0 }],
  ['queued', 100, { amount: 0, alerted: false, count: 0 }],
  ['processing', undefined, { amount: 40, alerted: false, count: 2 }],
  ['processing', 54, { amount: 54, alerted: false, count: 2 }],
  ['ready_for_upload', undefined, { amount: 166, alerted: false, count: 6 }],
  ['ready_for_upload', 250, { amount: 250, alerted: true, count: 6 }],
  ['failed', undefined, { amount: 282, alerted: true, count: 5 }],
])('the state of a video that is %s, with %s cents', async (status, amount, wanted) => {
  await channelOf()
  const { video_id } = await state('a video', { status, ...(amount !== undefined && { amount }) })
  const cost: VideoCost = (await ask(`/videos/${video_id}/cost`)).body
  expect(cost.components.reduce((sum, component) => sum + component.amount, 0)).toBe(cost.amount)
  expect({ amount: cost.amount, alerted: cost.alerted_at !== null, count: cost.components.length }).toEqual(wanted)
})

test('the price of a video is undone with its interaction', async () => {
  await channelOf(340)
  await change({ action: 'teardown' })
  expect(await ended(await order(await channelOf()))).toMatchObject({ cost: { amount: 108 } })
})
