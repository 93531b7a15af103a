import type { StateValues } from '../service/request-of.ts'
import type { OperationContract } from '../service/service-contract.ts'
import { tamperedToken, unsignedToken } from './forged-tokens.ts'

/** One way of calling an operation without being allowed to. */
export interface Attempt {
  /** What a failure of it is called in reports. */
  readonly rule:
    | 'no-token'
    | 'garbage-token'
    | 'forged-token'
    | 'refresh-token'
    | 'expired-token'
    | 'another-user'
    | 'another-role'
  /** As it stands in the name of the check: `documents.get: an unsigned token`. */
  readonly name: string
  readonly status: 401 | 403
  readonly code: string
  /** The token to come with; undefined: none. */
  token(who: Identities): string | undefined
}

/** Whoever takes part in an attempt, by the values that provider states returned; empty for those who do not. */
export interface Identities {
  /** Whoever may call the operation. */
  readonly allowed: StateValues
  /** A signed-in user to whom nothing belongs. */
  readonly stranger: StateValues
  /** Whose token was valid once. */
  readonly expired: StateValues
}

const tokenOf = ({ access_token }: StateValues): string => String(access_token)

const withoutRight: readonly Attempt[] = [
  { rule: 'no-token', name: 'no token', status: 401, code: 'token_missing', token: () => undefined },
  { rule: 'garbage-token', name: 'a garbage token', status: 401, code: 'token_invalid', token: () => 'not-a-token' },
  {
    rule: 'forged-token',
    name: 'an unsigned token',
    status: 401,
    code: 'token_invalid',
    token: ({ allowed }) => unsignedToken(tokenOf(allowed)),
  },
  {
    rule: 'forged-token',
    name: 'a token with changed claims',
    status: 401,
    code: 'token_invalid',
    token: ({ allowed, stranger }) =>
      tamperedToken(tokenOf(stranger), { user_id: allowed.user_id, sub: String(allowed.user_id), role: 'admin' }),
  },
  {
    rule: 'refresh-token',
    name: 'a refresh token in the place of an access token',
    status: 401,
    code: 'token_invalid',
    token: ({ allowed, stranger }) => String(allowed.refresh_token ?? stranger.refresh_token),
  },
  {
    rule: 'expired-token',
    name: 'an expired token',
    status: 401,
    code: 'token_expired',
    token: ({ expired }) => tokenOf(expired),
  },
]

const stranger = { status: 403, code: 'not_authorized', token: (who: Identities) => tokenOf(who.stranger) } as const

/** Every attempt that an operation must refuse; none for one that anybody may call. */
export function attemptsOn({ secured, access }: Pick<OperationContract, 'secured' | 'access'>): readonly Attempt[] {
  if (!secured) return []
  if (access === undefined) return withoutRight
  if (access === 'admin')
    return [...withoutRight, { ...stranger, rule: 'another-role', name: 'a user who is no administrator' }]
  return [...withoutRight, { ...stranger, rule: 'another-user', name: 'another user' }]
}
