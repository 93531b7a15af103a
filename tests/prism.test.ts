import { Concord } from '@concord/sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PrismProcess, startPrism } from './prism-process.ts'

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
