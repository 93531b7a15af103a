import { createHash, randomBytes } from 'node:crypto'
import { fault } from '../faults.ts'
import { hours, minutes } from '../storage/clock.ts'
import type { Database } from '../storage/database.ts'

/** How each kind of token begins, and how long it is good. */
const kinds = {
  magic_link: { prefix: 'ml_', lifetime: 15 * minutes },
  verify_email: { prefix: 'ev_', lifetime: 24 * hours },
  reset_password: { prefix: 'pr_', lifetime: 1 * hours },
  oauth_state: { prefix: 'st_', lifetime: 10 * minutes },
} as const

type Purpose = keyof typeof kinds

/** What is kept with a token. */
export interface TokenDetails {
  readonly email?: string
  readonly provider?: string
  readonly redirectUri?: string
  /** Milliseconds; less than nothing for one that has expired already. */
  readonly lifetime?: number
}

/** A token that was good until now. */
export interface SpentToken {
  readonly email: string
  readonly provider: string | null
  readonly redirect_uri: string | null
}

interface TokenRow extends SpentToken {
  readonly used: number
  readonly expires_ms: number
}

/** Makes a token that is good once, for as long as its kind is. */
export function issueOneUse(database: Database, purpose: Purpose, details: TokenDetails): string {
  const { prefix, lifetime } = kinds[purpose]
  const token = `${prefix}${randomBytes(24).toString('base64url')}`
  const { email = '', provider = null, redirectUri = null } = details
  database.run`
    insert into one_use_tokens (digest, purpose, email, provider, redirect_uri, expires_ms)
    values (${digest(token)}, ${purpose}, ${email}, ${provider}, ${redirectUri}, ${Date.now() + (details.lifetime ?? lifetime)})`
  return token
}

/** Uses a token up, or says why it is not good. A token that was used says so even when its time is over. */
export function spend(
  database: Database,
  purpose: Purpose,
  token: string,
): SpentToken | 'invalid' | 'expired' | 'used' {
  return database.transaction(() => {
    const row = database.one<TokenRow>`
      select * from one_use_tokens where digest = ${digest(token)} and purpose = ${purpose}`
    if (!row) return 'invalid'
    if (row.used && !isFaulty(purpose, 'magic-link-reusable')) return 'used'
    if (row.expires_ms <= Date.now() && !isFaulty(purpose, 'magic-link-never-expires')) return 'expired'
    database.run`update one_use_tokens set used = 1 where digest = ${digest(token)}`
    return row
  })
}

const isFaulty = (purpose: Purpose, name: 'magic-link-reusable' | 'magic-link-never-expires'): boolean =>
  purpose === 'magic_link' && fault(name)

const digest = (token: string): string => createHash('sha256').update(token).digest('base64url')
