import { scrypt } from '@noble/hashes/scrypt.js'
import { sameText } from './signed-tokens.ts'

/**
 * Cheap on purpose: a sandbox keeps no real person's password, and a test that signs up a hundred users should not wait. A
 * real service takes N = 2^17.
 */
const cost = { N: 2 ** 4, r: 8, p: 1, dkLen: 32 }

/** Gives `salt$hash`; the salt is the caller's, so that a world stays reproducible. */
export function hashPassword(password: string, salt: string): string {
  return `${salt}$${hex(scrypt(password, salt, cost))}`
}

/** Whether the password is the one that was hashed. No hash is never right, and takes as long to say so. */
export function passwordMatches(password: string, hash: string | null): boolean {
  const stored = hash ?? nobodysHash
  const matches = sameText(hashPassword(password, stored.slice(0, stored.indexOf('$'))), stored)
  return matches && hash !== null
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

const nobodysHash = hashPassword('', 'nobody')
