// Who may do what, for every operation that the specs have: a new one is checked here without a line of code.
import { createSandbox, type InProcessSandbox } from '@concord/mocks'
import { expect, test } from 'vitest'
import type { OperationEntry } from '../packages/mocks/src/engine/operation-table.ts'
import { operations as admin } from '../packages/mocks/src/generated/admin.ts'
import { operations as auth } from '../packages/mocks/src/generated/auth.ts'
import { operations as documents } from '../packages/mocks/src/generated/documents.ts'
import { operations as health } from '../packages/mocks/src/generated/health.ts'
import { operations as jobs } from '../packages/mocks/src/generated/jobs.ts'
import { operations as payments } from '../packages/mocks/src/generated/payments.ts'
import { operations as refunds } from '../packages/mocks/src/generated/refunds.ts'
import { operations as users } from '../packages/mocks/src/generated/users.ts'
import { operations as websockets } from '../packages/mocks/src/generated/websockets.ts'

const everything = [admin, auth, documents, health, jobs, payments, refunds, users, websockets].flat()
const secured = everything.filter(({ security }) => security.length > 0)
const ofOwner = secured.filter(({ access }) => access === 'owner' || access === 'self')
const ofAdministrators = secured.filter(({ access }) => access === 'admin')
const named = (operations: readonly OperationEntry[]) =>
  operations.map((operation) => [operation.id, operation] as const)

type Values = Readonly<Record<string, string | number>>

/** Everything that Ada has, and the tokens of those who want it. */
interface Stage {
  readonly sandbox: InProcessSandbox
  readonly ada: string
  readonly bob: string
  readonly administrator: string
  /** Ids of what is Ada's, by the name of the parameter; a prefix names the operation that needs another one. */
  readonly ids: Values
}

async function stage(): Promise<Stage> {
  const sandbox = createSandbox({ seed: 7 })
  const ada = await sandbox.signIn('ada@example.test')
  const bob = await sandbox.signIn('bob@example.test')
  const administrator = await sandbox.signIn({ email: 'root@example.test', role: 'admin' })
  const order = () =>
    ada.concord.documents.create({ title: 'Bees', topic: 'Pollination', target_pages: 10, language: 'en' })
  const draft = await order()
  const paid = []
  for (const document of [await order(), await order()]) {
    const intent = await ada.concord.payments.createIntent({ document_id: document.id })
    await sandbox.pay(intent)
    paid.push(await ada.concord.payments.get(intent.payment_id))
  }
  await sandbox.clock.advance('10m')
  const [kept, returned] = paid
  if (kept === undefined || returned === undefined || kept.job_id === null) throw new Error('nothing was paid for')
  const refund = await ada.concord.refunds.create({ payment_id: returned.id, reason: 'Not what I ordered' })
  const key = await administrator.concord.admin.createApiKey({ name: 'ci' })
  return {
    sandbox,
    ada: ada.access_token,
    bob: bob.access_token,
    administrator: administrator.access_token,
    ids: {
      document_id: draft.id,
      'documents.export document_id': kept.document_id,
      job_id: kept.job_id,
      payment_id: kept.id,
      payment_intent_id: kept.payment_intent_id,
      refund_id: refund.id,
      user_id: ada.user.id,
      api_key_id: key.id,
      flag_key: 'long_documents',
      template_key: 'magic_link',
    },
  }
}

/** No service has so many of anything. */
const unknown: Values = {
  document_id: 999_999_999,
  job_id: 999_999_999,
  payment_id: 999_999_999,
  payment_intent_id: 'pi_nobody_has_this',
  refund_id: 999_999_999,
  user_id: 999_999_999,
  api_key_id: 999_999_999,
  flag_key: 'no_such_flag',
  template_key: 'no_such_template',
}

const idOf = (ids: Values, { id }: OperationEntry, name: string) => ids[`${id} ${name}`] ?? ids[name]

/** What each operation needs in its body besides ids. */
const bodies: Readonly<Record<string, (id: (name: string) => unknown) => object>> = {
  'documents.create': () => ({ title: 'Bees', topic: 'Pollination', target_pages: 10, language: 'en' }),
  'documents.update': () => ({ title: 'Wasps' }),
  'documents.export': () => ({ format: 'docx' }),
  'payments.createIntent': (id) => ({ document_id: id('document_id') }),
  'refunds.create': (id) => ({ payment_id: id('payment_id'), reason: 'I changed my mind' }),
  'users.update': () => ({ name: 'Countess' }),
  'users.updateMe': () => ({ name: 'Countess' }),
  'users.updateSettings': () => ({
    language: 'en',
    timezone: 'UTC',
    email_notifications: true,
    marketing_emails: false,
  }),
  'users.create': () => ({ email: 'new@example.test', name: 'New' }),
  'admin.rejectRefund': () => ({ reason: 'Too late' }),
  'admin.updateFeatureFlag': () => ({ enabled: true }),
  'admin.updateSettings': () => ({
    support_email: 'help@example.test',
    announcement: null,
    activity_retention_days: 30,
  }),
  'admin.updateEmailTemplate': () => ({
    subject: 'Your link',
    text: 'Here: {{link}}',
    html: '<a href="{{link}}">Here</a>',
  }),
  'admin.createApiKey': () => ({ name: 'nightly' }),
}

async function call(
  sandbox: InProcessSandbox,
  operation: OperationEntry,
  ids: Values,
  token?: string,
): Promise<{ status: number; code: string | undefined; text: string }> {
  const id = (name: string) => idOf(ids, operation, name)
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(id(name))))
  const query = operation.parameters
    .filter((parameter) => parameter.in === 'query' && parameter.required)
    .map(({ name }) => `${name}=${encodeURIComponent(String(id(name)))}`)
  const body = bodies[operation.id]?.(id)
  if (operation.bodyRequired === true && body === undefined) throw new Error(`${operation.id} needs a body here`)
  const response = await sandbox.fetch(`${sandbox.origin}${path}?${query.join('&')}`, {
    method: operation.method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: token }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const isProblem = response.headers.get('content-type') === 'application/problem+json'
  return { status: response.status, code: isProblem ? JSON.parse(text).code : undefined, text }
}

test('the tables have every service of the platform, and every operation with an id in its path says whose it is', () => {
  expect(secured.length).toBeGreaterThan(45)
  expect(ofOwner.length).toBeGreaterThan(14)
  expect(ofAdministrators.length).toBeGreaterThan(17)
  const nobodys = secured.filter(({ path, access }) => path.includes('{') && access === undefined)
  expect(nobodys.map(({ id }) => id)).toEqual([])
})

test('everything outside of /auth, /health and what carries its own secret needs a token', () => {
  const open = everything.filter(({ security, service }) => security.length === 0 && service !== 'auth')
  expect(open.filter(({ service }) => service !== 'health').map(({ id }) => id)).toEqual([
    'documents.download',
    'payments.receiveWebhook',
    'websockets.connect',
  ])
})

test.for(named(secured))('%s without a token is 401 token_missing', async ([, operation]) => {
  expect(await call(createSandbox(), operation, unknown)).toMatchObject({ status: 401, code: 'token_missing' })
})

test.for(named(secured))('%s with garbage for a token is 401 token_invalid', async ([, operation]) => {
  const answer = await call(createSandbox(), operation, unknown, 'Bearer garbage.in.token')
  expect(answer).toMatchObject({ status: 401, code: 'token_invalid' })
})

test.for(named(secured))('%s with a token of 31 minutes ago is 401 token_expired', async ([, operation]) => {
  const sandbox = createSandbox()
  const { access_token, user } = await sandbox.signIn({ email: 'ada@example.test', role: 'admin' })
  await sandbox.clock.advance('31m')
  const answer = await call(sandbox, operation, { ...unknown, user_id: user.id }, `Bearer ${access_token}`)
  expect(answer).toMatchObject({ status: 401, code: 'token_expired' })
})

test.for(named(ofOwner))(
  '%s is for the owner; another user is 403, whether or not they mean harm, and what nobody has is 404',
  async ([, operation]) => {
    const { sandbox, ada, bob, ids } = await stage()
    const other = await call(sandbox, operation, ids, `Bearer ${bob}`)
    expect(other).toMatchObject({ status: 403, code: 'not_authorized' })
    const nobodys = await call(sandbox, operation, unknown, `Bearer ${ada}`)
    expect(nobodys).toMatchObject({ status: 404 })
    expect(nobodys.code).toMatch(/_not_found$/)
    const own = await call(sandbox, operation, ids, `Bearer ${ada}`)
    expect([200, 201, 202, 204], own.text).toContain(own.status)
    expect(other.text).not.toMatch(/ada@|Bees|pi_/)
  },
)

test.for(named(ofAdministrators))(
  '%s is for administrators; a user is 403, and an administrator is answered',
  async ([, operation]) => {
    const { sandbox, ada, administrator, ids } = await stage()
    expect(await call(sandbox, operation, ids, `Bearer ${ada}`)).toMatchObject({ status: 403, code: 'not_authorized' })
    const answer = await call(sandbox, operation, ids, `Bearer ${administrator}`)
    expect([200, 201, 204], answer.text).toContain(answer.status)
  },
)

test.for(named(ofAdministrators.filter(({ path }) => path.includes('{'))))(
  '%s of what does not exist is 404 for an administrator',
  async ([, operation]) => {
    const { sandbox, administrator } = await stage()
    const answer = await call(sandbox, operation, unknown, `Bearer ${administrator}`)
    expect(answer).toMatchObject({ status: 404 })
    expect(answer.code).toMatch(/_not_found$/)
  },
)

test.for(named(users.filter(({ access }) => access === 'self')))(
  '%s: an administrator may do it to anybody, and to nobody is 404',
  async ([, operation]) => {
    const { sandbox, administrator, ids } = await stage()
    expect(await call(sandbox, operation, unknown, `Bearer ${administrator}`)).toMatchObject({
      status: 404,
      code: 'user_not_found',
    })
    expect([200, 204]).toContain((await call(sandbox, operation, ids, `Bearer ${administrator}`)).status)
  },
)

const me = everything.find(({ id }) => id === 'users.me') as OperationEntry
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

test.for<[string, (signedIn: { access_token: string; refresh_token: string }) => string]>([
  ['a refresh token', ({ refresh_token }) => `Bearer ${refresh_token}`],
  ['a token without its signature', ({ access_token }) => `Bearer ${access_token.replace(/[^.]+$/, '')}`],
  [
    'a token whose claims were changed',
    ({ access_token }) => {
      const [head, claims = '', signature] = access_token.split('.')
      const changed = { ...JSON.parse(Buffer.from(claims, 'base64url').toString()), role: 'admin' }
      return `Bearer ${head}.${encode(changed)}.${signature}`
    },
  ],
  [
    'a token that says it is signed with none',
    ({ access_token }) => `Bearer ${encode({ alg: 'none', typ: 'JWT' })}.${access_token.split('.')[1]}.`,
  ],
  ['a token of bytes that are no JSON', () => `Bearer ${Buffer.from([0xff, 0xfe]).toString('base64url')}.e30.e30`],
])('%s is 401 token_invalid', async ([, authorization]) => {
  const sandbox = createSandbox()
  const answer = await call(sandbox, me, unknown, authorization(await sandbox.signIn('ada@example.test')))
  expect(answer).toMatchObject({ status: 401, code: 'token_invalid' })
})

test('a token of another world is 401 token_invalid, though its user has the same id', async () => {
  const { access_token } = await createSandbox({ seed: 1 }).signIn('ada@example.test')
  const other = createSandbox({ seed: 2 })
  await other.signIn('eve@example.test')
  expect(await call(other, me, unknown, `Bearer ${access_token}`)).toMatchObject({ status: 401, code: 'token_invalid' })
})

test('the token of an account that was deleted is 401', async () => {
  const sandbox = createSandbox()
  const { concord, user, access_token } = await sandbox.signIn('ada@example.test')
  await concord.users.delete(user.id)
  expect(await call(sandbox, me, unknown, `Bearer ${access_token}`)).toMatchObject({
    status: 401,
    code: 'token_invalid',
  })
})

test('both tokens stop working at logout', async () => {
  const sandbox = createSandbox()
  const { concord, access_token, refresh_token } = await sandbox.signIn('ada@example.test')
  await concord.auth.logout({ refresh_token })
  expect(await call(sandbox, me, unknown, `Bearer ${access_token}`)).toMatchObject({ status: 401 })
  const again = await sandbox.client().auth.refresh({ refresh_token }).result()
  expect(again.ok).toBe(false)
})

test.for<[string, (stage: Stage) => string, number]>([
  ['no token', ({ ids }) => `${ids.user_id}`, 4401],
  ['garbage', ({ ids }) => `${ids.user_id}?token=garbage`, 4401],
  ['the id of another user', ({ ids, bob }) => `${ids.user_id}?token=${bob}`, 4403],
  ['the id of nobody', ({ ada }) => `${unknown.user_id}?token=${ada}`, 4403],
  ['an administrator', ({ ids, administrator }) => `${ids.user_id}?token=${administrator}`, 4403],
])('a socket with %s is closed with its code', async ([, target, code]) => {
  const here = await stage()
  const socket = new here.sandbox.WebSocket(`ws://localhost:8000/api/v1/ws/${target(here)}`)
  const closed = await new Promise<CloseEvent>((resolve) => socket.addEventListener('close', resolve))
  expect(closed.code).toBe(code)
})
