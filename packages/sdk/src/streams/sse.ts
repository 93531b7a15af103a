import type { Core } from '../http/core.ts'
import { isConcordError } from '../http/errors.ts'
import { flag, type Operation, type OperationFeatures } from '../http/operation.ts'
import type { CallOptions } from '../http/request.ts'
import { SseParser } from './sse-parser.ts'
import { eventOf, type OpenBody, openBody, openStream, streamOf } from './stream-call.ts'

/** Attempts to resume a stream in a row that brought no event. */
const patience = 5

/**
 * Makes the plain function of an operation that answers with server-sent events. A stream that breaks off is resumed from the last event
 * that had an id, where the call is safe to repeat. A refusal ends it: it is thrown as of any other call.
 */
export function sse<Plain extends (core: Core, ...values: never[]) => unknown>(
  id: string,
  method: string,
  path: string,
  flags = 0,
  features?: OperationFeatures,
): Plain {
  const descriptor: Operation = {
    id,
    method,
    path,
    flags,
    accept: 'text/event-stream',
    ...features,
    open: true,
    decode: openBody,
  }
  const at = path.split('{').length - 1 + (flags & flag.body ? 1 : 0) + (flags & flag.query ? 1 : 0)
  const plain = (core: Core, ...values: unknown[]) => {
    const options: CallOptions = values[at] ?? {}
    const open = (lastEventId: string | undefined, idempotencyKey: string | undefined) => {
      const given = [...values]
      const headers = lastEventId === undefined ? options.headers : { ...options.headers, 'last-event-id': lastEventId }
      given[at] = { ...options, headers, idempotencyKey }
      return openStream(core, descriptor, given)
    }
    return streamOf(async () => events(await open(undefined, options.idempotencyKey), method === 'GET', open))
  }
  // The generated file states the signature; the descriptor beside it is what makes it true.
  return plain as unknown as Plain
}

async function* events(
  first: OpenBody,
  safe: boolean,
  reopen: (lastEventId: string | undefined, idempotencyKey: string | undefined) => Promise<OpenBody>,
): AsyncGenerator<unknown, void, undefined> {
  const parser = new SseParser()
  let body = first
  for (let failures = 0; ; ) {
    const { call, chunks } = body
    const decoder = new TextDecoder()
    try {
      for await (const chunk of chunks) {
        for (const { data } of parser.push(decoder.decode(chunk, { stream: true }))) {
          if (data === '[DONE]') return
          failures = 0
          yield eventOf(call, data)
        }
      }
      return
    } catch (error) {
      const repeatable = safe || call.idempotencyKey !== undefined
      if (
        !isConcordError(error) ||
        error.code !== 'network' ||
        !repeatable ||
        parser.lastEventId === undefined ||
        ++failures > patience
      )
        throw error
    }
    parser.reset()
    body = await resume()

    async function resume(): Promise<OpenBody> {
      const { clock } = call.core
      const { signal } = call.options
      await new Promise<void>((resolve) => {
        const wake = () => {
          stop()
          signal?.removeEventListener('abort', wake)
          resolve()
        }
        const stop = clock.after(parser.retry, wake)
        signal?.addEventListener('abort', wake)
      })
      return reopen(parser.lastEventId, call.idempotencyKey)
    }
  }
}
