import { Answer } from './answer.ts'
import type { SandboxReply } from './call.ts'
import { sentence } from './field-errors.ts'
import type { OperationEntry, ReplyEntry } from './operation-table.ts'
import { SandboxFault } from './problems.ts'
import { replyEntry } from './reply-entry.ts'

/**
 * Holds an answer against the spec: status, headers, media type, and the body with closed schemas.
 *
 * @throws {SandboxFault} that names the operation, the place and the rule
 */
export function checkReply(operation: OperationEntry, reply: SandboxReply): void {
  const entry = replyEntry(operation, reply.status)
  if (entry === undefined) {
    throw new SandboxFault(
      `${operation.id} was about to answer ${reply.status}; its spec documents ${Object.keys(operation.replies).join(', ')}.`,
      'status',
    )
  }
  for (const name of entry.requiredHeaders) {
    if (reply.headers[name] === undefined) {
      throw new SandboxFault(
        `${operation.id} was about to answer ${reply.status} without the header ${name}, which its spec requires.`,
        'headers',
        `/${name}`,
      )
    }
  }
  if (reply.body === undefined) {
    if (entry.mediaTypes.length === 0) return
    throw new SandboxFault(
      `${operation.id} was about to answer ${reply.status} without a body; its spec has ${entry.mediaTypes.join(' or ')}.`,
      'content',
    )
  }
  checkMediaType(operation, entry, reply)
  if (entry.validate === undefined) return
  const value = reply instanceof Answer ? reply.value : parsed(reply)
  if (value === undefined || entry.validate(value)) return
  const error = entry.validate.errors?.[0]
  const extra = error?.params.unevaluatedProperty ?? error?.params.additionalProperty ?? error?.params.missingProperty
  const place = `${error?.instancePath ?? ''}${typeof extra === 'string' ? `/${extra}` : ''}`
  throw new SandboxFault(
    `${operation.id} was about to answer ${reply.status} with a body that breaks its spec: ${place || 'the body'} ${error === undefined ? 'is not valid' : sentence(error)} (${error?.keyword}).`,
    error?.keyword ?? 'schema',
    place,
  )
}

function checkMediaType(operation: OperationEntry, entry: ReplyEntry, reply: SandboxReply): void {
  const type = reply.headers['content-type'] ?? ''
  if (entry.mediaTypes.includes(type)) return
  const bare = type.split(';', 1)[0]?.trim() ?? ''
  if (
    entry.mediaTypes.some(
      (known) => known === bare || known === '*/*' || (known.endsWith('/*') && bare.startsWith(known.slice(0, -1))),
    )
  )
    return
  throw new SandboxFault(
    `${operation.id} was about to answer ${reply.status} with ${type || 'no content type'}; its spec has ${entry.mediaTypes.join(' or ') || 'no body'}.`,
    'content',
  )
}

function parsed(reply: SandboxReply): unknown {
  if (typeof reply.body !== 'string' || !/[/+]json\b/.test(reply.headers['content-type'] ?? '')) return undefined
  return JSON.parse(reply.body)
}
