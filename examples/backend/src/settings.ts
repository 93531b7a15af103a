import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What differs from one installation to another. */
export interface Settings {
  readonly port: number
  /** Where clients reach this backend: stands in download addresses. */
  readonly publicUrl: string | undefined
  /** Where the application is that people use: stands in mails. */
  readonly appUrl: string
  /** The sandbox, perhaps with a world: `http://127.0.0.1:8000/~mine`. */
  readonly providersUrl: string
  readonly stripeKey: string
  readonly stripeWebhookSecret: string
  readonly openaiKey: string
  readonly anthropicKey: string
  readonly jwtSecret: string
  /** A file, or `:memory:`. */
  readonly database: string
  /** The folder of exported files. */
  readonly files: string
  readonly smtpUrl: string | undefined
  /** KiB that the hash of a password takes. */
  readonly passwordMemory: number
  /** Milliseconds between a payment and the first section: time for the page to open its socket. */
  readonly jobDelay: number
  /** Milliseconds between two sections of a document. */
  readonly sectionPause: number
  /** Milliseconds until a component of a video is there. */
  readonly componentDelay: number
  /** Milliseconds before each further call to the same language model. */
  readonly modelBackOff: readonly number[]
  /** Whether requests are counted here; not where the gateway does it. */
  readonly rateLimits: boolean
  /** Which pages may call from a browser. */
  readonly allowedOrigins: readonly string[]
  /** Whether the state endpoint of contract tests is there. */
  readonly contractTest: boolean
}

/** A setting that makes no sense: one sentence for the person who set it. */
export class BadSetting extends Error {
  override readonly name = 'BadSetting'
}

const localPages = ['http://localhost:3000', 'http://localhost:5173', 'http://127.0.0.1:3000', 'http://127.0.0.1:5173']

/**
 * Reads the environment.
 *
 * @throws BadSetting
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const { PORT = '3000', PROVIDERS_URL = 'http://127.0.0.1:8000', ...rest } = environment
  const contractTest = rest.CONTRACT_TEST === '1'
  const port = Number(PORT)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new BadSetting(`PORT is "${PORT}"; it must be a number from 0 to 65535.`)
  }
  // Without a secret of one's own a new one is made at each start, and everybody has to sign in again after it.
  const jwtSecret = rest.JWT_SECRET ?? randomBytes(32).toString('hex')
  if (jwtSecret.length < 32) throw new BadSetting('JWT_SECRET is too short: HS256 wants at least 32 characters.')
  return {
    port,
    publicUrl: rest.PUBLIC_URL === undefined ? undefined : address('PUBLIC_URL', rest.PUBLIC_URL),
    appUrl: address('APP_URL', rest.APP_URL ?? 'http://localhost:3000'),
    providersUrl: address('PROVIDERS_URL', PROVIDERS_URL),
    stripeKey: rest.STRIPE_KEY ?? 'sk_test_concord',
    openaiKey: rest.OPENAI_API_KEY ?? 'sk-concord',
    anthropicKey: rest.ANTHROPIC_API_KEY ?? 'sk-ant-concord',
    stripeWebhookSecret: rest.STRIPE_WEBHOOK_SECRET ?? 'whsec_test',
    jwtSecret,
    // Contract tests begin with an empty backend again and again: never with a database that somebody keeps.
    database: contractTest ? ':memory:' : (rest.DATABASE ?? 'tesigo.sqlite'),
    files: rest.FILES ?? (contractTest ? join(tmpdir(), `tesigo-files-${process.pid}`) : 'tesigo-files'),
    smtpUrl: rest.SMTP_URL,
    // Contract tests sign in and out hundreds of times, and nobody has to guess those passwords.
    passwordMemory: number('PASSWORD_MEMORY_KIB', rest.PASSWORD_MEMORY_KIB ?? (contractTest ? '4096' : '19456')),
    jobDelay: number('JOB_DELAY_MS', rest.JOB_DELAY_MS ?? (contractTest ? '100' : '1000')),
    sectionPause: number('SECTION_PAUSE_MS', rest.SECTION_PAUSE_MS ?? '150'),
    componentDelay: number('COMPONENT_DELAY_MS', rest.COMPONENT_DELAY_MS ?? '40'),
    modelBackOff: (rest.MODEL_BACKOFF_MS ?? '2000,4000,8000')
      .split(',')
      .map((wait) => number('MODEL_BACKOFF_MS', wait)),
    rateLimits: rest.RATE_LIMITS !== 'off',
    allowedOrigins: rest.ALLOWED_ORIGINS?.split(',').map((origin) => origin.trim()) ?? localPages,
    contractTest,
  }
}

function number(name: string, value: string): number {
  const found = Number(value)
  if (!Number.isInteger(found) || found < 0) throw new BadSetting(`${name} is "${value}"; it must be a whole number.`)
  return found
}

function address(name: string, value: string): string {
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
    throw new BadSetting(`${name} is "${value}"; it must be an http or https address.`)
  }
  return value.replace(/\/$/, '')
}
