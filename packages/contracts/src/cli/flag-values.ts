import { UsageError } from './usage-error.ts'

type Present<Values> = { [Name in keyof Values]?: Exclude<Values[Name], undefined | ''> }

/** Only what was given: an empty text counts as nothing. */
export function present<Values extends object>(values: Values): Present<Values> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== '')
  return Object.fromEntries(given) as Present<Values>
}

/** Texts with commas between them, each once. */
export const listOf = (value: string): readonly string[] => [
  ...new Set(
    value
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  ),
]

/**
 * An address that is one.
 *
 * @param flag where it was given
 * @throws UsageError with one sentence
 */
export function httpUrl(flag: string, value: string): string {
  if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value
  throw new UsageError(`${flag} must be an http or https URL such as http://localhost:8000, not "${value}".`)
}
