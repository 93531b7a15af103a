import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Caller, SandboxRequest } from '../engine/call.ts'
import { ProblemError } from '../engine/problems.ts'
import type { GoogleBehaviours } from '../generated/providers/google.ts'
import type { TokenInfo, Tokens, UserInfo } from '../generated/providers/google-types.ts'
import type { World } from '../world/world.ts'
import { base64url } from './base64url.ts'
import { consentPage } from './consent-page.ts'
import { certificate, jsonWebKey } from './google-certificates.ts'
import { codes, type Grant, grants, live, tokens } from './google-rows.ts'
import { keyId, signature } from './google-test-key.ts'
import { answerAddress, bearerOf, clientOf } from './oauth-requests.ts'
import { type Broken, brokenPromise, challengeOf } from './pkce.ts'

const minute = 60_000
const accessLifetime = 3599
const someone = 'ada@example.test'

/** Consent, codes, tokens, and whose they are. */
export const oauthBehaviours = {
  'google.authorize': (call) => {
    const {
      client_id,
      redirect_uri,
      scope,
      state,
      access_type = 'online',
      prompt,
      login_hint,
      answer,
      nonce,
    } = call.query
    const email = login_hint || someone
    const back = (fields: Record<string, string>) =>
      call.reply(302, undefined, { location: answerAddress(redirect_uri, fields, state) })
    if (answer === 'deny') return back({ error: 'access_denied' })
    if (answer === undefined && prompt !== 'none')
      return call.reply(200, consentPage('Google', scope, call.query, email))
    const { world } = call
    const id = `4/0${world.random('google').token(40)}`
    const offline = access_type === 'offline'
    codes(world).insert({
      id,
      client_id,
      redirect_uri,
      scope,
      email,
      offline,
      used: false,
      expires: world.clock.now() + 10 * minute,
      ...(nonce !== undefined && { nonce }),
      ...challengeOf(call.query),
    })
    return back({ code: id, scope })
  },
  'google.exchangeToken': (call) => {
    const { world } = call
    const { grant_type, code = '', redirect_uri = '', refresh_token = '' } = call.body
    const client = clientOf(call.request, call.body)
    if (client === undefined) throw call.problem('invalid_client')
    if (grant_type === 'refresh_token') {
      const grant = tokens(world).get(refresh_token)
      const known = grant?.kind === 'refresh' ? live(world, grant.grant_id) : undefined
      if (known?.client_id !== client.id) throw call.problem('invalid_grant')
      return call.reply(200, accessTo(world, known))
    }
    if (grant_type !== 'authorization_code') {
      const message = `Invalid grant_type: ${grant_type}`
      throw call.problem('unsupported_grant_type', { extra: { message } })
    }
    const row = codes(world).get(code)
    const isGood = row !== undefined && !row.used && row.expires > world.clock.now()
    if (!isGood || row.client_id !== client.id || row.redirect_uri !== redirect_uri) throw call.problem('invalid_grant')
    const broken = brokenPromise(row, call.body.code_verifier)
    if (broken !== undefined) throw call.problem('invalid_grant', { extra: { message: aboutVerifier[broken] } })
    codes(world).update(code, { used: true })
    const { client_id, scope, email, offline, nonce } = row
    const grant = grants(world).insert({ id: grants(world).nextId(), client_id, scope, email, offline, revoked: false })
    const answer = accessTo(world, grant, nonce)
    if (!offline) return call.reply(200, answer)
    const refresh = `1//0${world.random('google').token(40)}`
    tokens(world).insert({ id: refresh, kind: 'refresh', grant_id: grant.id, expires: Number.MAX_SAFE_INTEGER })
    return call.reply(200, { ...answer, refresh_token: refresh })
  },
  'google.revokeToken': (call) => {
    const row = tokens(call.world).get(call.query.token)
    if (row === undefined || live(call.world, row.grant_id) === undefined) throw call.problem('invalid_token')
    grants(call.world).update(row.grant_id, { revoked: true })
    return call.reply(200, {})
  },
  'google.tokenInfo': (call) => {
    const info = infoOf(call.world, call.query.access_token ?? bearerOf(call.request))
    if (info === undefined) throw call.problem('invalid_token')
    return call.reply(200, info)
  },
  'google.tokenInfoOfHeader': (call) => {
    const info = infoOf(call.world, bearerOf(call.request))
    if (info === undefined) throw call.problem('invalid_token')
    return call.reply(200, info)
  },
  'google.listKeys': (call) => call.reply(200, { keys: [jsonWebKey()] }, keptForHours),
  'google.listCertificates': (call) => call.reply(200, { [keyId]: certificate() }, keptForHours),
  'google.userInfo': (call) => call.reply(200, userOf(String(call.caller.claims.email))),
} satisfies GoogleBehaviours

const keptForHours = { 'cache-control': 'public, max-age=22533, must-revalidate, no-transform' }

const aboutVerifier: Readonly<Record<Broken, string>> = {
  missing: 'Missing code verifier.',
  wrong: 'Invalid code verifier.',
  needless: 'code_verifier or verifier is not needed.',
}

/** Knows a caller by an access token that this Google gave out. */
export function authenticate(world: World, request: SandboxRequest): Caller {
  const token = bearerOf(request)
  if (token === undefined) throw new ProblemError('token_missing')
  const found = accessOf(world, token)
  if (found === undefined) throw new ProblemError('token_invalid')
  const { email, scope } = found.grant
  return { userId: 0, role: 'user', claims: { email, scope } }
}

function accessOf(world: World, token: string): { readonly grant: Grant; readonly expires: number } | undefined {
  const row = tokens(world).get(token)
  if (row?.kind !== 'access' || row.expires <= world.clock.now()) return undefined
  const grant = live(world, row.grant_id)
  return grant === undefined ? undefined : { grant, expires: row.expires }
}

function infoOf(world: World, token = ''): TokenInfo | undefined {
  const found = accessOf(world, token)
  if (found === undefined) return undefined
  const { grant, expires } = found
  return {
    azp: grant.client_id,
    aud: grant.client_id,
    sub: userOf(grant.email).sub,
    scope: grant.scope,
    exp: String(Math.floor(expires / 1000)),
    expires_in: String(Math.floor((expires - world.clock.now()) / 1000)),
    email: grant.email,
    email_verified: 'true',
    access_type: grant.offline ? 'offline' : 'online',
  }
}

function accessTo(world: World, grant: Grant, nonce?: string): Tokens {
  const id = `ya29.${world.random('google').token(60)}`
  const now = world.clock.now()
  tokens(world).insert({ id, kind: 'access', grant_id: grant.id, expires: now + accessLifetime * 1000 })
  const { scope, client_id, email } = grant
  const isOpenId = scope.split(' ').includes('openid')
  const iat = Math.floor(now / 1000)
  const about = { iss: 'https://accounts.google.com', azp: client_id, aud: client_id, iat, exp: iat + accessLifetime }
  const at_hash = base64url(sha256(utf8ToBytes(id)).slice(0, 16))
  const claims = { ...about, ...userOf(email), at_hash, ...(nonce !== undefined && { nonce }) }
  return {
    access_token: id,
    expires_in: accessLifetime,
    scope,
    token_type: 'Bearer',
    ...(isOpenId && { id_token: signed(claims) }),
  }
}

function signed(claims: object): string {
  const head = [{ alg: 'RS256', kid: keyId, typ: 'JWT' }, claims]
    .map((part) => base64url(utf8ToBytes(JSON.stringify(part))))
    .join('.')
  return `${head}.${base64url(signature(utf8ToBytes(head)))}`
}

function userOf(email: string): UserInfo {
  const [name = email] = email.split('@')
  const called = name.charAt(0).toUpperCase() + name.slice(1)
  // The same person has the same number in every world, as they have at Google.
  const sub = Array.from(email).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1e15, 7)
  return { sub: `1${String(sub).padStart(20, '0')}`, name: called, given_name: called, email, email_verified: true }
}
