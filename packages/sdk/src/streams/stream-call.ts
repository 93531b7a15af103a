import type { Call } from '../http/call.ts'
import type { Core } from '../http/core.ts'
import { type ApiError, DecodeError, isConcordError, NetworkError, type TransportError } from '../http/errors.ts'
import { execute, type Result } from '../http/execute.ts'
import type { Operation } from '../http/operation.ts'
import type { ApiRequest } from '../http/request.ts'

/**
 * A stream of events. It is opened when it is iterated, and closed when the loop is left.
 *
 * @example
 * for await (const event of concord.notebooks.chat(id, { query })) show(event)
 */
export interface EventStream<Event, Problem = ApiError> extends AsyncIterable<Event> {
  /** Opens the stream now, and gives what the server refused it with as a value. */
  result(): Promise<Result<AsyncIterableIterator<Event>, Problem>>
}

/** The body of an open answer, with the call that it belongs to. */
export interface OpenBody {
  readonly call: Call
  readonly chunks: AsyncGenerator<Uint8Array, void, undefined>
}

/** Reads the answer of a streaming operation: nothing of its body yet. */
export function openBody(response: Response, { call }: ApiRequest): OpenBody {
  return { call, chunks: chunksOf(response, call) }
}

/** The pieces of a body as they come. The signal of the call ends it at once; leaving it early frees the connection. */
async function* chunksOf(response: Response, call: Call): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = response.body?.getReader()
  try {
    while (reader) {
      const { done, value } = await call.wait<ReadableStreamReadResult<Uint8Array>>((resolve, reject) => {
        reader.read().then(resolve, (cause: unknown) => reject(new NetworkError(call, cause)))
        return () => {}
      })
      if (done) return
      yield value
    }
  } finally {
    call.close()
    // Nobody waits for the rest, nor for the news that it was refused.
    reader?.cancel().catch(() => {})
  }
}

/** Sends the call of a stream. */
export function openStream(core: Core, descriptor: Operation, values: readonly unknown[]): Promise<OpenBody> {
  return execute(core, descriptor, values) as Promise<OpenBody>
}

/** Gives a stream its two ways of being taken. */
export function streamOf<Event>(open: () => Promise<AsyncIterableIterator<Event>>): EventStream<Event> {
  return {
    async *[Symbol.asyncIterator]() {
      yield* await open()
    },
    async result() {
      try {
        return { ok: true, value: await open() }
      } catch (error) {
        if (isConcordError(error)) return { ok: false, error: error as ApiError | TransportError }
        throw error
      }
    },
  }
}

/** Reads the text of one event. */
export function eventOf(call: Call, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new DecodeError(call, `an event is not JSON: ${text.slice(0, 80)}`, cause)
  }
}
