import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Platform } from '../platform.ts'
import type { Caller } from './callers.ts'
import { Problem } from './problems.ts'
import type { Limit } from './rate-limits.ts'

/** A limit, and whose requests are counted together: a user's wherever they come from, or an address's whoever is there. */
export interface CountedLimit extends Limit {
  readonly by: 'caller' | 'address'
}

/**
 * Counts a request and tells in its headers how much is left.
 *
 * @throws Problem rate_limited
 */
export function countRequest(
  { limits, settings }: Platform,
  limit: CountedLimit,
  caller: Caller | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  if (!settings.rateLimits) return
  const who = limit.by === 'caller' && caller ? `user ${caller.userId}` : `address ${request.ip}`
  const allowance = limits.count(limit, who)
  if (!allowance) return
  reply.headers(allowance.headers)
  if (allowance.exceeded) throw new Problem('rate_limited', { retryAfter: allowance.reset })
}
