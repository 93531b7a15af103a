import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Collection, Row } from '../world/store.ts'
import type { World } from '../world/world.ts'
import type { Caller, SandboxReply } from './call.ts'
import type { BoundOperation } from './operations.ts'
import { codeOf, ProblemError } from './problems.ts'

interface RecordRow extends Row {
  readonly id: string
  readonly fingerprint: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  readonly expires: number
}

const day = 86_400_000

/** How many answers are kept at least: a day's worth for a client, and no burden where time stands still for a hundred thousand requests. */
const kept = 10_000

/**
 * Carries `work` out once for each key, caller and operation, however many ask at the same time; everybody else gets the same bytes.
 * Answers of 500 and above are not kept: the next attempt may do better.
 *
 * @throws {ProblemError} when the key was used with another request
 */
export function once(
  world: World,
  operation: BoundOperation,
  key: string,
  caller: Caller | undefined,
  content: { readonly path: string; readonly query: string; readonly body: unknown },
  work: () => SandboxReply | Promise<SandboxReply>,
): Promise<SandboxReply> {
  const { face, entry } = operation
  const id = `${face.name} ${entry.id} ${caller?.userId ?? '-'} ${key}`
  const fingerprint = bytesToHex(sha256(utf8ToBytes(canonical([content.path, content.query, content.body ?? null]))))
  return world.serialised(`idempotency ${id}`, async () => {
    const records = world.store.collection<RecordRow>('sandbox.idempotency')
    const known = records.get(id)
    if (known !== undefined && known.expires > world.clock.now()) {
      if (known.fingerprint !== fingerprint) throw new ProblemError(codeFor(operation), {}, { status: 409 })
      return replayed(known)
    }
    const reply = await work()
    // A stream cannot be told twice; none of our operations that take a key answers with one.
    if (reply.status < 500 && (reply.body === undefined || typeof reply.body === 'string')) {
      if (known !== undefined) records.delete(id)
      forgetOldest(records)
      records.insert({
        id,
        fingerprint,
        status: reply.status,
        headers: { ...reply.headers },
        body: reply.body ?? null,
        expires: world.clock.now() + day,
      })
    }
    return reply
  })
}

/** In large pieces, so that most requests cost nothing. */
function forgetOldest(records: Collection<RecordRow>): void {
  if (records.size < 2 * kept) return
  for (const { id } of records.all().slice(0, -kept)) records.delete(id)
}

const codeFor = ({ entry }: BoundOperation): string =>
  entry.problems.idempotency_key_reused === undefined
    ? (codeOf(entry.problems, 409) ?? 'idempotency_key_reused')
    : 'idempotency_key_reused'

/** The first answer as it was, its request id included: a body that names the id must not contradict the header. */
function replayed(record: RecordRow): SandboxReply {
  const headers = { ...record.headers, 'idempotent-replayed': 'true' }
  return record.body === null
    ? { status: record.status, headers }
    : { status: record.status, headers, body: record.body }
}

/** JSON with sorted keys, so that the order of fields makes no other request. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (part instanceof Uint8Array) return bytesToHex(part)
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
  })
}

/** Notes that a key was used with another request than any that will come: the next one under it is a conflict. */
export function noteForeignUse(
  world: World,
  operation: { readonly face: string; readonly id: string },
  key: string,
  userId: number | undefined,
): void {
  world.store.collection<RecordRow>('sandbox.idempotency').insert({
    id: `${operation.face} ${operation.id} ${userId ?? '-'} ${key}`,
    fingerprint: 'another request',
    status: 200,
    headers: {},
    body: null,
    expires: world.clock.now() + day,
  })
}
