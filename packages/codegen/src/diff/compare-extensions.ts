import type { JsonSchema, MessagesModel, OperationModel } from '../model.ts'
import { becameOther } from './compare-messages.ts'
import type { Comparison, OperationPair } from './comparison.ts'

/** What our vocabulary says of an operation (docs/specs.md). */
export function compareExtensions(comparison: Comparison, pair: OperationPair): void {
  const { log } = comparison
  const { old, new: next } = pair
  const report = { operation: pair.label, old: pair.oldWritten, new: pair.newWritten }
  if (old.access !== next.access) {
    const rank = accessRank(next.access) - accessRank(old.access)
    const rule = rank > 0 ? 'access-tightened' : rank < 0 ? 'access-loosened' : 'access-changed'
    log.report(rule, {
      ...report,
      where: 'x-access',
      detail: `access was ${old.access ?? 'for everyone'} and is ${next.access ?? 'for everyone'}`,
    })
  }
  if (old.idempotent !== next.idempotent)
    log.report(next.idempotent ? 'idempotency-added' : 'idempotency-removed', {
      ...report,
      where: 'x-idempotency',
      detail: next.idempotent ? 'Idempotency-Key is accepted now' : 'Idempotency-Key is not accepted any more',
    })
  comparePagination(comparison, pair)
  compareStream(comparison, pair)
  compareRateLimit(comparison, pair)
  compareMessages(comparison, pair, old.messages, next.messages)
}

const accessRank = (access: OperationModel['access']): number => (access === undefined ? 0 : access === 'admin' ? 2 : 1)

function comparePagination({ log }: Comparison, pair: OperationPair): void {
  const old = pair.old.pagination
  const next = pair.new.pagination
  const report = { operation: pair.label, where: 'x-pagination', old: pair.oldWritten, new: pair.newWritten }
  if (old === undefined && next !== undefined)
    log.report('pagination-added', { ...report, detail: 'it answers in pages now' })
  else if (old !== undefined && next === undefined)
    log.report('pagination-removed', { ...report, detail: 'it does not answer in pages any more' })
  else if (old !== undefined && next !== undefined && (old.style !== next.style || old.items !== next.items))
    log.report('pagination-changed', {
      ...report,
      detail: `its pages were ${old.style} with ${old.items} and are ${next.style} with ${next.items}`,
    })
}

function compareStream({ log, response }: Comparison, pair: OperationPair): void {
  const old = pair.old.stream
  const next = pair.new.stream
  const report = { operation: pair.label, where: 'x-stream', old: pair.oldWritten, new: pair.newWritten }
  if (old === undefined && next !== undefined)
    log.report('stream-added', { ...report, detail: 'it answers with a stream now' })
  else if (old !== undefined && next === undefined)
    log.report('stream-removed', { ...report, detail: 'it does not answer with a stream any more' })
  else if (old !== undefined && next !== undefined) {
    if (old.format !== next.format)
      log.report('stream-changed', {
        ...report,
        detail: `its events were written as ${old.format} and are as ${next.format}`,
      })
    log.schema('response', response.compare(old.events, next.events), pair.label, 'event')
  }
}

function compareRateLimit({ log }: Comparison, pair: OperationPair): void {
  const old = pair.old.rateLimit
  const next = pair.new.rateLimit
  const report = { operation: pair.label, where: 'x-rate-limit', old: pair.oldWritten, new: pair.newWritten }
  const called = (limit: OperationModel['rateLimit']) =>
    limit === undefined ? 'no limit' : `${limit.limit} in ${limit.seconds} s by ${limit.by}`
  const detail = `the limit was ${called(old)} and is ${called(next)}`
  if (called(old) === called(next)) return
  if (old === undefined) log.report('rate-limit-lowered', { ...report, detail })
  else if (next === undefined) log.report('rate-limit-raised', { ...report, detail })
  else if (old.by !== next.by) log.report('rate-limit-changed', { ...report, detail })
  else {
    const [before, after] = [old.limit / old.seconds, next.limit / next.seconds]
    const rule = after < before ? 'rate-limit-lowered' : after > before ? 'rate-limit-raised' : 'rate-limit-changed'
    log.report(rule, { ...report, detail })
  }
}

function compareMessages(
  comparison: Comparison,
  pair: OperationPair,
  old: MessagesModel | undefined,
  next: MessagesModel | undefined,
): void {
  const { log } = comparison
  const report = { operation: pair.label, where: 'x-messages', old: pair.oldWritten, new: pair.newWritten }
  if (old === undefined || next === undefined) {
    if (next !== undefined) log.report('socket-added', { ...report, detail: 'it opens a socket now' })
    if (old !== undefined) log.report('socket-removed', { ...report, detail: 'it does not open a socket any more' })
    return
  }
  for (const side of ['server', 'client'] as const) {
    const direction = side === 'server' ? 'response' : 'request'
    const { gone, added, kept } = becameOther(comparison, old[side], next[side])
    for (const { schema, name } of gone)
      log.report(`${side}-message-removed`, { ...report, old: schema, detail: `the message ${name} is gone` })
    for (const { schema, name } of added)
      log.report(`${side}-message-added`, { ...report, new: schema, detail: `the message ${name} was added` })
    for (const { before, after, name } of kept) compareMessage(comparison, pair, direction, before, after, name)
  }
  for (const [code, meaning] of old.close) {
    const now = next.close.get(code)
    if (now === undefined) log.report('close-code-removed', { ...report, detail: `the close code ${code} is gone` })
    else if (now !== meaning)
      log.report('close-code-changed', {
        ...report,
        detail: `the close code ${code} meant "${meaning}" and means "${now}"`,
      })
  }
  for (const code of next.close.keys())
    if (!old.close.has(code)) log.report('close-code-added', { ...report, detail: `the close code ${code} was added` })
}

function compareMessage(
  comparison: Comparison,
  pair: OperationPair,
  direction: 'request' | 'response',
  before: JsonSchema,
  after: JsonSchema,
  name: string,
): void {
  const findings = comparison[direction].compare(before, after)
  comparison.log.schema(direction, findings, pair.label, `message ${name}`)
}
