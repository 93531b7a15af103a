import type { OperationEntry, ReplyEntry } from './operation-table.ts'

/** The entry of a status: its own, else that of its class, else the default. */
export function replyEntry(operation: OperationEntry, status: number): ReplyEntry | undefined {
  return operation.replies[status] ?? operation.replies[`${Math.floor(status / 100)}XX`] ?? operation.replies.default
}
