import { describe, expect, test } from 'vitest'
import type { OperationEntry } from '../engine/operation-table.ts'
import { platformFace } from './face.ts'
import { type Person, Platform } from './platform.fixture.ts'

const operations = platformFace.services.flatMap((service) => service.operations)
const guarded = operations.filter(({ security }) => security.length > 0)
const admin = guarded.filter(({ access }) => access === 'admin')
const owned = guarded.filter(({ access }) => access === 'owner' || access === 'self')

/** What an operation needs besides whose the resource is. */
const bodies: Readonly<Record<string, object>> = {
  'documents.update': { title: 'Mine now' },
  'documents.export': { format: 'pdf' },
  'users.update': { name: 'Eve' },
  'channels.update': { name: 'Mine now' },
}

interface Ids {
  readonly document_id: number
  readonly payment_id: number
  readonly payment_intent_id: string
  readonly job_id: number
  readonly refund_id: number
  readonly user_id: number
  readonly channel_id: number
  readonly video_id: number
}

const nobodys: Ids = {
  document_id: 999_999_999,
  payment_id: 999_999_999,
  payment_intent_id: 'pi_unknown',
  job_id: 999_999_999,
  refund_id: 999_999_999,
  user_id: 999_999_999,
  channel_id: 999_999_999,
  video_id: 999_999_999,
}

/** Somebody with one of everything. */
async function owner(platform: Platform): Promise<{ ada: Person; ids: Ids }> {
  const ada = platform.signIn()
  const paid = await platform.pay(ada.token)
  await platform.advance(120)
  const body = { payment_id: paid.payment_id, reason: 'Not what I ordered.' }
  const refund = await platform.post('/api/v1/refunds', body, ada.token)
  const channel = { name: 'Bee by bee', niche: 'Wild bees', language: 'en' }
  const { id: channel_id } = (await platform.post('/api/v1/channels', channel, ada.token)).body
  const video = await platform.post('/api/v1/videos/generate', videoFor(channel_id), ada.token)
  const ids = { ...paid, refund_id: refund.body.id, user_id: ada.id, channel_id, video_id: video.body.video_id }
  return { ada, ids }
}

const videoFor = (channel_id: number) => ({ channel_id, title: 'Why bees dance', topic: 'How bees tell the way' })

/** Everything that somebody else could have changed. */
const possessions = ({ world }: Platform): string =>
  JSON.stringify(['documents', 'channels', 'videos'].map((name) => world.store.collection(name).all()))

/** Calls an operation about these resources, wherever it names them. */
function callAbout(platform: Platform, operation: OperationEntry, ids: Ids, token?: string) {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(ids[name as keyof Ids] ?? 1))
  const query = operation.id === 'payments.verify' ? `?payment_intent_id=${ids.payment_intent_id}` : ''
  const about: Readonly<Record<string, object>> = {
    ...bodies,
    'payments.createIntent': { document_id: ids.document_id },
    'refunds.create': { payment_id: ids.payment_id, reason: 'Give it back.' },
    'videos.generate': videoFor(ids.channel_id),
  }
  const body = about[operation.id]
  return platform.request(operation.method, path + query, {
    ...(body && { body }),
    ...(token !== undefined && { token }),
  })
}

test('every operation says whether it needs a token', () => {
  const open = operations.filter(({ security }) => security.length === 0).map(({ service }) => service)
  expect(new Set(open)).toEqual(new Set(['auth', 'documents', 'payments', 'websockets', 'health']))
  expect(owned.length).toBeGreaterThanOrEqual(17)
  expect(admin.length).toBeGreaterThanOrEqual(18)
})

describe('every operation that needs a token answers 401', () => {
  test.each(guarded.map((operation) => [operation.id, operation] as const))('%s', async (_, operation) => {
    const platform = new Platform()
    const ada = platform.signIn()
    const code = async (token?: string) => {
      const { status, body } = await callAbout(platform, operation, nobodys, token)
      return [status, body.code]
    }
    expect(await code()).toEqual([401, 'token_missing'])
    expect(await code('garbage')).toEqual([401, 'token_invalid'])
    expect(await code(`${ada.token.slice(0, -3)}AAA`)).toEqual([401, 'token_invalid'])
    expect(await code(ada.refresh)).toEqual([401, 'token_invalid'])
    await platform.advance(1_800)
    expect(await code(ada.token)).toEqual([401, 'token_expired'])
  })

  test('to an unsigned token and to one of another world', async () => {
    const [platform, other] = [new Platform({ name: 'one' }), new Platform({ name: 'other' })]
    platform.signIn()
    const claims = other.signIn().token.split('.')[1] ?? ''
    const unsigned = `${btoa('{"alg":"none","typ":"JWT"}').replaceAll('=', '')}.${claims}.`
    for (const token of [unsigned, other.signIn().token]) {
      expect((await platform.get('/api/v1/users/me', token)).body.code).toBe('token_invalid')
    }
  })
})

describe("another user's resource is 403 and an unknown one 404", () => {
  test.each(owned.map((operation) => [operation.id, operation] as const))('%s', async (_, operation) => {
    const platform = new Platform()
    const { ids, ada } = await owner(platform)
    const eve = platform.signIn('eve@example.test')
    const before = possessions(platform)
    const forbidden = await callAbout(platform, operation, ids, eve.token)
    expect([forbidden.status, forbidden.body.code]).toEqual([403, 'not_authorized'])
    const unknown = await callAbout(platform, operation, nobodys, eve.token)
    expect([unknown.status, unknown.body.code]).toEqual([404, expect.stringMatching(/_not_found$/)])
    expect(possessions(platform)).toBe(before)
    expect((await callAbout(platform, operation, ids, ada.token)).status).not.toBe(403)
  })

  test.each(owned.filter(({ access }) => access === 'owner').map((operation) => [operation.id, operation] as const))(
    '%s: an administrator owns no more than others',
    async (_, operation) => {
      const platform = new Platform()
      const { ids } = await owner(platform)
      const root = platform.signIn('root@example.test', 'admin')
      expect((await callAbout(platform, operation, ids, root.token)).status).toBe(403)
    },
  )
})

describe('only administrators get in under /admin', () => {
  test.each(admin.map((operation) => [operation.id, operation] as const))('%s', async (_, operation) => {
    const platform = new Platform()
    const ada = platform.signIn()
    const example = { reason: 'No.', enabled: true, name: 'Key', email: 'new@example.test' }
    const path = operation.path.replaceAll(/\{\w+_key\}/g, 'citation_checks').replaceAll(/\{\w+\}/g, '1')
    const body =
      operation.id === 'admin.updateSettings'
        ? { support_email: 'a@example.test', announcement: null, activity_retention_days: 1 }
        : operation.id === 'admin.updateEmailTemplate'
          ? { subject: 's', text: 't', html: 'h' }
          : example
    const { status, body: problem } = await platform.request(operation.method, path, {
      token: ada.token,
      ...(operation.requestTypes && { body }),
    })
    expect([status, problem.code]).toEqual([403, 'not_authorized'])
  })
})

test('a list shows nothing of others', async () => {
  const platform = new Platform()
  await owner(platform)
  const eve = platform.signIn('eve@example.test')
  for (const path of ['documents', 'jobs', 'payment/history', 'refunds', 'channels', 'videos', 'users/me/activity']) {
    expect((await platform.get(`/api/v1/${path}`, eve.token)).body.total, path).toBe(0)
  }
})

test('two worlds in parallel never see each other', async () => {
  const [one, other] = [new Platform({ name: 'one' }), new Platform({ name: 'other' })]
  const [ada, eve] = [one.signIn(), other.signIn('eve@example.test')]
  await Promise.all([one.pay(ada.token), other.pay(eve.token, 5)])
  await Promise.all([one.advance(600), other.advance(10)])
  expect((await one.get('/api/v1/documents', ada.token)).body.items).toMatchObject([
    { status: 'completed', target_pages: 20 },
  ])
  expect((await other.get('/api/v1/documents', eve.token)).body.items).toMatchObject([
    { status: 'generating', target_pages: 5 },
  ])
  expect((await other.get('/api/v1/users/me', ada.token)).status).toBe(401)
  expect(other.inbox).toEqual([])
})
