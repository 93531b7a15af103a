import { concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { base64url } from './base64url.ts'
import { bytesOf, keyId, publicKey, signature } from './google-test-key.ts'

/** The key as a JSON Web Key. */
export const jsonWebKey = () => ({
  kty: 'RSA',
  use: 'sig',
  alg: 'RS256',
  kid: keyId,
  n: base64url(bytesOf(publicKey.modulus)),
  e: base64url(hexToBytes(publicKey.exponent.toString(16).padStart(6, '0'))),
})

let made: string | undefined

/** The key in a certificate that it signed itself, in PEM: some clients know nothing else. Always the same. */
export function certificate(): string {
  made ??= pem(signedCertificate())
  return made
}

const pem = (der: Uint8Array): string => {
  const lines = btoa(Array.from(der, (byte) => String.fromCharCode(byte)).join('')).match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

/** X.509, version 1: nothing but a name, a time and the key. */
function signedCertificate(): Uint8Array {
  const name = sequence(element(tag.set, sequence(commonName, element(tag.utf8, utf8ToBytes('Concord sandbox')))))
  const time = (text: string) => element(tag.time, utf8ToBytes(text))
  const key = sequence(integer(publicKey.modulus), integer(publicKey.exponent))
  const content = sequence(
    integer(1n),
    signedWithRsa,
    name,
    sequence(time('250101000000Z'), time('491231235959Z')),
    name,
    sequence(rsaKey, bits(key)),
  )
  return sequence(content, signedWithRsa, bits(signature(content)))
}

const tag = { integer: 0x02, bits: 0x03, utf8: 0x0c, time: 0x17, sequence: 0x30, set: 0x31 } as const

/** One element of ASN.1 in its distinguished encoding. */
function element(kind: number, ...content: readonly Uint8Array[]): Uint8Array {
  const bytes = concatBytes(...content)
  const size = bytes.length
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255]
  return concatBytes(Uint8Array.of(kind, ...length), bytes)
}

const sequence = (...content: readonly Uint8Array[]): Uint8Array => element(tag.sequence, ...content)
const bits = (bytes: Uint8Array): Uint8Array => element(tag.bits, Uint8Array.of(0), bytes)

function integer(number: bigint): Uint8Array {
  const hex = number.toString(16)
  const even = hex.length % 2 === 0 ? hex : `0${hex}`
  // A first bit that is set would make it negative.
  return element(tag.integer, hexToBytes(/^[89a-f]/.test(even) ? `00${even}` : even))
}

const nothing = '0500'
const rsaKey = sequence(hexToBytes(`06092a864886f70d010101${nothing}`))
const signedWithRsa = sequence(hexToBytes(`06092a864886f70d01010b${nothing}`))
const commonName = hexToBytes('0603550403')
