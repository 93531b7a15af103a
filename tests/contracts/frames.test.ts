// The consumer's side of the socket's messages: the SDK opens the address and says what the pact claims, and its schemas know what it hears.
import { Concord } from '@concord/sdk'
import { ServerMessageSchema } from '@concord/sdk/schemas'
import type { ClientMessage } from '@concord/sdk/types'
import { expect, test } from 'vitest'
import { manifest, messages } from './pact-interactions.ts'

const values: Readonly<Record<string, unknown>> = { user_id: 7, job_id: 1201, token: 'an.access.token' }
const entry = manifest.pacts.find(({ provider }) => provider === 'websockets')
const frames = messages(entry?.file ?? '').interactions

/** The far end of a socket: says one thing as soon as it is open, and remembers what it was told. */
class ScriptedSocket extends EventTarget {
  static says: unknown
  static opened: ScriptedSocket[] = []
  readonly address: string
  readonly told: unknown[] = []

  constructor(url: string | URL) {
    super()
    this.address = new URL(url).pathname + new URL(url).search
    ScriptedSocket.opened.push(this)
    queueMicrotask(() => {
      this.dispatchEvent(new Event('open'))
      this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(ScriptedSocket.says) }))
    })
  }

  send(text: string): void {
    this.told.push(JSON.parse(text))
  }

  close(): void {}
}

/** What the pact writes, with the values that provider states would return. */
function filled(written: unknown): unknown {
  const text = JSON.stringify(written).replace(/"\$\{(\w+)\}"/g, (_, name: string) => JSON.stringify(values[name]))
  return JSON.parse(text.replace(/\$\{(\w+)\}/g, (_, name: string) => String(values[name])))
}

test('every message of the manifest has its turn', () => {
  expect(frames.map(({ description }) => description)).toEqual(
    entry?.interactions.map(({ description }) => description),
  )
  expect(frames.length).toBeGreaterThan(0)
})

test.each(frames.map((frame) => ({ frame, name: frame.description })))('the SDK hears $name', async ({ frame }) => {
  ScriptedSocket.says = frame.contents.content
  ScriptedSocket.opened = []
  const concord = new Concord({
    baseUrl: 'http://localhost:8000',
    session: 'an.access.token',
    WebSocket: ScriptedSocket as unknown as typeof WebSocket,
  })
  const socket = await concord.websockets.connect(7)
  const send = filled(frame.comments.socket?.send ?? null) as ClientMessage | null
  if (send !== null) socket.send(send)
  const { value } = await socket.next()

  expect(value).toEqual(frame.contents.content)
  expect(ServerMessageSchema.parse(value)).toEqual(frame.contents.content)
  expect(ScriptedSocket.opened.map(({ address }) => address)).toEqual([filled(frame.comments.socket?.url)])
  expect(ScriptedSocket.opened[0]?.told).toEqual(send === null ? [] : [send])
})
