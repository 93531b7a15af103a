import type { Caller } from './call.ts'
import type { OperationEntry } from './operation-table.ts'
import { forbiddenCode, ProblemError } from './problems.ts'

/**
 * Who may call, as far as the spec alone can tell: `admin` is a role, `self` is the user named in the path. Whose a resource is, the
 * behaviour knows.
 *
 * @throws {ProblemError} the operation's 403
 */
export function checkAccess(
  operation: OperationEntry,
  caller: Caller | undefined,
  path: Readonly<Record<string, unknown>>,
): void {
  if (operation.access === undefined || caller === undefined) return
  const allowed =
    caller.role === 'admin' ||
    operation.access === 'owner' ||
    (operation.access === 'self' && path.user_id === caller.userId)
  if (!allowed) throw new ProblemError(forbiddenCode(operation))
}
