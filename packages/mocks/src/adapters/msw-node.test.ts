import { createServer } from 'node:http'
import { HttpResponse, http } from 'msw'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { setupSandboxServer } from './msw-node.ts'

const sandbox = setupSandboxServer({ seed: 7, origin: 'https://api.example.test' })
const closers: (() => unknown)[] = []
// The strictest setting: whatever is not meant for the sandbox fails.
beforeAll(() => sandbox.listen({ onUnhandledFrame: 'error' }))
afterEach(async () => {
  sandbox.resetHandlers()
  sandbox.renew()
  for (const close of closers.splice(0)) await close()
})
afterAll(() => sandbox.close())

const order = { title: 'Bees', topic: 'Pollination', target_pages: 20, language: 'en' } as const

test('webhooks reach a real backend, past the interception', async () => {
  const received: string[] = []
  const backend = createServer((request, response) => {
    received.push(`${request.method} ${request.url} ${typeof request.headers['stripe-signature']}`)
    request.resume()
    response.end()
  })
  await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve))
  closers.push(() => new Promise((resolve) => backend.close(resolve)))
  const address = backend.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hook`
  sandbox.controls.effects.webhooks.setEndpoint({ url, secret: 'whsec_backend' })
  const { concord } = await sandbox.signIn('ada@example.test')
  const { id } = await concord.documents.create(order)
  await concord.payments.createIntent({ document_id: id })
  await sandbox.clock.settled()
  expect(received).toEqual(['POST /hook string'])
  expect(sandbox.timeline.of('webhook')).toMatchObject([{ type: 'payment_intent.created', status: 200 }])
})

test("a test's own handler comes before the sandbox, until it is reset", async () => {
  const { concord } = await sandbox.signIn('ada@example.test')
  const { id } = await concord.documents.create(order)
  const teapot = { type: 'x', title: 'x', status: 418, detail: 'x', code: 'teapot', request_id: 'x' }
  sandbox.use(
    http.get('https://api.example.test/api/v1/documents/:id', () => HttpResponse.json(teapot, { status: 418 })),
  )
  await expect(concord.documents.get(id)).rejects.toMatchObject({ status: 418 })
  sandbox.resetHandlers()
  expect((await concord.documents.get(id)).id).toBe(id)
})

test('what is not meant for the sandbox does not reach it', async () => {
  using told = vi.spyOn(console, 'error').mockImplementation(() => {})
  await expect(fetch('https://elsewhere.example.test/')).rejects.toThrow(TypeError)
  expect(told).toHaveBeenCalledOnce()
  expect(sandbox.timeline.items).toEqual([])
})
