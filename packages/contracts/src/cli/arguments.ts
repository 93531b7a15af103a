import { parseArgs } from 'node:util'
import { type Layer, layers } from '../report/report.ts'
import { type ReportFormat, reportFormats } from '../report/report-files.ts'
import type { VerifyOptions } from '../run/verification.ts'
import { brokerFlags, brokerUsage, readBroker } from './broker-arguments.ts'
import { CONFIG_FILE, readConfigFile } from './config-file.ts'
import { httpUrl, listOf, present } from './flag-values.ts'
import { UsageError } from './usage-error.ts'

/** What `concord-verify` was asked to do. */
export interface VerifyArguments {
  /** One verification for each, in this order. */
  readonly providers: readonly string[]
  readonly options: Omit<VerifyOptions, 'provider'>
  /** By format, the file to write. */
  readonly reports: ReadonlyMap<ReportFormat, string>
  /** What else is to be said in the end. */
  readonly note?: string
}

export const usage = `concord-verify holds a backend to the contract of one service, or of several.

  concord-verify --provider NAME --base-url URL [--states-url URL] [--only LAYER] [--report FORMAT=FILE]

  --provider NAME       the service: the name of its spec (documents, payments, …); several with commas
  --base-url URL        where the backend is
  --states-url URL      where its provider states are set up (default: BASE-URL/__sandbox/provider-states)
  --sandbox-url URL     the sandbox that plays the backend's own providers (Stripe, OpenAI, …)
  --webhook-secret TEXT with what those sign their events (default: whsec_test)
  --only LAYER          one of ${layers.join(', ')}; several with commas
  --filter TEXT         only checks whose name contains it
  --seed NUMBER         decides the generated inputs (default: 1)
  --report FORMAT=FILE  writes what was found, as ${reportFormats.join(', ')}; several with commas
  --config FILE         a JSON file with what you do not want to type (default: ${CONFIG_FILE}, where it exists)
  --help                this text

${brokerUsage}
Exit code: 0 the contract is kept, 1 it is broken, 2 it could not be verified.
`

/**
 * Reads the command line, and the file of what it leaves out.
 *
 * @returns undefined when help was asked for
 * @throws UsageError with one sentence
 */
export function readArguments(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): VerifyArguments | undefined {
  const typed = parse(args)
  if (typed.help === true) return undefined
  const values: Values = { ...readConfigFile(typed.config), ...typed }
  const optional = {
    statesUrl: values['states-url'] && httpUrl('--states-url', values['states-url']),
    sandboxUrl: values['sandbox-url'] && httpUrl('--sandbox-url', values['sandbox-url']),
    webhookSecret: values['webhook-secret'],
    only: values.only && listOf(values.only).map(layer),
    filter: values.filter,
    seed: values.seed === undefined ? undefined : seed(values.seed),
  }
  const { broker, note } = readBroker(values, environment)
  if (broker?.publish === true) wholePacts(optional)
  return {
    providers: listOf(needed('--provider', values.provider, 'documents')),
    options: {
      baseUrl: httpUrl('--base-url', needed('--base-url', values['base-url'], 'http://localhost:8000')),
      ...present({ ...optional, broker }),
    },
    reports: reports(values.report ?? []),
    ...(note !== undefined && { note }),
  }
}

/** A broker is told of whole pacts only: what can be deployed depends on it. */
function wholePacts({
  only,
  filter,
}: {
  readonly only?: readonly Layer[] | '' | undefined
  readonly filter?: string | undefined
}): void {
  if (filter) throw new UsageError('--publish takes no --filter: a broker is told of whole pacts only.')
  if (only && !only.includes('pacts'))
    throw new UsageError('--publish needs the pacts: leave --only out, or add them to it.')
}

function seed(value: string): number {
  const number = Number(value)
  if (Number.isSafeInteger(number)) return number
  throw new UsageError(`--seed takes a whole number, not "${value}".`)
}

type Values = Omit<ReturnType<typeof parse>, 'help' | 'config'>

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        provider: { type: 'string' },
        'base-url': { type: 'string' },
        'states-url': { type: 'string' },
        'sandbox-url': { type: 'string' },
        'webhook-secret': { type: 'string' },
        only: { type: 'string' },
        filter: { type: 'string' },
        seed: { type: 'string' },
        report: { type: 'string', multiple: true },
        config: { type: 'string' },
        ...brokerFlags,
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error)
    throw new UsageError(`${reason.replace(/\.$/, '')}. See concord-verify --help.`)
  }
}

function needed(flag: string, value: string | undefined, example: string): string {
  if (value !== undefined && value !== '') return value
  throw new UsageError(`${flag} is missing: say, for instance, ${flag} ${example}.`)
}

function layer(value: string): Layer {
  const found = layers.find((one) => one === value)
  if (found === undefined) throw new UsageError(`--only takes ${layers.join(', ')}, not "${value}".`)
  return found
}

function reports(values: readonly string[]): ReadonlyMap<ReportFormat, string> {
  return new Map(
    values
      .flatMap((value) => value.split(','))
      .map((value) => {
        const [name, ...rest] = value.split('=')
        const file = rest.join('=')
        const format = reportFormats.find((one) => one === name)
        if (format !== undefined && file !== '') return [format, file] as const
        throw new UsageError(`--report takes FORMAT=FILE with a format of ${reportFormats.join(', ')}, not "${value}".`)
      }),
  )
}
