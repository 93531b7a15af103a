import { fileURLToPath } from 'node:url'
import { runInNewContext } from 'node:vm'
import { build } from 'esbuild'
import { describe, expect, expectTypeOf, test, vi } from 'vitest'
import { json, problem, serverOf } from '../../test/stub.ts'
import { Concord } from '../concord.ts'
import type { DocumentsCreateProblem } from '../generated/operations/documents.ts'
import type { Document, Problem, ValidationProblem } from '../generated/types.ts'
import { isApiError, isConcordError } from './errors.ts'

const body = { title: 'Bees', topic: 'Pollination', target_pages: 20, language: 'en' }
const concord = (answer: Parameters<typeof serverOf>[0]) =>
  new Concord({ baseUrl: 'http://api.test', fetch: serverOf(answer).fetch })

const caught = async (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error)

describe('a caught error', () => {
  test('narrows to what its operation documents, by status and by code', async () => {
    const error = await caught(concord(() => problem(422, 'validation_failed')).documents.create(body))
    if (!isApiError(error, 'documents.create')) throw new Error('It is one.')
    expectTypeOf(error).toEqualTypeOf<DocumentsCreateProblem>()
    if (error.status === 422) {
      expectTypeOf(error.code).toEqualTypeOf<'validation_failed'>()
      expectTypeOf(error.body).toEqualTypeOf<ValidationProblem>()
    }
    if (error.code === 'idempotency_key_reused') expectTypeOf(error.status).toEqualTypeOf<409>()
    if (error.code === 'token_expired') expectTypeOf(error.body).toEqualTypeOf<Problem>()
    // @ts-expect-error no such code is documented
    expect(error.code === 'card_declined').toBe(false)
    expect(error.status).toBe(422)
  })

  test('is not one of another operation', async () => {
    const error = await caught(concord(() => problem(404, 'document_not_found')).documents.get(1))
    expect(isApiError(error, 'documents.create')).toBe(false)
    expect(isApiError(error, 'documents.get')).toBe(true)
    expect(isApiError(error)).toBe(true)
  })

  test.each([[undefined], [null], ['text'], [new Error('x')], [{ operation: 'documents.get' }]])(
    '%s is none',
    (value) => {
      expect(isApiError(value)).toBe(false)
      expect(isConcordError(value)).toBe(false)
    },
  )

  test('is known to another copy of the package', async () => {
    const error = await caught(concord(() => problem(404, 'document_not_found')).documents.get(1))
    vi.resetModules()
    const copy = await import('./errors.ts')
    expect(copy.isApiError).not.toBe(isApiError)
    expect(copy.isApiError(error, 'documents.get')).toBe(true)
    expect(error).not.toBeInstanceOf(copy.ApiError)
  })

  test('is known to the CommonJS build in another realm', async () => {
    const error = await caught(concord(() => problem(404, 'document_not_found')).documents.get(1))
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL('./errors.ts', import.meta.url))],
      bundle: true,
      write: false,
      format: 'cjs',
    })
    const module: { exports: { isApiError?: typeof isApiError } } = { exports: {} }
    runInNewContext(outputFiles[0]?.text ?? '', { module, exports: module.exports })
    expect(module.exports.isApiError?.(error, 'documents.get')).toBe(true)
    expect(module.exports.isApiError?.(error, 'documents.create')).toBe(false)
  })

  test('is a result also where core and operation come from two copies', async () => {
    vi.resetModules()
    const { createCore } = await import('./core.ts')
    const { get } = await import('../generated/operations/documents.ts')
    vi.resetModules()
    const { NetworkError } = await import('./errors.ts')
    const core = createCore({
      baseUrl: 'http://api.test',
      retry: { base: 1 },
      use: [(request) => Promise.reject(new NetworkError(request.call, new TypeError('fetch failed')))],
    })
    await expect(get(core, 1).result()).resolves.toMatchObject({ ok: false, error: { code: 'network' } })
  })
})

describe('a result', () => {
  test('narrows its error by code, the ways of the network included', async () => {
    const result = await concord(() => problem(429, 'rate_limited', { 'retry-after': '120' }))
      .documents.create(body)
      .result()
    if (result.ok) throw new Error('It is an error.')
    switch (result.error.code) {
      case 'validation_failed':
        expectTypeOf(result.error.body).toEqualTypeOf<ValidationProblem>()
        break
      case 'network':
      case 'timeout':
      case 'aborted':
        expectTypeOf(result.error.idempotencyKey).toEqualTypeOf<string | undefined>()
        break
      case 'rate_limited':
        expectTypeOf(result.error.status).toEqualTypeOf<429>()
        expect(result.error.retryAfterMs).toBe(120_000)
        break
      default:
    }
    expect.assertions(1)
  })

  test('narrows its value', async () => {
    const result = await concord(() => json({ id: 1 }, { status: 201 }))
      .documents.create(body)
      .result()
    if (result.ok) expectTypeOf(result.value).toEqualTypeOf<Document>()
    expect(result).toEqual({ ok: true, value: { id: 1 } })
  })
})
