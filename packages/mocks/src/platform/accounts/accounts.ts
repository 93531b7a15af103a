import type { User } from '@concord/sdk/types'
import type { World } from '../../world/world.ts'
import { deleteDocument } from '../documents/document-rows.ts'
import { changeJob } from '../jobs/job-events.ts'
import { activities, channels, documents, jobs, type UserRow, users } from '../rows.ts'
import { deleteChannel } from '../studio/channel-rows.ts'
import { hashPassword } from './passwords.ts'
import { revokeAll } from './sessions.ts'

/** What is known when an account is made. */
export interface NewAccount {
  readonly email: string
  readonly name?: string
  readonly role?: 'user' | 'admin'
  readonly password?: string
  readonly verified?: boolean
}

/** Addresses are compared without regard to case. */
export const normalised = (email: string): string => email.trim().toLowerCase()

/** The user with this address. */
export const userByEmail = (world: World, email: string): UserRow | undefined =>
  users(world).first({ email: normalised(email) })

/**
 * Makes an account; the address must be free.
 *
 * @example createAccount(world, { email: 'ada@example.test', verified: true }).name // 'Ada'
 */
export function createAccount(world: World, account: NewAccount): UserRow {
  const email = normalised(account.email)
  const now = world.clock.iso()
  const rows = users(world)
  return rows.insert({
    id: rows.nextId(),
    email,
    name: account.name ?? nameFrom(email),
    role: account.role ?? 'user',
    password_hash: account.password === undefined ? null : freshHash(world, account.password),
    email_verified: account.verified ?? false,
    settings: { language: 'en', timezone: 'Europe/Berlin', email_notifications: true, marketing_emails: false },
    created_at: now,
    updated_at: now,
  })
}

/** Hashes with a salt of the world's own. */
export const freshHash = (world: World, password: string): string =>
  hashPassword(password, world.random('passwords').token(16))

/** Takes an account away with everything that is its user's. What was paid stays in the books. */
export function deleteAccount(world: World, userId: number): void {
  revokeAll(world, userId)
  for (const { id, status } of jobs(world).where({ user_id: userId })) {
    if (status === 'queued' || status === 'running') changeJob(world, id, abandoned(world))
  }
  for (const document of documents(world).where({ user_id: userId })) deleteDocument(world, document.id)
  for (const channel of channels(world).where({ user_id: userId })) deleteChannel(world, channel.id)
  for (const row of activities(world).where({ user_id: userId })) activities(world).delete(row.id)
  users(world).delete(userId)
}

const abandoned = (world: World) => ({
  status: 'failed' as const,
  stage: 'failed',
  error: { code: 'account_deleted', detail: 'The account was deleted while its document was written.' },
  finished_at: world.clock.iso(),
})

/** A user as the platform shows them. */
export function userView(row: UserRow): User {
  const { id, email, name, role, email_verified, created_at, updated_at } = row
  return { id, email, name, role, email_verified, created_at, updated_at }
}

function nameFrom(email: string): string {
  const local =
    email
      .slice(0, email.indexOf('@'))
      .replaceAll(/[._+-]+/g, ' ')
      .trim() || 'Somebody'
  return (local.charAt(0).toUpperCase() + local.slice(1)).slice(0, 100)
}
