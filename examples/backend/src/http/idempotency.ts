import { createHash, randomUUID } from 'node:crypto'
import { fault } from '../faults.ts'
import type { Platform } from '../platform.ts'
import { days } from '../storage/clock.ts'
import { type Answer, problemAnswer } from './answers.ts'
import { Problem } from './problems.ts'

/** One request under a key. */
export interface KeyedRequest {
  readonly operation: string
  /** The user, or nothing for an operation without a token. */
  readonly userId: number | undefined
  readonly key: string
  readonly requestId: string
  /** What makes two requests the same: path, query and body. */
  readonly content: unknown
}

interface Remembered {
  readonly fingerprint: string
  readonly status: number
  readonly headers: string
  readonly body: string | null
}

/**
 * Carries a request out once for each key, for a day: a repetition gets the first answer, its request id included. What failed on the
 * platform's side is not remembered, so it can be tried again.
 *
 * Work that needs nobody else is committed together with the memory of it, so not even a crash leaves one without the other.
 *
 * @throws Problem idempotency_key_reused, when the key came with another request before
 */
export function once(platform: Platform, request: KeyedRequest, work: () => Answer | Promise<Answer>): Promise<Answer> {
  const { operation, userId, key } = request
  // A second one that comes while the first is being carried out waits for its answer.
  const turn = fault('idempotency-key-races') ? randomUUID() : `idempotency:${operation}:${userId ?? ''}:${key}`
  return platform.turns.take(turn, () => {
    const fingerprint = digest(request.content)
    const known = recall(platform, request)
    if (known) {
      if (known.fingerprint !== fingerprint && !fault('idempotency-key-takes-another-body'))
        throw new Problem('idempotency_key_reused')
      return replayed(known)
    }
    return platform.database.transaction(() => {
      const answer = settled(work, request.requestId)
      if (!(answer instanceof Promise)) return remember(platform, request, fingerprint, answer)
      return answer.then((late) => remember(platform, request, fingerprint, late))
    })
  })
}

/** Makes a key that was used before, with a request that no other equals. */
export function useUp(platform: Platform, operation: string, userId: number | undefined, key: string): void {
  const request = { operation, userId, key, requestId: 'another', content: undefined }
  remember(platform, request, 'another request', { status: 200, headers: {}, body: undefined })
}

/** A problem is an answer too. Inside the transaction it must have changed nothing, so the work throws it before it writes. */
function settled(work: () => Answer | Promise<Answer>, requestId: string): Answer | Promise<Answer> {
  const asAnswer = (error: unknown): Answer => {
    if (error instanceof Problem) return problemAnswer(error, requestId)
    throw error
  }
  try {
    const answer = work()
    return answer instanceof Promise ? answer.catch(asAnswer) : answer
  } catch (error) {
    return asAnswer(error)
  }
}

function recall({ database }: Platform, { operation, userId, key }: KeyedRequest): Remembered | undefined {
  return database.one<Remembered>`
    select * from idempotency_records
    where operation = ${operation} and caller = ${callerOf(userId)} and key = ${key} and expires_ms > ${Date.now()}`
}

function remember({ database }: Platform, request: KeyedRequest, fingerprint: string, answer: Answer): Answer {
  const named = { ...answer, headers: { 'x-request-id': request.requestId, ...answer.headers } }
  if (answer.status >= 500 || answer.body instanceof Uint8Array) return named
  const body = answer.body === undefined ? null : JSON.stringify(answer.body)
  database.run`
    insert or replace into idempotency_records (operation, caller, key, fingerprint, status, headers, body, expires_ms)
    values (${request.operation}, ${callerOf(request.userId)}, ${request.key}, ${fingerprint}, ${answer.status},
            ${JSON.stringify(named.headers)}, ${body}, ${Date.now() + days})`
  return named
}

const replayed = ({ status, headers, body }: Remembered): Answer => ({
  status: fault('replay-with-200') ? 200 : status,
  headers: { ...JSON.parse(headers), ...(!fault('replay-not-marked') && { 'idempotent-replayed': 'true' }) },
  body: body === null ? undefined : JSON.parse(body),
})

const callerOf = (userId: number | undefined): string =>
  fault('idempotency-key-shared-by-users') ? 'anybody' : String(userId ?? '')

const digest = (content: unknown): string => createHash('sha256').update(JSON.stringify(content, sorted)).digest('hex')

/** The order of fields makes no other request. */
const sorted = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value
