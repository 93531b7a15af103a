import { describe, expect, test } from 'vitest'
import { createSandbox } from './in-process.ts'

const order = { title: 'Bees', topic: 'Pollination', target_pages: 20, language: 'en' } as const

test('two runs from one seed give the same timeline, and another seed another one', async () => {
  const run = async (seed: number) => {
    const sandbox = createSandbox({ seed })
    const { concord } = await sandbox.signIn('ada@example.test')
    const document = await concord.documents.create(order, { idempotencyKey: 'order-1' })
    await sandbox.pay(await concord.payments.createIntent({ document_id: document.id }, { idempotencyKey: 'intent-1' }))
    await sandbox.clock.advance('10m')
    return JSON.stringify(sandbox.timeline.items)
  }
  const [one, other, third] = [await run(7), await run(7), await run(8)]
  expect(other).toBe(one)
  expect(third).not.toBe(one)
})

test('two sandboxes never see each other', async () => {
  const [one, other] = [createSandbox(), createSandbox()]
  const { concord } = await one.signIn('ada@example.test')
  await concord.documents.create(order)
  expect(other.timeline.items).toEqual([])
  const { concord: stranger } = await other.signIn('ada@example.test')
  expect((await stranger.documents.list()).total).toBe(0)
})

describe('its fetch', () => {
  const { fetch } = createSandbox()
  const signIn = { method: 'POST', headers: { 'content-type': 'application/json' } }

  test.for([
    ['text', '{"email":"ada@example.test"}'],
    ['bytes', new TextEncoder().encode('{"email":"ada@example.test"}')],
    ['a buffer', new TextEncoder().encode('{"email":"ada@example.test"}').buffer],
    ['a view', new DataView(new TextEncoder().encode('{"email":"ada@example.test"}').buffer)],
    ['a blob', new Blob(['{"email":"ada@example.test"}'])],
    ['a stream', new Blob(['{"email":"ada@example.test"}']).stream()],
  ] as const)('takes %s as a body', async ([, body]) => {
    const init: RequestInit & { duplex: 'half' } = { ...signIn, body, duplex: 'half' }
    expect((await fetch('/api/v1/auth/magic-link', init)).status).toBe(202)
  })

  test('takes a Request, and what is said beside it', async () => {
    const request = new Request('http://localhost:8000/api/v1/auth/magic-link', {
      ...signIn,
      body: '{"email":"a@b.test"}',
    })
    expect((await fetch(request)).status).toBe(202)
    expect((await fetch(new Request('http://localhost:8000/api/v1/health'), { method: 'DELETE' })).status).toBe(405)
  })

  test('says where an answer came from', async () => {
    const response = await fetch(new URL('http://localhost:8000/api/v1/health?deep=1'))
    expect([response.url, response.redirected, response.ok]).toEqual([
      'http://localhost:8000/api/v1/health?deep=1',
      false,
      true,
    ])
  })

  test('follows a redirect inside the sandbox', async () => {
    const sandbox = createSandbox()
    const consent = await sandbox.fetch('/api/v1/auth/google')
    expect([consent.status, consent.redirected]).toEqual([200, true])
    const { searchParams } = new URL(consent.url)
    const answer = new URLSearchParams({
      state: searchParams.get('state') ?? '',
      redirect_uri: searchParams.get('redirect_uri') ?? '',
      email: 'ada@example.test',
      answer: 'agree',
    })
    const pair = await sandbox.fetch(`/__sandbox/consent/google/answer?${answer}`)
    expect(await pair.json()).toMatchObject({ token_type: 'bearer' })
    await expect(sandbox.fetch('/api/v1/auth/google', { redirect: 'error' })).rejects.toThrow(TypeError)
  })

  test('does not follow one that leads out', async () => {
    const answer = new URLSearchParams({ state: 'x', redirect_uri: 'https://app.example.test/back', answer: 'deny' })
    const asked = createSandbox().fetch(`/__sandbox/consent/google/answer?${answer}`)
    await expect(asked).rejects.toMatchObject({
      name: 'TypeError',
      cause: { message: expect.stringContaining('leaves the sandbox') },
    })
  })

  test.for([
    ['a body on GET', { body: 'x' }],
    ['a header that is none', { headers: { 'bad name': 'x' } }],
  ] as const)('refuses %s as fetch does', async ([, init]) => {
    await expect(fetch('/api/v1/health', init)).rejects.toThrow(TypeError)
  })

  test('rejects with the reason of a signal that is aborted already', async () => {
    await expect(fetch('/api/v1/health', { signal: AbortSignal.abort('enough') })).rejects.toBe('enough')
  })
})

describe('its WebSocket', () => {
  const { WebSocket } = createSandbox()

  test.for([
    ['http://localhost:8000/x', 'ws://localhost:8000/x'],
    ['/api/v1/ws/1', 'ws://localhost:8000/api/v1/ws/1'],
    ['wss://localhost:8000/', 'wss://localhost:8000/'],
  ] as const)('understands %s', ([address, url]) => {
    expect(new WebSocket(address).url).toBe(url)
  })

  test.for(['ftp://localhost/', 'ws://localhost/#part'])('refuses %s with a SyntaxError', (address) => {
    expect(() => new WebSocket(address)).toThrow(expect.objectContaining({ name: 'SyntaxError' }))
  })

  test('cannot send before it is open, and closes with its own codes only', () => {
    const socket = new WebSocket('/api/v1/ws/1')
    expect(() => socket.send('x')).toThrow(expect.objectContaining({ name: 'InvalidStateError' }))
    expect(() => socket.close(1006)).toThrow(expect.objectContaining({ name: 'InvalidAccessError' }))
  })

  test('fails where no socket is served', async () => {
    const socket = new WebSocket('/api/v1/health')
    const events: string[] = []
    socket.onerror = () => events.push('error')
    const { code, wasClean } = await new Promise<CloseEvent>((resolve) => {
      socket.onclose = resolve
    })
    expect([events, code, wasClean, socket.readyState]).toEqual([['error'], 1006, false, WebSocket.CLOSED])
  })
})
