import type { World } from '../../world/world.ts'
import { failedLogins } from '../rows.ts'

const failuresAllowed = 5
const lockTime = 15 * 60_000

/** Whole seconds until the address may try again; 0 when it may now. */
export function lockedFor(world: World, email: string): number {
  const until = failedLogins(world).get(email)?.locked_until ?? 0
  return Math.max(0, Math.ceil((until - world.clock.now()) / 1000))
}

/** Counts a wrong password. The fifth in a row locks the address, whether or not it has an account. */
export function noteFailure(world: World, email: string): void {
  const rows = failedLogins(world)
  const row = rows.get(email)
  const lockIsOver = row !== undefined && row.locked_until > 0
  const failures = row && !lockIsOver ? row.failures + 1 : 1
  const change = { failures, locked_until: failures >= failuresAllowed ? world.clock.now() + lockTime : 0 }
  if (row) rows.update(email, change)
  else rows.insert({ id: email, ...change })
}

/** The right password came, or a new one was chosen. */
export function unlock(world: World, email: string): void {
  failedLogins(world).delete(email)
}
