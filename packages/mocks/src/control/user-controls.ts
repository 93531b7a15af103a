import type { TokenPair, User } from '@concord/sdk/types'
import { createAccount, userByEmail, userView } from '../platform/accounts/accounts.ts'
import { issueTokens } from '../platform/accounts/sessions.ts'
import { users } from '../platform/rows.ts'
import type { World } from '../world/world.ts'

/** Who should be signed in. An account is made where there is none. */
export interface SignInRequest {
  readonly email: string
  readonly name?: string | undefined
  readonly role?: 'user' | 'admin' | undefined
}

/** A user and the tokens of a new sign-in. */
export interface SignedIn extends TokenPair {
  readonly user: User
}

/**
 * Signs somebody in without mail or password. An existing account keeps its name and role unless others are given.
 *
 * @example signIn(world, { email: 'ada@example.test' }).access_token
 */
export function signIn(world: World, request: SignInRequest): SignedIn {
  const { email, name, role } = request
  const known = userByEmail(world, email)
  const user = known
    ? users(world).update(known.id, { email_verified: true, ...(name && { name }), ...(role && { role }) })
    : createAccount(world, { email, verified: true, ...(name && { name }), ...(role && { role }) })
  return { user: userView(user), ...issueTokens(world, user) }
}
