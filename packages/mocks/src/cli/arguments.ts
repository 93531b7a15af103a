import { parseArgs } from 'node:util'

/** Where mocks of Stripe listen, and where tests of its clients look. */
const usualStripePort = 12_111

/** What the command line asks for. */
export interface SandboxArguments {
  readonly help: boolean
  readonly port: number
  readonly host: string
  readonly stripePort: number
  /** Absent: no mail is taken. */
  readonly smtpPort: number | undefined
  readonly seed: number
  readonly speed: number
  readonly origins: readonly string[]
  readonly color: boolean
  readonly specs: readonly string[]
  /** Switched on from the start. */
  readonly scenarios: readonly ScenarioArgument[]
}

/** `NAME`, or `NAME={"option":1}`. */
export interface ScenarioArgument {
  readonly name: string
  readonly options: Readonly<Record<string, unknown>>
}

/** The command was used wrongly: said in one sentence, with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export const usage = `concord-sandbox [options]

  --port 8000       the port to listen on; 0 takes any that is free
  --stripe-port 12111  Stripe's own port; 0 takes any that is free
  --smtp-port PORT  take mail by SMTP for the inbox, at 1025 for example; 0 takes any that is free
  --host 127.0.0.1  the address to listen on; others than this machine's own let others in
  --seed 1          the same seed and the same requests give the same ids and texts
  --speed 1         how fast virtual time passes; 20 generates a document in seconds
  --origin URL      an origin whose pages may call the sandbox, besides those of localhost; may be repeated
  --spec FILE       serve this OpenAPI file instead of the platform; may be repeated
  --scenario NAME   what goes wrong in the default world from the start, with options: NAME='{"copies":3}'; may be repeated
  --no-color        plain text
  --help            this text`

const options = {
  port: { type: 'string' },
  host: { type: 'string' },
  'stripe-port': { type: 'string' },
  'smtp-port': { type: 'string' },
  seed: { type: 'string' },
  speed: { type: 'string' },
  origin: { type: 'string', multiple: true },
  spec: { type: 'string', multiple: true },
  scenario: { type: 'string', multiple: true },
  color: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

/**
 * Understands the command line.
 *
 * @param terminal whether there is one; `NO_COLOR` turns colours off, as everywhere
 * @throws UsageError
 */
export function parseArguments(
  commandLine: readonly string[],
  terminal: { readonly isTerminal: boolean; readonly noColor: string | undefined } = {
    isTerminal: false,
    noColor: undefined,
  },
): SandboxArguments {
  const { values, positionals } = parsed(commandLine)
  const [first] = positionals
  // `--spec a.yaml b.yaml` means both.
  if (first !== undefined && values.spec === undefined) {
    throw new UsageError(`"${first}" is not an option. To serve an OpenAPI file write --spec ${first}.`)
  }
  const color = values.color ?? (terminal.isTerminal && !terminal.noColor)
  return {
    help: values.help ?? false,
    port: wholeNumber('port', values.port, 8000, 0, 65_535),
    host: values.host ?? '127.0.0.1',
    stripePort: wholeNumber('stripe-port', values['stripe-port'], usualStripePort, 0, 65_535),
    smtpPort:
      values['smtp-port'] === undefined ? undefined : wholeNumber('smtp-port', values['smtp-port'], 0, 0, 65_535),
    seed: wholeNumber('seed', values.seed, 1, 0, Number.MAX_SAFE_INTEGER),
    speed: speed(values.speed),
    origins: (values.origin ?? []).map(origin),
    color,
    specs: [...(values.spec ?? []), ...positionals],
    scenarios: (values.scenario ?? []).map(scenario),
  }
}

function scenario(text: string): ScenarioArgument {
  const end = text.indexOf('=')
  if (end === -1) return { name: text, options: {} }
  try {
    const options: unknown = JSON.parse(text.slice(end + 1))
    if (isObject(options)) return { name: text.slice(0, end), options }
  } catch {
    // The same sentence for what is no JSON and for what is no object.
  }
  throw new UsageError(`--scenario takes NAME or NAME={"option":value}, not "${text}".`)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parsed(commandLine: readonly string[]) {
  try {
    return parseArgs({ args: [...commandLine], options, allowPositionals: true, allowNegative: true })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const sentence = (message.split('\n')[0] ?? message).split('. To specify')[0]?.replace(/\.$/, '')
    throw new UsageError(`${sentence}. See --help for what there is.`)
  }
}

function wholeNumber(name: string, text: string | undefined, fallback: number, least: number, most: number): number {
  if (text === undefined) return fallback
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least && value <= most) return value
  throw new UsageError(`--${name} takes a whole number from ${least} to ${most}, not "${text}".`)
}

function speed(text: string | undefined): number {
  if (text === undefined) return 1
  const value = Number(text)
  if (text.trim() !== '' && value > 0 && value <= 1_000_000) return value
  throw new UsageError(`--speed takes a number above 0, at most 1000000, not "${text}".`)
}

function origin(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text).origin
  throw new UsageError(`--origin takes an origin such as https://app.example.test, not "${text}".`)
}
