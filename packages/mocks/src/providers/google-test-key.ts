import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

/** The id of the only key. */
export const keyId = 'concord-test-key'

/**
 * The key that signs ID tokens: the same in every sandbox, computed from a text that everybody can read, so that it guards nothing.
 * RSA with numbers of any size in the language itself, because signing by the platform's own cryptography is asynchronous, and
 * what happens at the same time in a world must not depend on how long that takes. Both primes are the next ones after a hash.
 */
const p = numberOf('concord test key, p') + 178n
const q = numberOf('concord test key, q') + 694n
const exponent = 65537n
const modulus = p * q
const modulusBytes = 256

/** Both halves of the key that may be known. */
export const publicKey = { modulus, exponent }

/** Signs as RS256 does (RSASSA-PKCS1-v1_5 over SHA-256). Takes some milliseconds. */
export function signature(content: Uint8Array): Uint8Array {
  // ASN.1 for: what follows is a SHA-256 hash.
  const hash = `3031300d060960864801650304020105000420${bytesToHex(sha256(content))}`
  const padding = 'ff'.repeat(modulusBytes - 3 - hash.length / 2)
  return bytesOf(signed(BigInt(`0x0001${padding}00${hash}`)))
}

/** As many bytes as the modulus has. */
export const bytesOf = (number: bigint): Uint8Array => hexToBytes(number.toString(16).padStart(2 * modulusBytes, '0'))

/** By the Chinese remainder theorem: two powers of half the size. */
function signed(message: bigint): bigint {
  const ofP = power(message % p, inverse(exponent, p - 1n), p)
  const ofQ = power(message % q, inverse(exponent, q - 1n), q)
  const difference = (ofP - (ofQ % p) + p) % p
  return ofQ + ((inverse(q % p, p) * difference) % p) * q
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus
    if (bit === '1') result = (result * base) % modulus
  }
  return result
}

function inverse(number: bigint, modulus: bigint): bigint {
  let [rest, before, factor, factorBefore] = [number, modulus, 1n, 0n]
  while (rest > 1n) {
    const times = before / rest
    ;[before, rest] = [rest, before % rest]
    ;[factorBefore, factor] = [factor, factorBefore - times * factor]
  }
  return ((factor % modulus) + modulus) % modulus
}

/** An odd number of 1024 bits; its two highest bits are set, so that the product of two has 2048. */
function numberOf(text: string): bigint {
  const parts = [0, 1, 2, 3].map((part) => bytesToHex(sha256(utf8ToBytes(`${text} ${part}`))))
  return BigInt(`0x${parts.join('')}`) | (3n << 1022n) | 1n
}
