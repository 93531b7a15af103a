/** What may be said in one place of a fault rule. */
export interface Option {
  /** In words, for whoever said something else. */
  readonly wants: string
  readonly required: boolean
  readonly takes: (value: unknown) => boolean
}

export type Options = Readonly<Record<string, Option>>

/** Something in a fault rule that cannot be. */
export interface RuleError {
  readonly path: readonly string[]
  readonly message: string
}

const option = (wants: string, takes: Option['takes']): Option => ({ wants, required: false, takes })

const range = (min: number, max: number): string => {
  if (max === Number.POSITIVE_INFINITY) return min === Number.NEGATIVE_INFINITY ? '' : ` of at least ${min}`
  return ` from ${min} to ${max}`
}

export const number = (min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY): Option =>
  option(`a number${range(min, max)}`, (value) => Number.isFinite(value) && within(value as number, min, max))

export const integer = (min: number, max = Number.POSITIVE_INFINITY): Option =>
  option(
    `a whole number${range(min, max)}`,
    (value) => Number.isSafeInteger(value) && within(value as number, min, max),
  )

const within = (value: number, min: number, max: number): boolean => value >= min && value <= max

export const text: Option = option('a text that is not empty', (value) => typeof value === 'string' && value !== '')

export const truth: Option = option('true or false', (value) => typeof value === 'boolean')

export const anything: Option = option('anything', () => true)

export const oneOf = (...values: readonly string[]): Option =>
  option(`one of ${values.join(', ')}`, (value) => values.includes(value as string))

export const required = (one: Option): Option => ({ ...one, required: true })

/** What is wrong with options: what is missing, what is another thing than it should be, and what is not known. */
export function optionErrors(
  given: Readonly<Record<string, unknown>>,
  known: Options,
  path: readonly string[],
  what: string,
): readonly RuleError[] {
  const names = Object.keys(known)
  const possible = names.length === 0 ? `${what} takes no options` : `${what} takes ${names.join(', ')}`
  const strangers = Object.keys(given)
    .filter((name) => given[name] !== undefined && !Object.hasOwn(known, name))
    .map((name) => ({ path: [...path, name], message: `is not known; ${possible}` }))
  const wrong = Object.entries(known).flatMap(([name, { wants, required, takes }]) => {
    const value = given[name]
    if (value === undefined) return required ? [{ path: [...path, name], message: `is missing; it is ${wants}` }] : []
    return takes(value) ? [] : [{ path: [...path, name], message: `${shown(value)} is not ${wants}` }]
  })
  return [...strangers, ...wrong]
}

const longest = 40

function shown(value: unknown): string {
  const written = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value))
  return written.length > longest ? `${written.slice(0, longest)}…` : written
}
