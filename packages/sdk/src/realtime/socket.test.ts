import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { TestSocket } from '../../test/job-platform.ts'
import { coreOf, json, serverOf, settled } from '../../test/stub.ts'
import type { ConcordOptions, Core } from '../http/core.ts'
import { type Socket, type SocketOptions, socket } from './socket.ts'

interface Message {
  readonly type: string
}
const connect: (core: Core, userId: number, options?: SocketOptions) => Promise<Socket<Message, Message>> = socket(
  'sockets.connect',
  '/ws/{user_id}',
)

function setUp(options: Partial<ConcordOptions> = {}) {
  const opened: TestSocket[] = []
  const WebSocketOfTest = class extends TestSocket {
    constructor(url: URL | string) {
      super(url)
      opened.push(this)
    }
  }
  const core = coreOf(
    serverOf(() => json({})),
    {
      session: 'a&b',
      // Only what the SDK uses of a socket is there.
      WebSocket: WebSocketOfTest as unknown as typeof WebSocket,
      ...options,
    },
  )
  const open = async (signal?: AbortSignal) => {
    const connecting = connect(core, 7, { signal })
    await settled()
    opened[0]?.open()
    const connection = await connecting
    const [raw] = opened
    if (!raw) throw new Error('No socket was opened.')
    return { connection, raw }
  }
  return { core, opened, open }
}

test('the address has the token, and the messages are JSON', async () => {
  const { connection, raw } = await setUp({ baseUrl: 'https://api.test/~world' }).open()
  expect(raw.url).toBe('wss://api.test/~world/ws/7?token=a%26b')
  connection.send({ type: 'ping' })
  expect(raw.sent).toEqual([{ type: 'ping' }])
  raw.say({ type: 'pong' })
  await expect(connection.next()).resolves.toEqual({ done: false, value: { type: 'pong' } })
})

test('messages that nobody has taken yet are given before the end', async () => {
  const { connection, raw } = await setUp().open()
  raw.say({ type: 'a' })
  raw.say({ type: 'b' })
  raw.end(1000)
  const types: string[] = []
  for await (const { type } of connection) types.push(type)
  expect(types).toEqual(['a', 'b'])
  expect(connection.closed).toEqual({ code: 1000, reason: '' })
})

test('leaving the loop closes it', async () => {
  const { connection, raw } = await setUp().open()
  raw.say({ type: 'a' })
  for await (const { type } of connection) if (type === 'a') break
  expect(raw.readyState).toBe(3)
})

test('its signal closes it and ends whoever waits, and is left alone afterwards', async () => {
  const controller = new AbortController()
  const { connection, raw } = await setUp().open(controller.signal)
  const waiting = connection.next()
  controller.abort()
  await expect(waiting).rejects.toMatchObject({ code: 'aborted' })
  expect(raw.readyState).toBe(3)
  expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0)
})

test('one that closes before it is open is a NetworkError', async () => {
  const { core, opened } = setUp()
  const connecting = connect(core, 7)
  await settled()
  opened[0]?.end(1006)
  await expect(connecting).rejects.toMatchObject({ code: 'network', operation: 'sockets.connect' })
})

test('a signal that ends while it opens closes it', async () => {
  const controller = new AbortController()
  const { core, opened } = setUp()
  const connecting = connect(core, 7, { signal: controller.signal })
  await settled()
  controller.abort()
  await expect(connecting).rejects.toMatchObject({ code: 'aborted' })
  expect(opened[0]?.readyState).toBe(3)
})

test('a message that is no JSON ends it with an error, after those before it', async () => {
  const { connection, raw } = await setUp().open()
  raw.say({ type: 'a' })
  raw.dispatchEvent(new MessageEvent('message', { data: '{' }))
  await expect(connection.next()).resolves.toMatchObject({ value: { type: 'a' } })
  await expect(connection.next()).rejects.toMatchObject({ code: 'decode' })
  expect(raw.readyState).toBe(3)
})

test('a socket that may not be made is a NetworkError', async () => {
  const Forbidden = class {
    constructor() {
      throw new DOMException('Insecure.', 'SecurityError')
    }
  }
  const { core } = setUp({ WebSocket: Forbidden as unknown as typeof WebSocket })
  await expect(connect(core, 7)).rejects.toMatchObject({ code: 'network', cause: { name: 'SecurityError' } })
})

test('where there are no sockets, the error says what to do', async () => {
  await expect(connect(setUp({ WebSocket: null }).core, 7)).rejects.toMatchObject({
    code: 'request',
    message: expect.stringContaining('new Concord({ WebSocket })'),
  })
})

test('a token that cannot be had rejects', async () => {
  const session = () => Promise.reject(new Error('no keychain'))
  await expect(connect(setUp({ session }).core, 7)).rejects.toMatchObject({ code: 'session' })
})
