import { pairsOf } from './form.ts'
import type { ParameterEntry } from './operation-table.ts'

/** Reads the parameters of one operation out of requests. Text that is not what it should be stays text, and the check says so. */
export class ParameterReader {
  readonly #path: readonly ParameterEntry[]
  readonly #query: readonly ParameterEntry[]
  readonly #headers: readonly ParameterEntry[]

  constructor(parameters: readonly ParameterEntry[]) {
    this.#path = parameters.filter((parameter) => parameter.in === 'path')
    this.#query = parameters.filter((parameter) => parameter.in === 'query')
    this.#headers = parameters.filter((parameter) => parameter.in === 'header')
  }

  path(texts: Readonly<Record<string, string>>): Record<string, unknown> {
    const values: Record<string, unknown> = {}
    for (const parameter of this.#path) {
      const text = texts[parameter.name]
      if (text !== undefined) values[parameter.name] = coerceText(parameter, text)
    }
    return values
  }

  query(text: string): Record<string, unknown> {
    const values: Record<string, unknown> = {}
    if (this.#query.length === 0) return values
    const pairs = pairsOf(text)
    for (const parameter of this.#query) {
      const value = queryValue(parameter, pairs) ?? parameter.default
      if (value !== undefined) values[parameter.name] = value
    }
    return values
  }

  headers(given: Readonly<Record<string, string>>): Record<string, unknown> {
    const values: Record<string, unknown> = {}
    for (const parameter of this.#headers) {
      const text = given[parameter.name.toLowerCase()]
      const value = text === undefined ? parameter.default : coerceText(parameter, text)
      if (value !== undefined) values[parameter.name] = value
    }
    return values
  }
}

function queryValue(parameter: ParameterEntry, pairs: readonly (readonly [string, string])[]): unknown {
  const { name } = parameter
  if (parameter.coerce === 'object') return objectValue(parameter, pairs)
  if (parameter.coerce === 'array') {
    const texts = pairs.filter(([key]) => key === name || isIndexOf(name, key)).map(([, text]) => text)
    if (texts.length === 0) return undefined
    const items = parameter.explode ? texts : texts.flatMap((text) => text.split(separators[parameter.style] ?? ','))
    return items.map((text) => coerce(parameter.items ?? 'string', text))
  }
  let last: string | undefined
  for (const [key, text] of pairs) if (key === name) last = text
  return last === undefined ? undefined : coerce(parameter.coerce, last)
}

/** `expand[]` and, as Stripe's own clients write it, `expand[0]`. */
function isIndexOf(name: string, key: string): boolean {
  return key.startsWith(`${name}[`) && /^\[\d*\]$/.test(key.slice(name.length))
}

/** `deepObject`: `filter[status]=draft`. */
function objectValue({ name }: ParameterEntry, pairs: readonly (readonly [string, string])[]): unknown {
  const value: Record<string, string> = {}
  for (const [key, text] of pairs) {
    if (key.startsWith(`${name}[`) && key.endsWith(']')) value[key.slice(name.length + 1, -1)] = text
  }
  return Object.keys(value).length === 0 ? undefined : value
}

function coerceText(parameter: ParameterEntry, text: string): unknown {
  if (parameter.coerce !== 'array') return coerce(parameter.coerce, text)
  return text === '' ? [] : text.split(',').map((item) => coerce(parameter.items ?? 'string', item.trim()))
}

function coerce(to: ParameterEntry['coerce'], text: string): unknown {
  switch (to) {
    case 'integer':
      return /^-?\d+$/.test(text) ? Number(text) : text
    case 'number':
      return /^-?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text) ? Number(text) : text
    case 'boolean':
      return text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : text
    default:
      return text
  }
}

const separators: Readonly<Record<string, string>> = { form: ',', simple: ',', spaceDelimited: ' ', pipeDelimited: '|' }
