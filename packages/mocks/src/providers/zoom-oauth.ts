import type { Caller, SandboxRequest } from '../engine/call.ts'
import { effectsOf } from '../engine/effects-of.ts'
import { ProblemError } from '../engine/problems.ts'
import type { ZoomBehaviours } from '../generated/providers/zoom.ts'
import type { TokenForm, Tokens } from '../generated/providers/zoom-types.ts'
import type { World } from '../world/world.ts'
import { isGoodKey } from './api-keys.ts'
import { consentPage } from './consent-page.ts'
import { answerAddress, bearerOf, clientOf, type OAuthClient } from './oauth-requests.ts'
import { brokenPromise, challengeOf } from './pkce.ts'
import { codes, type Grant, grants, live, tokens } from './zoom-rows.ts'

const minute = 60_000
const day = 24 * 60 * minute
const accessLifetime = 3599
/** Who signs in where nobody says so, and who owns every account. */
const owner = 'ada@example.test'
const rights = [
  'meeting:delete:meeting',
  'meeting:read:list_meetings',
  'meeting:read:meeting',
  'meeting:update:meeting',
  'meeting:write:meeting',
  'user:read:user',
]

interface TokenCall {
  readonly world: World
  readonly body: TokenForm
  problem(code: string, options?: { extra: { message: string } }): Error
}

/** Consent, codes, and tokens that are changed for new ones. */
export const oauthBehaviours = {
  'zoom.authorize': (call) => {
    const { world } = call
    const { client_id, redirect_uri, state, login_hint, answer } = call.query
    if (!isGoodKey(client_id)) throw call.problem('invalid_client')
    const email = login_hint || owner
    const back = (fields: Record<string, string>) =>
      call.reply(302, undefined, { location: answerAddress(redirect_uri, fields, state) })
    if (answer === undefined) return call.reply(200, consentPage('Zoom', rights.join(' '), call.query, email))
    if (answer === 'deny') return back({ error: 'access_denied' })
    const id = world.random('zoom').token(40)
    const expires = world.clock.now() + 5 * minute
    codes(world).insert({ id, client_id, redirect_uri, email, used: false, expires, ...challengeOf(call.query) })
    return back({ code: id })
  },
  'zoom.exchangeToken': (call) => {
    const client = clientOf(call.request, call.body)
    if (client === undefined) throw call.problem('invalid_client')
    const { world } = call
    switch (call.body.grant_type) {
      case 'authorization_code':
        return call.reply(200, tokensFor(world, grantByCode(call, client)))
      case 'refresh_token':
        return call.reply(200, tokensFor(world, grantByRefresh(call, client)))
      case 'account_credentials':
        return call.reply(200, tokensFor(world, grantOfAccount(call, client)))
      default:
        throw call.problem('unsupported_grant_type')
    }
  },
  'zoom.revokeToken': (call) => {
    const client = clientOf(call.request, call.body)
    if (client === undefined) throw call.problem('invalid_client')
    const grant = grantOf(call.world, call.body.token)
    if (grant?.client_id !== client.id) throw call.problem('invalid_token')
    grants(call.world).update(grant.id, { revoked: true })
    return call.reply(200, { status: 'success' })
  },
} satisfies ZoomBehaviours

/** Knows a caller by an access token that this Zoom gave out. */
export function authenticate(world: World, request: SandboxRequest): Caller {
  const token = bearerOf(request)
  if (token === undefined) throw new ProblemError('token_missing')
  const row = tokens(world).get(token)
  const grant = row?.kind === 'access' ? live(world, row.grant_id) : undefined
  if (row === undefined || grant === undefined) throw new ProblemError('token_invalid')
  if (row.expires <= world.clock.now()) throw new ProblemError('token_expired')
  return { userId: 0, role: 'user', claims: { email: grant.email, account: grant.account, token } }
}

/** Ends an access token at once, as a fault rule may ask. */
export function expireToken(world: World, { claims }: Caller): void {
  tokens(world).update(String(claims.token), { expires: world.clock.now() })
}

function grantByCode({ world, body, problem }: TokenCall, client: OAuthClient): Grant {
  const row = codes(world).get(body.code ?? '')
  const isGood = row !== undefined && !row.used && row.expires > world.clock.now()
  if (!isGood || row.client_id !== client.id) throw problem('invalid_grant')
  if (row.redirect_uri !== body.redirect_uri)
    throw problem('validation_failed', { extra: { message: 'Redirect URI mismatch.' } })
  if (brokenPromise(row, body.code_verifier) !== undefined)
    throw problem('invalid_grant', { extra: { message: 'Invalid code verifier' } })
  codes(world).update(row.id, { used: true })
  const { client_id, email } = row
  return grants(world).insert({ id: grants(world).nextId(), client_id, email, account: false, revoked: false })
}

/** A refresh token is good once: whoever keeps an old one is out. */
function grantByRefresh({ world, body, problem }: TokenCall, client: OAuthClient): Grant {
  const row = tokens(world).get(body.refresh_token ?? '')
  const isGood = row?.kind === 'refresh' && row.expires > world.clock.now()
  const grant = isGood ? live(world, row.grant_id) : undefined
  if (row === undefined || grant?.client_id !== client.id) throw problem('invalid_token')
  tokens(world).delete(row.id)
  return grant
}

function grantOfAccount({ world, body, problem }: TokenCall, { id, secret }: OAuthClient): Grant {
  const account = body.account_id ?? ''
  if (account === '' || !isGoodKey(account)) throw problem('validation_failed')
  if (secret === '') throw problem('invalid_client')
  const known = grants(world).first({ client_id: id, account: true, revoked: false })
  const grant = { client_id: id, email: owner, account: true, revoked: false }
  return known ?? grants(world).insert({ id: grants(world).nextId(), ...grant })
}

function grantOf(world: World, token: string): Grant | undefined {
  const row = tokens(world).get(token)
  return row === undefined ? undefined : live(world, row.grant_id)
}

function tokensFor(world: World, { id: grant_id, account }: Grant): Tokens {
  const now = world.clock.now()
  const insert = (kind: 'access' | 'refresh', lifetime: number) =>
    tokens(world).insert({ id: `eyJ${world.random('zoom').token(60)}`, kind, grant_id, expires: now + lifetime }).id
  return {
    access_token: insert('access', accessLifetime * 1000),
    token_type: 'bearer',
    ...(!account && { refresh_token: insert('refresh', 90 * day) }),
    expires_in: accessLifetime,
    scope: rights.map((right) => (account ? `${right}:admin` : right)).join(' '),
    api_url: `${effectsOf(world).origin}/providers/zoom`,
  }
}
