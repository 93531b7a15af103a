import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)

/** OWASP's first recommendation for Argon2id is 19 MiB, two passes, one lane; how much memory is a setting. */
const cost = { passes: 2, parallelism: 1, tagLength: 32 }

/** Gives `memory$salt$hash`: KiB, and both in base64url. So a hash is checked as it was made, whatever the setting is by then. */
export async function hashPassword(password: string, memory: number): Promise<string> {
  const salt = randomBytes(16)
  return [memory, salt.toString('base64url'), (await hash(password, salt, memory)).toString('base64url')].join('$')
}

/** Whether the password is the one that was hashed. No hash is never right, and takes as long to say so. */
export async function passwordMatches(password: string, stored: string | null, memory: number): Promise<boolean> {
  const [made = '', ...encoded] = (stored ?? nobodys(memory)).split('$')
  const [salt = '', wanted = ''] = encoded.map((part) => Buffer.from(part, 'base64url'))
  const given = await hash(password, Buffer.from(salt), Number(made))
  return timingSafeEqual(given, Buffer.from(wanted)) && stored !== null
}

const hash = (password: string, nonce: Buffer, memory: number): Promise<Buffer> =>
  derive('argon2id', { message: password, nonce, memory, ...cost })

const nobodys = (memory: number): string =>
  [memory, Buffer.alloc(16).toString('base64url'), Buffer.alloc(cost.tagLength).toString('base64url')].join('$')
