import type { Core } from '../http/core.ts'
import type { Operation, OperationFeatures } from '../http/operation.ts'
import { LineSplitter } from './lines.ts'
import { eventOf, type OpenBody, openBody, openStream, streamOf } from './stream-call.ts'

/** Makes the plain function of an operation that answers with a line of JSON for each event. */
export function ndjson<Plain extends (core: Core, ...values: never[]) => unknown>(
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
    accept: 'application/x-ndjson',
    ...features,
    open: true,
    decode: openBody,
  }
  const plain = (core: Core, ...values: unknown[]) =>
    streamOf(async () => eventsOf(await openStream(core, descriptor, values)))
  // The generated file states the signature; the descriptor beside it is what makes it true.
  return plain as unknown as Plain
}

async function* eventsOf({ call, chunks }: OpenBody): AsyncGenerator<unknown, void, undefined> {
  const lines = new LineSplitter()
  const decoder = new TextDecoder()
  for await (const chunk of chunks) {
    for (const line of lines.push(decoder.decode(chunk, { stream: true }))) if (line) yield eventOf(call, line)
  }
  const rest = lines.end()
  if (rest) yield eventOf(call, rest)
}
