import { fault } from '../faults.ts'
import { minutes } from '../storage/clock.ts'
import type { Database } from '../storage/database.ts'

const failuresAllowed = 5
const lockTime = 15 * minutes

interface Failures {
  readonly failures: number
  readonly locked_until_ms: number
}

/** Whole seconds until the address may try again; 0 when it may now. */
export function lockedFor(database: Database, email: string): number {
  const until = failuresOf(database, email)?.locked_until_ms ?? 0
  return Math.max(0, Math.ceil((until - Date.now()) / 1000))
}

/** Counts a wrong password. The fifth in a row locks the address, whether or not it has an account. */
export function noteFailure(database: Database, email: string): void {
  const known = failuresOf(database, email)
  const lockIsOver = known !== undefined && known.locked_until_ms > 0
  const failures = known && !lockIsOver ? known.failures + 1 : 1
  const until = failures >= failuresAllowed && !fault('lock-out-missing') ? Date.now() + lockTime : 0
  database.run`
    insert into failed_logins (email, failures, locked_until_ms) values (${email}, ${failures}, ${until})
    on conflict (email) do update set failures = ${failures}, locked_until_ms = ${until}`
}

/** The right password came, or a new one was chosen. */
export function unlock(database: Database, email: string): void {
  database.run`delete from failed_logins where email = ${email}`
}

const failuresOf = (database: Database, email: string): Failures | undefined =>
  database.one<Failures>`select failures, locked_until_ms from failed_logins where email = ${email}`
