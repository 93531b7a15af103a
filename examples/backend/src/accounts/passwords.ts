import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)

/** OWASP's first recommendation for Argon2id: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }

/** Gives `salt$hash`, both in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return `${salt.toString('base64url')}$${(await hash(password, salt)).toString('base64url')}`
}

/** Whether the password is the one that was hashed. No hash is never right, and takes as long to say so. */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  const [salt = '', wanted = ''] = (stored ?? nobodys).split('$').map((part) => Buffer.from(part, 'base64url'))
  const given = await hash(password, Buffer.from(salt))
  return timingSafeEqual(given, Buffer.from(wanted)) && stored !== null
}

const hash = (password: string, nonce: Buffer): Promise<Buffer> =>
  derive('argon2id', { message: password, nonce, ...cost })

const nobodys = `${Buffer.alloc(16).toString('base64url')}$${Buffer.alloc(cost.tagLength).toString('base64url')}`
