import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { expect, expectTypeOf, test } from 'vitest'
import { json, serverOf } from '../test/stub.ts'
import { type ApiPromise, Concord, memorySession, type PagePromise } from './concord.ts'
import { create } from './generated/operations/documents.ts'
import type { Document as DocumentModel, DocumentPage } from './generated/types.ts'

const body = { title: 'Bees', topic: 'Pollination', target_pages: 20, language: 'en' }

test('every service is a property, and its methods need no receiver', async () => {
  const server = serverOf(() => json({ id: 1 }))
  const concord = new Concord({ baseUrl: 'http://api.test', fetch: server.fetch })
  expect(Object.keys(concord)).toEqual(
    expect.arrayContaining(['auth', 'documents', 'jobs', 'payments', 'refunds', 'users']),
  )
  const { get, delete: remove } = concord.documents
  await get(1)
  await remove(1)
  expect(server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET http://api.test/api/v1/documents/1',
    'DELETE http://api.test/api/v1/documents/1',
  ])
  expect(concord.documents).toBe(concord.documents)
})

test('the signatures are concrete', () => {
  expectTypeOf<Concord['documents']['get']>().returns.toExtend<ApiPromise<DocumentModel, unknown>>()
  expectTypeOf<Concord['documents']['list']>().returns.toExtend<PagePromise<DocumentPage, DocumentModel, unknown>>()
  expectTypeOf<Concord['documents']['delete']>().returns.resolves.toEqualTypeOf<void>()
  expectTypeOf<Concord['documents']['download']>().returns.resolves.toEqualTypeOf<Blob>()
  expectTypeOf<Concord['auth']['startGoogle']>().returns.resolves.toEqualTypeOf<string>()
})

test('the plain functions take the core of a client', async () => {
  const server = serverOf(() => json({ id: 1 }))
  const concord = new Concord({ baseUrl: 'http://api.test', fetch: server.fetch })
  await create(concord.core, body)
  expect(server.seen[0]).toMatchObject({ method: 'POST', body })
})

test('clients share nothing: each has its own session and middleware', async () => {
  const server = serverOf(() => json({ access_token: 'ada', refresh_token: 'r', expires_in: 60, token_type: 'bearer' }))
  const [one, other] = [1, 2].map(
    () => new Concord({ baseUrl: 'http://api.test', fetch: server.fetch, session: memorySession() }),
  )
  await one?.auth.login({ email: 'ada@example.test', password: 'correct horse battery' })
  one?.use((request, next) => next({ ...request, headers: { ...request.headers, 'x-client': 'one' } }))
  await one?.documents.get(1)
  await other?.documents.get(1)
  expect(server.seen.slice(1).map(({ headers }) => [headers.authorization, headers['x-client']])).toEqual([
    ['Bearer ada', 'one'],
    [undefined, undefined],
  ])
})

test('every sign-in that the specs know starts the session, and sign-out ends it', async () => {
  const server = serverOf(({ url }) =>
    url.endsWith('/logout')
      ? new Response(null, { status: 204 })
      : json({ access_token: 'ada', refresh_token: 'r', expires_in: 60, token_type: 'bearer' }),
  )
  const signIns: ((concord: Concord) => Promise<unknown>)[] = [
    ({ auth }) => auth.login({ email: 'ada@example.test', password: 'correct horse battery' }),
    ({ auth }) => auth.verifyMagicLink({ token: 'ml_1' }),
    ({ auth }) => auth.refresh({ refresh_token: 'r0' }),
    ({ auth }) => auth.finishGoogle({ state: 's', code: 'c' }),
    ({ auth }) => auth.finishApple({ state: 's', code: 'c' }),
  ]
  for (const signIn of signIns) {
    const concord = new Concord({ baseUrl: 'http://api.test', fetch: server.fetch, session: memorySession() })
    await signIn(concord)
    expect(await concord.session.token()).toBe('ada')
    await concord.auth.logout()
    expect(await concord.session.token()).toBeUndefined()
  }
})

test('nothing of the environment is read, nothing is printed, and no package is needed', async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: [fileURLToPath(new URL('./concord.ts', import.meta.url))],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    conditions: ['concord-source'],
  })
  expect(outputFiles[0]?.text).not.toMatch(/process\.|import\.meta|console\.|require\(/)
  expect(
    Object.keys(metafile.inputs).filter((file) => file.includes('node_modules') || file.startsWith('node:')),
  ).toEqual([])
})
