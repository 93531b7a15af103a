import { timestamp } from '../storage/clock.ts'
import type { Database } from '../storage/database.ts'

/** What something was done to. */
export interface Subject {
  readonly type: string
  readonly id?: number | string
}

/**
 * Notes what somebody did, for their own list and the administrators' log. Never a secret: only what, and to which.
 *
 * @example logActivity(database, 7, 'document.created', { type: 'document', id: 42 })
 */
export function logActivity(database: Database, userId: number, action: string, subject: Subject): void {
  database.run`
    insert into activities (user_id, action, resource_type, resource_id, created_at)
    values (${userId}, ${action}, ${subject.type}, ${subject.id === undefined ? null : String(subject.id)}, ${timestamp()})`
}
