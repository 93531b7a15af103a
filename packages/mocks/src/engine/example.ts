import type { SandboxReply } from './call.ts'
import type { CallContext } from './call-context.ts'
import type { OperationEntry, ReplyEntry } from './operation-table.ts'
import { SandboxFault } from './problems.ts'

/** Answers with the first example of the operation's success. */
export function exampleReply(entry: OperationEntry, call: CallContext): SandboxReply {
  const success = successOf(entry)
  if (success === undefined)
    throw new SandboxFault(`${entry.id} documents no success that it could answer with.`, 'status')
  const [status, reply] = success
  const [example] = Object.values(reply.examples)
  const headers = Object.fromEntries(
    reply.requiredHeaders.filter((name) => name !== 'x-request-id').map((name) => [name, 'example']),
  )
  return call.reply(status, example, headers)
}

/** The first 2XX (or 3XX) that the spec documents. */
export function successOf(entry: OperationEntry): readonly [number, ReplyEntry] | undefined {
  for (const [status, reply] of Object.entries(entry.replies)) {
    if (/^[23]\d\d$/.test(status)) return [Number(status), reply]
    if (status === '2XX') return [200, reply]
  }
  return entry.replies.default === undefined ? undefined : [200, entry.replies.default]
}
