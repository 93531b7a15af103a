import type { SandboxReply } from './call.ts'
import type { CallContext } from './call-context.ts'
import type { OperationEntry, ReplyEntry, Validator } from './operation-table.ts'
import { SandboxFault } from './problems.ts'

/** Answers with the first example of the operation's success. */
export function exampleReply(entry: OperationEntry, call: CallContext): SandboxReply {
  const success = successOf(entry)
  if (success === undefined)
    throw new SandboxFault(`${entry.id} documents no success that it could answer with.`, 'status')
  const [status, reply] = success
  const example = reflecting(Object.values(reply.examples)[0], call.body, reply.validate)
  const headers = Object.fromEntries(
    reply.requiredHeaders.filter((name) => name !== 'x-request-id').map((name) => [name, 'example']),
  )
  return call.reply(status, example, headers)
}

/** The example with what the request brought in its place, where the spec allows that. */
function reflecting(example: unknown, body: unknown, validate: Validator | undefined): unknown {
  if (!isFields(example) || !isFields(body)) return example
  const brought = Object.entries(body).filter(([name]) => name in example)
  const reflected = { ...example, ...Object.fromEntries(brought) }
  return validate?.(reflected) === false ? example : reflected
}

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The first 2XX (or 3XX) that the spec documents. */
export function successOf(entry: OperationEntry): readonly [number, ReplyEntry] | undefined {
  for (const [status, reply] of Object.entries(entry.replies)) {
    if (/^[23]\d\d$/.test(status)) return [Number(status), reply]
    if (status === '2XX') return [200, reply]
  }
  return entry.replies.default === undefined ? undefined : [200, entry.replies.default]
}
