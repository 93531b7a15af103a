import { parseArgs } from 'node:util'
import { type Layer, layers } from '../report/report.ts'

/** What `concord-verify` was asked to do. */
export interface VerifyArguments {
  readonly provider: string
  readonly baseUrl: string
  readonly statesUrl?: string
  /** Absent: every layer there is. */
  readonly only?: Layer
  /** By format, the file to write. */
  readonly reports: ReadonlyMap<string, string>
}

/** An argument that makes no sense: one sentence for the person who typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export const usage = `concord-verify holds a backend to the contract of one service.

  concord-verify --provider NAME --base-url URL [--states-url URL] [--only LAYER] [--report json=FILE]

  --provider NAME     the service: the name of its spec (documents, payments, …)
  --base-url URL      where the backend is
  --states-url URL    where its provider states are set up (default: BASE-URL/__sandbox/provider-states)
  --only LAYER        one of ${layers.join(', ')}
  --report json=FILE  writes what was found, as JSON
  --help              this text

Exit code: 0 the contract is kept, 1 it is broken, 2 it could not be verified.
`

/**
 * Reads the command line.
 *
 * @returns undefined when help was asked for
 * @throws UsageError with one sentence
 */
export function readArguments(args: readonly string[]): VerifyArguments | undefined {
  const values = parse(args)
  if (values.help === true) return undefined
  const statesUrl = values['states-url'] === undefined ? undefined : url('--states-url', values['states-url'])
  const only = values.only === undefined ? undefined : layer(values.only)
  return {
    provider: needed('--provider', values.provider, 'documents'),
    baseUrl: url('--base-url', needed('--base-url', values['base-url'], 'http://localhost:8000')),
    ...(statesUrl !== undefined && { statesUrl }),
    ...(only !== undefined && { only }),
    reports: reports(values.report ?? []),
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        provider: { type: 'string' },
        'base-url': { type: 'string' },
        'states-url': { type: 'string' },
        only: { type: 'string' },
        report: { type: 'string', multiple: true },
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

function url(flag: string, value: string): string {
  if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value
  throw new UsageError(`${flag} must be an http or https URL such as http://localhost:8000, not "${value}".`)
}

function layer(value: string): Layer {
  const found = layers.find((one) => one === value)
  if (found === undefined) throw new UsageError(`--only takes ${layers.join(', ')}, not "${value}".`)
  return found
}

function reports(values: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    values
      .flatMap((value) => value.split(','))
      .map((value) => {
        const [format, ...rest] = value.split('=')
        const file = rest.join('=')
        if (format === 'json' && file !== '') return [format, file] as const
        if ((format === 'junit' || format === 'html') && file !== '') {
          throw new UsageError(`--report ${format} is not there yet; json is.`)
        }
        throw new UsageError(`--report takes FORMAT=FILE with the format json, not "${value}".`)
      }),
  )
}
