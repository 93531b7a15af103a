import type { TimelineItem } from '../world/timeline.ts'
import type { World } from '../world/world.ts'
import { Answer } from './answer.ts'
import type { SandboxReply, SandboxRequest } from './call.ts'
import type { OperationEntry } from './operation-table.ts'

/** When something happened, on every clock there is. */
export interface Moment {
  /** The order of all moments of this process. */
  readonly turn: number
  /** Virtual milliseconds. */
  readonly virtual: number
  /** Milliseconds of the host, which is also the time of a client in this process. */
  readonly real: number
}

/**
 * What is known of something on the timeline beyond what stands there: real times and keys that clients make up differ from run to run,
 * and one seed is to give one timeline.
 */
export interface Witness {
  readonly began: Moment
  readonly ended: Moment
  /** The `Idempotency-Key`. */
  readonly key?: string | undefined
  /** Whether the operation takes one. */
  readonly keyed?: boolean
  /** Whether the operation opens a socket. */
  readonly isSocket?: boolean
  /** Tells requests with the same query and body from others. */
  readonly content?: number
  /** Seconds. */
  readonly retryAfter?: number | undefined
  /** The `status` that the answer tells of its resource. */
  readonly told?: string | undefined
  /** Of the request that opened a connection. */
  readonly path?: string
}

const witnesses = new WeakMap<TimelineItem, Witness>()
let turns = 0

export const momentOf = (world: World): Moment => ({
  turn: ++turns,
  virtual: world.clock.now(),
  real: Date.now(),
})

/** Keeps it for as long as the timeline keeps the item. */
export function bearWitness(item: TimelineItem, witness: Witness): void {
  witnesses.set(item, witness)
}

/** Nothing is known of items that came with a snapshot from elsewhere. */
export const witnessOf = (item: TimelineItem): Witness | undefined => witnesses.get(item)

/** What is to be remembered of a request and its answer. */
export function exchangeWitness(
  world: World,
  began: Moment,
  request: SandboxRequest,
  reply: SandboxReply | undefined,
  entry: OperationEntry | undefined,
): Witness {
  const retryAfter = reply?.headers['retry-after']
  return {
    began,
    ended: momentOf(world),
    key: request.headers['idempotency-key'],
    keyed: entry?.idempotent === true,
    isSocket: entry?.socket !== undefined,
    content: contentOf(request),
    retryAfter: retryAfter !== undefined && /^\d+$/.test(retryAfter) ? Number(retryAfter) : undefined,
    told: reply instanceof Answer ? statusIn(reply.value) : undefined,
  }
}

function statusIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('status' in value)) return undefined
  return typeof value.status === 'string' ? value.status : undefined
}

/** As much of a body as tells it from another one; more would make large uploads slow. */
const enough = 4096

/** FNV-1a. */
function contentOf({ query, body }: SandboxRequest): number {
  let hash = mixed(0x811c9dc5, query)
  if (body === undefined) return hash
  hash = mixed(hash, String(body.length))
  if (typeof body === 'string') return mixed(hash, body)
  for (let index = 0; index < body.length && index < enough; index++)
    hash = Math.imul(hash ^ (body[index] as number), 0x01000193)
  return hash >>> 0
}

function mixed(from: number, text: string): number {
  let hash = from
  for (let index = 0; index < text.length && index < enough; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash >>> 0
}
