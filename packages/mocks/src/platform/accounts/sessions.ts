import type { TokenPair } from '@concord/sdk/types'
import { effectsOf } from '../../engine/effects-of.ts'
import type { World } from '../../world/world.ts'
import { tokenChannel } from '../jobs/job-events.ts'
import { type TokenRow, tokens, type UserRow, users } from '../rows.ts'
import { type Claims, readToken, signToken } from './signed-tokens.ts'

/** Seconds. */
export const accessLifetime = 30 * 60
/** Seconds. */
export const refreshLifetime = 7 * 24 * 60 * 60

/** Why a token is not taken. */
export type Refusal = 'invalid' | 'expired' | 'reused'

/**
 * Signs a user in: an access token and a refresh token of a new family, or of the one given.
 *
 * @example issueTokens(world, user).access_token
 */
export function issueTokens(world: World, user: UserRow, family: string = world.random('tokens').token(16)): TokenPair {
  return {
    access_token: issue(world, user, family, 'access', accessLifetime),
    refresh_token: issue(world, user, family, 'refresh', refreshLifetime),
    token_type: 'bearer',
    expires_in: accessLifetime,
  }
}

/** Whose access token this is, or why it is not taken. */
export function readAccessToken(world: World, token: string): Claims | Refusal {
  const claims = claimsOf(world, token)
  if (claims?.type !== 'access') return 'invalid'
  if (claims.exp * 1000 <= world.clock.now()) return 'expired'
  const row = tokens(world).get(claims.jti)
  if (!row || row.revoked || !users(world).get(claims.user_id)) return 'invalid'
  return row.expires <= world.clock.now() ? 'expired' : claims
}

/** Ends an access token before its time, as a clock that is wrong does; the refresh token stays good. */
export function expireAccessToken(world: World, jti: string): void {
  if (!tokens(world).get(jti)) return
  tokens(world).update(jti, { expires: world.clock.now() })
  effectsOf(world).sockets.closeChannel(tokenChannel(jti), 4401, 'the access token has expired')
}

/**
 * Trades a refresh token for the next pair of its family. One that comes a second time was stolen, or its client is at fault:
 * nobody can tell who holds the living one, so the whole family ends.
 */
export function rotate(world: World, refreshToken: string): TokenPair | Refusal {
  const claims = claimsOf(world, refreshToken)
  const row = claims?.type === 'refresh' ? tokens(world).get(claims.jti) : undefined
  const user = claims && users(world).get(claims.user_id)
  if (!row || !user) return 'invalid'
  if (row.used) {
    revokeFamily(world, row.family)
    return 'reused'
  }
  if (row.revoked) return 'invalid'
  if (row.expires <= world.clock.now()) return 'expired'
  tokens(world).update(row.id, { used: true })
  return issueTokens(world, user, row.family)
}

/** Ends the sign-in that the token descends from. A token that is none, or not this user's, ends nothing. */
export function revokeSignIn(world: World, token: string, userId: number): void {
  const claims = claimsOf(world, token)
  const row = claims && tokens(world).get(claims.jti)
  if (row?.user_id === userId) revokeFamily(world, row.family)
}

/** Ends every sign-in of the user. */
export function revokeAll(world: World, userId: number): void {
  revoke(world, tokens(world).where({ user_id: userId }))
}

const revokeFamily = (world: World, family: string): void => revoke(world, tokens(world).where({ family }))

function revoke(world: World, rows: readonly TokenRow[]): void {
  const { sockets } = effectsOf(world)
  for (const row of rows) {
    tokens(world).update(row.id, { revoked: true })
    sockets.closeChannel(tokenChannel(row.id), 4401, 'the access token was revoked')
  }
}

function issue(world: World, user: UserRow, family: string, kind: TokenRow['kind'], lifetime: number): string {
  const issued = Math.floor(world.clock.now() / 1000)
  const jti = world.random('tokens').token(20)
  const expires = issued + lifetime
  tokens(world).insert({
    id: jti,
    family,
    user_id: user.id,
    kind,
    used: false,
    revoked: false,
    expires: expires * 1000,
  })
  const { id, email, role } = user
  const claims = { sub: String(id), user_id: id, email, role, type: kind, exp: expires, iat: issued, jti }
  return signToken(claims, secretOf(world))
}

/** Checking a signature costs more than all the rest of a small request, and a client sends the same token again and again. */
const checked = new WeakMap<World, { secret: string; claims: Map<string, Claims> }>()
const mostChecked = 1_000

function claimsOf(world: World, token: string): Claims | undefined {
  const secret = secretOf(world)
  let known = checked.get(world)
  if (known?.secret !== secret) {
    known = { secret, claims: new Map() }
    checked.set(world, known)
  }
  const found = known.claims.get(token)
  if (found) return found
  const claims = readToken(token, secret)
  if (claims) {
    if (known.claims.size >= mostChecked) known.claims.clear()
    known.claims.set(token, claims)
  }
  return claims
}

/** Each world signs with its own, so that no token of one is taken by another. */
const secretOf = (world: World): string => `concord sandbox ${world.name} ${world.seed}`
