import type { World } from '../world/world.ts'

/** What is needed of a call to know whether something is the caller's. */
export interface OwnerCall {
  readonly world: World
  readonly caller: { readonly userId: number }
  problem(code: string): Error
}

/**
 * What the caller asks for, if it is theirs: else the problem is 404 for nothing and 403 for what is somebody else's.
 *
 * @param missing the code of the 404
 * @example const document = ownedBy(call, documents(call.world).get(42), 'document_not_found')
 */
export function ownedBy<Owned extends { readonly user_id: number }>(
  call: OwnerCall,
  found: Owned | undefined,
  missing: string,
): Owned {
  if (!found) throw call.problem(missing)
  if (found.user_id !== call.caller.userId) throw call.problem('not_authorized')
  return found
}
