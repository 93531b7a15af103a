import { settingsOf } from '../admin/platform-settings.ts'
import { days, timestamp } from '../storage/clock.ts'
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

/** Forgets what is older than the settings want it to be; before activity is read, so that nobody sees it. */
export function forgetOldActivity(database: Database): void {
  const oldest = Date.now() - settingsOf(database).activity_retention_days * days
  database.run`delete from activities where created_at < ${timestamp(oldest)}`
}
