import type { Caller, SandboxRequest } from '../engine/call.ts'
import { ProblemError } from '../engine/problems.ts'
import type { World } from '../world/world.ts'

/**
 * Knows a caller by a key in a header. Any key is good but one that begins with `invalid`, so that a refusal can be had on purpose.
 *
 * @param header in lower case
 */
export function keyIn(header: string): (world: World, request: SandboxRequest) => Caller {
  return (_world, { headers }) => callerOf(headers[header])
}

/** The same for a bearer token. */
export function bearerKey(_world: World, { headers }: SandboxRequest): Caller {
  return callerOf(/^bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1])
}

function callerOf(key: string | undefined): Caller {
  if (key === undefined || key.trim() === '') throw new ProblemError('token_missing')
  if (!isGoodKey(key)) throw new ProblemError('token_invalid')
  return { userId: 0, role: 'account', claims: { key } }
}

/** Whether a provider takes a key. */
export const isGoodKey = (key: string): boolean => !key.startsWith('invalid')
