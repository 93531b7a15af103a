import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TokenPair } from '@concord/sdk/types'
import { fault } from '../faults.ts'
import type { Platform } from '../platform.ts'
import { type Claims, readToken, signToken } from './signed-tokens.ts'
import { type UserRow, userById } from './users.ts'

/** Seconds. */
export const accessLifetime = 30 * 60
/** Seconds. */
export const refreshLifetime = 7 * 24 * 60 * 60

interface TokenRow {
  readonly jti: string
  readonly family: string
  readonly user_id: number
  readonly used: number
  readonly revoked: number
}

/** Signs a user in: an access token and a refresh token of a new family, or of the one given. */
export async function issueTokens(
  platform: Platform,
  user: UserRow,
  family: string = randomUUID(),
): Promise<TokenPair> {
  return {
    access_token: await issueToken(platform, user, 'access', accessLifetime, family),
    refresh_token: await issueToken(platform, user, 'refresh', refreshLifetime, family),
    token_type: 'bearer',
    expires_in: accessLifetime,
  }
}

/** @param lifetime seconds; less than nothing for one that has expired already */
export function issueToken(
  { database, settings }: Platform,
  user: UserRow,
  type: Claims['type'],
  lifetime: number,
  family: string = randomUUID(),
): Promise<string> {
  const iat = Math.floor(Date.now() / 1000)
  const exp = iat + lifetime
  const jti = randomUUID()
  database.run`
    insert into tokens (jti, family, user_id, kind, expires_ms)
    values (${jti}, ${family}, ${user.id}, ${type}, ${exp * 1000})`
  const { id: user_id, email, role } = user
  return signToken({ user_id, email, role, type, exp, iat, jti }, settings.jwtSecret)
}

/** Whose access token this is, or why it is not taken. */
export async function readAccessToken(platform: Platform, token: string): Promise<Claims | 'invalid' | 'expired'> {
  const claims = await readToken(token, 'access', platform.settings.jwtSecret)
  if (typeof claims === 'string') return claims
  return tokenRow(platform, claims.jti)?.revoked === 0 ? claims : 'invalid'
}

/**
 * Trades a refresh token for the next pair of its family. One that comes a second time was stolen, or its client is at fault: nobody can
 * tell who holds the living one, so the whole family ends.
 */
export async function rotate(
  platform: Platform,
  refreshToken: string,
): Promise<TokenPair | 'invalid' | 'expired' | 'reused'> {
  const { database, settings } = platform
  const claims = await readToken(refreshToken, 'refresh', settings.jwtSecret)
  if (typeof claims === 'string') return claims
  // Between reading and marking nothing is awaited, so of two tabs that come at once one is the second.
  const row = tokenRow(platform, claims.jti)
  const user = userById(database, claims.user_id)
  if (!row || !user) return 'invalid'
  if (row.used && !fault('refresh-token-reusable')) {
    if (!fault('reused-refresh-token-keeps-family')) revokeFamily(platform, row.family)
    return 'reused'
  }
  if (row.revoked) return 'invalid'
  if (fault('refresh-token-races')) await sleep(20)
  database.run`update tokens set used = 1 where jti = ${row.jti}`
  return issueTokens(platform, user, row.family)
}

/** Ends the sign-in that an access token belongs to. */
export function endSignIn(platform: Platform, jti: string): void {
  const row = tokenRow(platform, jti)
  if (row) revokeFamily(platform, row.family)
}

/** Ends the sign-in that a refresh token belongs to. One that is none, or not this user's, ends nothing. */
export async function revokeRefreshToken(platform: Platform, token: string, userId: number): Promise<void> {
  const claims = await readToken(token, 'refresh', platform.settings.jwtSecret)
  if (typeof claims !== 'string' && claims.user_id === userId) endSignIn(platform, claims.jti)
}

/** Ends every sign-in of a user. */
export function revokeAll({ database, sockets }: Platform, userId: number): void {
  const ended = database.all<TokenRow>`update tokens set revoked = 1 where user_id = ${userId} returning *`
  sockets.closeSignedInWith(ended.map(({ jti }) => jti))
}

function revokeFamily({ database, sockets }: Platform, family: string): void {
  const ended = database.all<TokenRow>`update tokens set revoked = 1 where family = ${family} returning *`
  sockets.closeSignedInWith(ended.map(({ jti }) => jti))
}

const tokenRow = ({ database }: Platform, jti: string): TokenRow | undefined =>
  database.one<TokenRow>`select * from tokens where jti = ${jti}`
