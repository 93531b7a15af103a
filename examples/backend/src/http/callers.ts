import type { IncomingHttpHeaders } from 'node:http'
import { readAccessToken } from '../accounts/sessions.ts'
import { fault } from '../faults.ts'
import type { Platform } from '../platform.ts'
import { Problem } from './problems.ts'

/** Whoever sent a request with a token that counts. */
export interface Caller {
  readonly userId: number
  readonly role: 'user' | 'admin'
  /** The id of the access token. */
  readonly jti: string
}

/** Who sent this, or the problem that says why nobody is known. */
export async function identify(platform: Platform, { authorization }: IncomingHttpHeaders): Promise<Caller | Problem> {
  if (!authorization) return fault('missing-token-admitted') ? somebody : new Problem('token_missing')
  const [, token = ''] = /^Bearer +(\S+)$/i.exec(authorization) ?? []
  const claims = await readAccessToken(platform, token)
  if (claims === 'expired') return new Problem('token_expired')
  if (claims === 'invalid') return new Problem('token_invalid')
  return { userId: claims.user_id, role: claims.role, jti: claims.jti }
}

const somebody: Caller = { userId: 1, role: 'user', jti: '' }
