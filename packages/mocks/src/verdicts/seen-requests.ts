import { type Moment, type Witness, witnessOf } from '../engine/witness.ts'
import type { TimelineItem } from '../world/timeline.ts'
import type { World } from '../world/world.ts'

/** A request on the timeline with what was witnessed of it. */
export interface SeenRequest {
  readonly seq: number
  readonly method: string
  readonly path: string
  readonly operation: string | undefined
  readonly status: number
  readonly userId: number | undefined
  /** Answered from an idempotency key's record. */
  readonly replayed: boolean
  /** The connection ended before the client had the answer. */
  readonly isLost: boolean
  readonly witness: Witness
}

export function requestsOf(world: World): readonly SeenRequest[] {
  return world.timeline.of('request').flatMap((item) => {
    const witness = witnessOf(item)
    return witness === undefined ? [] : [seen(item, witness)]
  })
}

function seen(item: TimelineItem, witness: Witness): SeenRequest {
  return {
    seq: item.seq,
    method: String(item.method),
    path: String(item.path),
    operation: typeof item.operation === 'string' ? item.operation : undefined,
    status: Number(item.status),
    userId: typeof item.user_id === 'number' ? item.user_id : undefined,
    replayed: item.replayed === true,
    isLost: item.transport === 'reset' || item.transport === 'hang' || item.transport === 'truncate',
    witness,
  }
}

/** Whether sending it again may help. */
export const isTransient = ({ status, isLost }: SeenRequest): boolean =>
  isLost || status >= 500 || status === 429 || status === 408

/** Requests that say the same to the same place for the same person, each group in the order in which they came. */
export function sameRequests(requests: readonly SeenRequest[]): readonly (readonly SeenRequest[])[] {
  const groups = new Map<string, SeenRequest[]>()
  for (const request of requests) {
    const id = `${request.method} ${request.path} ${request.userId ?? ''} ${request.witness.content ?? ''}`
    const group = groups.get(id)
    if (group === undefined) groups.set(id, [request])
    else group.push(request)
  }
  return [...groups.values()].map((group) =>
    group.sort((one, other) => one.witness.began.turn - other.witness.began.turn),
  )
}

/** A request that failed for the moment, and the one that repeats it. */
export interface Repetition {
  readonly failed: SeenRequest
  readonly next: SeenRequest
  /** How long the client waited, in milliseconds. */
  readonly waited: number
}

/** Runs of repetitions: each ends when the request succeeds, or is not sent again. */
export function repetitionsOf(world: World): readonly (readonly Repetition[])[] {
  const runs: Repetition[][] = []
  // No page can read why a socket was refused; what comes of one is another verdict's affair.
  const requests = requestsOf(world).filter(({ witness }) => witness.isSocket !== true)
  for (const group of sameRequests(requests)) {
    let run: Repetition[] = []
    for (const [index, failed] of group.entries()) {
      if (!isTransient(failed)) run = []
      // What was under way already repeats nothing.
      const next = group.slice(index + 1).find(({ witness }) => witness.began.turn > failed.witness.ended.turn)
      if (!isTransient(failed) || next === undefined) continue
      if (run.length === 0) runs.push(run)
      run.push({ failed, next, waited: between(failed.witness.ended, next.witness.began) })
    }
  }
  return runs
}

/** The time between two moments: a client may live in the world's time or in the host's, and gets the better of both. */
export const between = (one: Moment, other: Moment): number =>
  Math.max(other.virtual - one.virtual, other.real - one.real)

/** `POST /api/v1/documents`. */
export const told = ({ method, path }: SeenRequest): string => `${method} ${path}`
