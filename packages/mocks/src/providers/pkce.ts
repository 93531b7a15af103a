import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { base64url } from './base64url.ts'

/** What a client promised when it asked for a code (RFC 7636). */
export interface Challenge {
  readonly code_challenge?: string
  readonly code_challenge_method?: 'S256' | 'plain'
}

/** Why a verifier does not keep the promise. */
export type Broken = 'missing' | 'wrong' | 'needless'

/** Keeps of a request what its challenge is. */
export function challengeOf({ code_challenge, code_challenge_method = 'plain' }: Challenge): Challenge {
  return code_challenge === undefined ? {} : { code_challenge, code_challenge_method }
}

/**
 * Whether who exchanges a code is who asked for it.
 *
 * @returns what is wrong, or nothing; a verifier that nobody promised is refused too, or an attacker could leave the promise out
 */
export function brokenPromise({ code_challenge, code_challenge_method }: Challenge, verifier = ''): Broken | undefined {
  if (code_challenge === undefined) return verifier === '' ? undefined : 'needless'
  if (verifier === '') return 'missing'
  const made = code_challenge_method === 'S256' ? base64url(sha256(utf8ToBytes(verifier))) : verifier
  return made === code_challenge ? undefined : 'wrong'
}
