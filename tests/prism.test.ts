import { Concord } from '@concord/sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PrismProcess, runPrism, startPrism } from './prism-process.ts'

let prism: PrismProcess
beforeAll(async () => {
  prism = await startPrism()
})
afterAll(() => prism.close())

test('npm run prism answers with the examples of the specs, for every service from one address', async () => {
  const concord = new Concord({ baseUrl: prism.url, session: 'any-token' })
  expect((await concord.health.get()).status).toBe('healthy')
  expect((await concord.users.me()).email).toBe('ada@example.test')
  const document = await concord.documents.create({ title: 'Wasps', topic: 'Nests', target_pages: 3, language: 'en' })
  expect(document.title).toBe('Bees')
  expect((await concord.payments.list()).items).toHaveLength(1)
})

test('it refuses what the specs refuse, with the problem of the specs', async () => {
  const concord = new Concord({ baseUrl: prism.url, session: 'any-token' })
  const result = await concord.documents
    .create({ title: 'Wasps', topic: 'Nests', target_pages: 201, language: 'en' })
    .result()
  expect(result).toMatchObject({ ok: false, error: { status: 422, code: 'validation_failed' } })
  expect(await new Concord({ baseUrl: prism.url }).documents.list().result()).toMatchObject({
    ok: false,
    error: { status: 401 },
  })
})

test.each([
  { name: 'an unknown flag', args: () => ['--loud'], says: "Unknown option '--loud'" },
  {
    name: 'a port that is none',
    args: () => ['--port', '99999'],
    says: '--port must be a number up to 65535, not "99999".',
  },
  { name: 'a taken port', args: () => ['--port', new URL(prism.url).port], says: 'is taken' },
  {
    name: 'a proxy to nowhere',
    args: () => ['--proxy', 'nowhere'],
    says: '--proxy must be the URL of a backend, not "nowhere".',
  },
])('one sentence and exit code 2 for $name', async ({ args, says }) => {
  const { code, error } = await runPrism(...args())
  expect(code).toBe(2)
  expect(error.trim().split('\n')).toHaveLength(1)
  expect(error).toContain(says)
})
