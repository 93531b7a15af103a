import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { coreOf, HandClock, problem, type Seen, serverOf, settled } from '../../test/stub.ts'
import type { Core } from '../http/core.ts'
import type { CallOptions } from '../http/request.ts'
import { ndjson } from './ndjson.ts'
import { sse } from './sse.ts'
import type { EventStream } from './stream-call.ts'

interface Tick {
  readonly n: number
}
const ticks: (core: Core, options?: CallOptions) => EventStream<Tick> = sse('things.ticks', 'GET', '/ticks')
const chat: (core: Core, body: object, options?: CallOptions) => EventStream<Tick> = sse(
  'things.chat',
  'POST',
  '/chat',
  1,
)
const rows: (core: Core, options?: CallOptions) => EventStream<Tick> = ndjson('things.rows', 'GET', '/rows')

type End = 'end' | 'break' | 'open'

/** A body of these pieces that ends, breaks off, or stays open. */
const bodyOf = (pieces: readonly string[], end: End, onCancel = () => {}) => {
  const left = [...pieces]
  return new Response(
    new ReadableStream({
      pull(controller) {
        const piece = left.shift()
        if (piece !== undefined) controller.enqueue(new TextEncoder().encode(piece))
        else if (end === 'end') controller.close()
        else if (end === 'break') controller.error(new TypeError('terminated'))
        else return new Promise(() => {})
        return undefined
      },
      cancel: onCancel,
    }),
    { headers: { 'content-type': 'text/event-stream' } },
  )
}

const collect = async (stream: AsyncIterable<Tick>, into: number[] = []): Promise<number[]> => {
  for await (const { n } of stream) into.push(n)
  return into
}

const lastEventId = ({ headers }: Seen) => headers['last-event-id']

describe('server-sent events', () => {
  test('are parsed as they come', async () => {
    const server = serverOf(() => bodyOf(['data: {"n":1}\n\nda', 'ta: {"n":2}\n\n', 'data: [DONE]\n\n'], 'open'))
    await expect(collect(ticks(coreOf(server)))).resolves.toEqual([1, 2])
    expect(server.seen[0]?.headers.accept).toBe('text/event-stream')
  })

  test('are asked for when they are wanted, and not before', async () => {
    const server = serverOf(() => bodyOf([], 'end'))
    const stream = ticks(coreOf(server))
    await settled()
    expect(server.seen).toHaveLength(0)
    await collect(stream)
    expect(server.seen).toHaveLength(1)
  })

  test('stop at a 401, whose problem is thrown', async () => {
    const server = serverOf(() => problem(401, 'token_missing'))
    await expect(collect(ticks(coreOf(server)))).rejects.toMatchObject({
      status: 401,
      code: 'token_missing',
      body: { detail: 'It is token_missing.' },
    })
    expect(server.seen).toHaveLength(1)
    await expect(ticks(coreOf(server)).result()).resolves.toMatchObject({ ok: false, error: { code: 'token_missing' } })
  })

  test('that break off are resumed after the last one with an id, as long as the server asks to wait', async () => {
    const clock = new HandClock()
    const server = serverOf((_, count) =>
      count === 1
        ? bodyOf(['retry: 3000\nid: a\ndata: {"n":1}\n\n', 'id: b\ndata: {"n":'], 'break')
        : bodyOf(['id: b\ndata: {"n":2}\n\n'], 'end'),
    )
    const found = collect(ticks(coreOf(server, { clock })))
    await clock.advance(2_999)
    expect(server.seen).toHaveLength(1)
    await clock.advance(1)
    await expect(found).resolves.toEqual([1, 2])
    expect(server.seen.map(lastEventId)).toEqual([undefined, 'a'])
  })

  test('that break off without an id are an error: they would begin again', async () => {
    const server = serverOf(() => bodyOf(['data: {"n":1}\n\n'], 'break'))
    const found: number[] = []
    await expect(collect(ticks(coreOf(server)), found)).rejects.toMatchObject({
      code: 'network',
      operation: 'things.ticks',
    })
    expect(found).toEqual([1])
  })

  test('of a POST without a key are not asked for twice', async () => {
    const server = serverOf(() => bodyOf(['id: a\ndata: {"n":1}\n\n'], 'break'))
    await expect(collect(chat(coreOf(server), {}))).rejects.toMatchObject({ code: 'network' })
    expect(server.seen).toHaveLength(1)
  })

  test('that a permanent 401 follows after a break stop', async () => {
    const clock = new HandClock()
    const server = serverOf((_, count) =>
      count === 1 ? bodyOf(['id: a\ndata: {"n":1}\n\n'], 'break') : problem(401, 'token_missing'),
    )
    const found = collect(ticks(coreOf(server, { clock }))).catch((error: unknown) => error)
    await clock.advance(60_000)
    await expect(found).resolves.toMatchObject({ code: 'token_missing' })
    expect(server.seen).toHaveLength(2)
  })

  test('that are no JSON are an error', async () => {
    await expect(collect(ticks(coreOf(serverOf(() => bodyOf(['data: {\n\n'], 'open')))))).rejects.toMatchObject({
      code: 'decode',
    })
  })

  test('end at once when their signal does, and the connection is let go', async () => {
    let cancelled = false
    const controller = new AbortController()
    const server = serverOf(() =>
      bodyOf(['data: {"n":1}\n\n'], 'open', () => {
        cancelled = true
      }),
    )
    const found = collect(ticks(coreOf(server), { signal: controller.signal })).catch((error: unknown) => error)
    await settled()
    controller.abort()
    await expect(found).resolves.toMatchObject({ code: 'aborted' })
    await settled()
    expect(cancelled).toBe(true)
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0)
  })

  test('outlive the time-out of the call that opened them, and leave nothing behind when the loop is left', async () => {
    let cancelled = false
    const clock = new HandClock()
    const { signal } = new AbortController()
    const server = serverOf(() =>
      bodyOf(['data: {"n":1}\n\n', 'data: {"n":2}\n\n'], 'open', () => {
        cancelled = true
      }),
    )
    for await (const { n } of ticks(coreOf(server, { clock, timeout: 1_000 }), { signal })) {
      await clock.advance(60_000)
      if (n === 2) break
    }
    expect(cancelled).toBe(true)
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
    expect(clock.pending).toBe(0)
  })
})

describe('lines of JSON', () => {
  test('are parsed as they come, the last one without an end too', async () => {
    const server = serverOf(() => bodyOf(['{"n":1}\r', '\n\n{"n"', ':2}\n{"n":3}'], 'end'))
    await expect(collect(rows(coreOf(server)))).resolves.toEqual([1, 2, 3])
    expect(server.seen[0]?.headers.accept).toBe('application/x-ndjson')
  })

  test('that break off are an error', async () => {
    await expect(collect(rows(coreOf(serverOf(() => bodyOf(['{"n":1}\n'], 'break')))))).rejects.toMatchObject({
      code: 'network',
    })
  })
})
