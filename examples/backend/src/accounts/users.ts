import type { User } from '@concord/sdk/types'
import { timestamp } from '../storage/clock.ts'
import type { Database } from '../storage/database.ts'

/** Somebody with an account, as the database has them. */
export interface UserRow {
  readonly id: number
  readonly email: string
  readonly name: string
  readonly role: 'user' | 'admin'
  /** Null for those who only ever came by a link or from an identity provider. */
  readonly password_hash: string | null
  readonly email_verified: number
  readonly language: string
  readonly timezone: string
  readonly email_notifications: number
  readonly marketing_emails: number
  readonly created_at: string
  readonly updated_at: string
}

/** What is known when an account is made. */
export interface NewUser {
  readonly email: string
  readonly name?: string | undefined
  readonly role?: 'user' | 'admin' | undefined
  readonly passwordHash?: string
  readonly verified?: boolean
}

/** Addresses are compared without regard to case. */
export const normalised = (email: string): string => email.trim().toLowerCase()

export const userById = (database: Database, id: number): UserRow | undefined =>
  database.one<UserRow>`select * from users where id = ${id}`

export const userByEmail = (database: Database, email: string): UserRow | undefined =>
  database.one<UserRow>`select * from users where email = ${normalised(email)}`

/** Makes an account; undefined when the address has one. */
export function createUser(database: Database, user: NewUser): UserRow | undefined {
  const email = normalised(user.email)
  const now = timestamp()
  return database.one<UserRow>`
    insert into users (email, name, role, password_hash, email_verified, created_at, updated_at)
    values (${email}, ${user.name ?? nameFrom(email)}, ${user.role ?? 'user'}, ${user.passwordHash ?? null},
            ${user.verified ?? false}, ${now}, ${now})
    on conflict (email) do nothing
    returning *`
}

/** The account of somebody who has just proved that the address is theirs; made if there is none. */
export function verifiedUser(database: Database, email: string, name?: string): UserRow {
  return database.transaction(() => {
    const user = userByEmail(database, email) ?? createUser(database, { email, name })
    if (!user) throw new Error(`${email} has an account and has none.`)
    return verifyEmail(database, user)
  })
}

export function verifyEmail(database: Database, user: UserRow): UserRow {
  if (user.email_verified) return user
  database.run`update users set email_verified = 1, updated_at = ${timestamp()} where id = ${user.id}`
  return userById(database, user.id) ?? user
}

/** A user as the API shows them: field by field, so that no column gets out by being added. */
export function userView(row: UserRow): User {
  const { id, email, name, role, email_verified, created_at, updated_at } = row
  return { id, email, name, role, email_verified: Boolean(email_verified), created_at, updated_at }
}

function nameFrom(email: string): string {
  const local =
    email
      .slice(0, email.indexOf('@'))
      .replaceAll(/[._+-]+/g, ' ')
      .trim() || 'Somebody'
  return (local.charAt(0).toUpperCase() + local.slice(1)).slice(0, 100)
}
