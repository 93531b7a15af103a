import type { Caller } from './call.ts'
import type { BoundOperation } from './operations.ts'
import { forbiddenCode, ProblemError } from './problems.ts'

/**
 * Who may call, as far as the spec alone can tell: `admin` is a role, `self` is the user named in the path. Whose a resource is, and
 * whether the user in the path exists at all, the behaviour knows.
 *
 * @throws {ProblemError} the operation's 403
 */
export function checkAccess(
  { entry, behaviour }: BoundOperation,
  caller: Caller | undefined,
  path: Readonly<Record<string, unknown>>,
): void {
  if (entry.access === undefined || caller === undefined) return
  const allowed =
    caller.role === 'admin' ||
    entry.access === 'owner' ||
    (entry.access === 'self' && (behaviour !== undefined || path.user_id === caller.userId))
  if (!allowed) throw new ProblemError(forbiddenCode(entry), {}, { status: 403 })
}
