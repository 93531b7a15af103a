import { existsSync, readFileSync } from 'node:fs'
import { UsageError } from './usage-error.ts'

/** The file that is read where no other is named. */
export const CONFIG_FILE = 'concord-verify.json'

/** What the file may say, each under the name of a flag in camelCase. A token is a secret, and no secret belongs into a file like this. */
const known = [
  'provider',
  'baseUrl',
  'statesUrl',
  'sandboxUrl',
  'webhookSecret',
  'only',
  'filter',
  'seed',
  'report',
  'brokerUrl',
  'brokerOnly',
  'selector',
  'consumerSelectors',
  'enablePending',
  'includeWipPactsSince',
  'providerVersion',
  'providerBranch',
  'buildUrl',
  'publish',
] as const

const switches = ['brokerOnly', 'enablePending', 'publish']
const lists = ['provider', 'only', 'selector']

/** Values of flags, as if they had been typed. */
export type FlagValues = Readonly<Record<string, string | boolean | readonly string[]>>

/**
 * What a team does not want to type, from a JSON file: `{"provider": ["auth", "payments"], "baseUrl": "http://localhost:3000"}`.
 *
 * @param file the one that was named; absent: {@link CONFIG_FILE}, where it exists
 * @returns values by the names of flags
 * @throws UsageError with one sentence
 */
export function readConfigFile(file: string | undefined): FlagValues {
  if (file === undefined && !existsSync(CONFIG_FILE)) return {}
  const name = file ?? CONFIG_FILE
  const config = parsed(name)
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => {
      if (!known.some((one) => one === key)) {
        throw new UsageError(`${name} says "${key}", which is none of ${known.join(', ')}.`)
      }
      return [key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), asTyped(name, key, value)]
    }),
  )
}

function parsed(name: string): Readonly<Record<string, unknown>> {
  let text: string
  try {
    text = readFileSync(name, 'utf8')
  } catch {
    throw new UsageError(`${name} cannot be read.`)
  }
  try {
    const config: unknown = JSON.parse(text)
    if (typeof config === 'object' && config !== null && !Array.isArray(config)) return { ...config }
  } catch (error) {
    throw new UsageError(`${name} is not JSON: ${error instanceof Error ? error.message : String(error)}.`)
  }
  throw new UsageError(
    `${name} must hold an object such as {"provider": "documents", "baseUrl": "http://localhost:8000"}.`,
  )
}

function asTyped(name: string, key: string, value: unknown): string | boolean | readonly string[] {
  if (switches.includes(key)) {
    if (typeof value === 'boolean') return value
    throw new UsageError(`${name}: "${key}" must be true or false, not ${JSON.stringify(value)}.`)
  }
  if (key === 'consumerSelectors' && typeof value === 'object') return JSON.stringify(value)
  if (key === 'report' && typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.entries(value).map(([format, file]) => `${format}=${String(file)}`)
  }
  const isList = lists.includes(key)
  if (isList && Array.isArray(value) && value.every((one) => typeof one === 'string')) {
    return key === 'selector' ? value : value.join(',')
  }
  if (key === 'selector' && typeof value === 'string') return [value]
  if (key !== 'report' && (typeof value === 'string' || typeof value === 'number')) return String(value)
  const wanted =
    key === 'report' ? 'an object such as {"junit": "contracts.xml"}' : isList ? 'a text or a list of texts' : 'a text'
  throw new UsageError(`${name}: "${key}" must be ${wanted}, not ${JSON.stringify(value)}.`)
}
