import type { Row } from '../world/store.ts'
import type { FaultEffect, World } from '../world/world.ts'
import type { Caller, SandboxRequest } from './call.ts'
import type { BoundOperation } from './operations.ts'
import { codeOf, ProblemError } from './problems.ts'

/** Switches limits on: those of the spec, or the ones given here. `remaining: 0` begins with a limit that is used up. */
export interface RateLimitEffect extends FaultEffect {
  readonly limit?: number
  readonly seconds?: number
  readonly remaining?: number
}

interface WindowRow extends Row {
  readonly id: string
  readonly from: number
  readonly used: number
}

/**
 * Counts the request in the caller's window, which begins with the first request in it.
 *
 * @returns the headers that tell how much is left
 * @throws {ProblemError} the operation's 429, when nothing is
 */
export function countRequest(
  world: World,
  operation: BoundOperation,
  request: SandboxRequest,
  caller: Caller | undefined,
  effect: RateLimitEffect,
): Record<string, string> {
  const { entry, face } = operation
  const limit = effect.limit ?? entry.rateLimit?.limit
  if (limit === undefined) return {}
  const seconds = effect.seconds ?? entry.rateLimit?.seconds ?? 60
  const who =
    entry.rateLimit?.by !== 'address' && caller !== undefined
      ? `user ${caller.userId}`
      : `address ${addressOf(request)}`
  // Operations with the same limit share it: 60 a minute are 60 of all kinds.
  const id = `${face.name} ${entry.rateLimit?.limit ?? limit}/${entry.rateLimit?.seconds ?? seconds} ${who}`
  const windows = world.store.collection<WindowRow>('sandbox.rate_limits')
  const now = world.clock.now()
  const known = windows.get(id)
  const fresh = known === undefined || now >= known.from + seconds * 1000
  const from = fresh ? now : known.from
  const used = (fresh ? limit - Math.min(effect.remaining ?? limit, limit) : known.used) + 1
  if (known === undefined) windows.insert({ id, from, used })
  else windows.update(id, { from, used })
  const reset = Math.max(1, Math.ceil((from + seconds * 1000 - now) / 1000))
  const headers = {
    'ratelimit-limit': String(limit),
    'ratelimit-remaining': String(Math.max(0, limit - used)),
    'ratelimit-reset': String(reset),
  }
  if (used <= limit) return headers
  const refused = { headers: { ...headers, 'retry-after': String(reset) } }
  throw new ProblemError(codeOf(entry.problems, 429) ?? 'rate_limited', refused, { status: 429 })
}

const addressOf = (request: SandboxRequest): string =>
  request.headers['x-forwarded-for']?.split(',', 1)[0]?.trim() ?? 'local'
