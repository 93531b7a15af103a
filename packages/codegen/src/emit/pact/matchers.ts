import type { JsonSchema } from '../../model.ts'
import { alternatives, belongs, isRecord, resolve, type Schemas, sample, typeOfValue, typesOf } from './schema.ts'

/** One matcher of Pact's V4 format: `{ match: 'type', min: 1 }`. */
export interface Matcher {
  readonly match: string
  readonly [option: string]: unknown
}

/** All matchers of one place; with `OR` one of them must hold. */
export interface Rule {
  readonly combine: 'AND' | 'OR'
  readonly matchers: readonly Matcher[]
}

/** What an interaction says of a body: an example, and by JSON path what holds of any body in its place. */
export interface MatchedValue {
  readonly value: unknown
  readonly rules: Readonly<Record<string, Rule>>
}

const FORMAT_PATTERNS: Readonly<Record<string, string>> = {
  'date-time': '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})$',
  date: '^\\d{4}-\\d{2}-\\d{2}$',
  email: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$',
  uri: '^[A-Za-z][A-Za-z0-9+.-]*:\\S+$',
  uuid: '^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$',
}

/**
 * Turns a schema and one example of it into Pact's terms. Pact applies a rule only to what its example holds, so the example is
 * reduced to the required properties (an optional one would be demanded) and filled where it is null or empty (so that the
 * shape of what may stand there is checked when it does).
 *
 * @param exact JSON paths whose value is part of the promise (a problem's `code`): compared as they stand.
 * @param filled JSON paths of arrays that may not be empty although the schema lets them.
 */
export function matchValue(
  schema: JsonSchema,
  value: unknown,
  schemas: Schemas,
  options: { readonly exact?: ReadonlySet<string>; readonly filled?: ReadonlySet<string> } = {},
): MatchedValue {
  const rules: Record<string, Rule> = {}

  const visit = (declared: unknown, given: unknown, path: string): unknown => {
    if (options.exact?.has(path)) {
      rules[path] = all({ match: 'equality' })
      return given
    }
    const { branches, nullable } = alternatives(resolve(declared, schemas), schemas)
    const example = given ?? sampleOf(branches.filter(comparesWithExample), schemas)
    if (example === null || example === undefined) {
      rules[path] = nullRule(branches)
      return null
    }
    const fitting = branches.filter((branch) => belongs(example, branch, schemas))
    if (branches.length > 1 && fitting.length !== branches.length && branches.every(isScalar)) {
      const matchers = branches.map((branch) => scalar(branch, example))
      rules[path] = { combine: 'OR', matchers: nullable ? [...matchers, { match: 'null' }] : matchers }
      return example
    }
    const branch = fitting[0] ?? branches[0] ?? {}
    if (Array.isArray(example)) return visitArray(branch, example, path)
    if (isRecord(example)) return visitObject(branch, example, path)
    rules[path] = scalarRule(scalar(branch, example), nullable)
    return example
  }

  // Pact compares an object or a list with null before it looks at an OR, so where the example holds one it must be there.
  const visitObject = (branch: JsonSchema, example: Record<string, unknown>, path: string): unknown => {
    if (path !== '$') rules[path] = all({ match: 'type' })
    const properties = isRecord(branch.properties) ? branch.properties : {}
    const required = new Set<unknown>(Array.isArray(branch.required) ? branch.required : [])
    const kept = Object.keys(example).filter((name) => required.has(name))
    return Object.fromEntries(kept.map((name) => [name, visit(properties[name], example[name], member(path, name))]))
  }

  const visitArray = (branch: JsonSchema, example: readonly unknown[], path: string): unknown => {
    const least = typeof branch.minItems === 'number' ? branch.minItems : 0
    const min = Math.max(least, options.filled?.has(path) ? 1 : 0)
    rules[path] = all({ match: 'type', min })
    const item = example[0] ?? sample(branch.items ?? {}, schemas)
    if (item === undefined) return []
    const first = visit(branch.items ?? {}, item, `${path}[*]`)
    return Array.from({ length: Math.max(min, 1) }, () => first)
  }

  const body = visit(schema, value, '$')
  return { value: body, rules: Object.fromEntries(Object.entries(rules).sort(([a], [b]) => (a < b ? -1 : 1))) }
}

/** A member of a JSON path, quoted where its name is no plain word. */
export function member(path: string, name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? `${path}.${name}` : `${path}['${name}']`
}

function all(...matchers: Matcher[]): Rule {
  return { combine: 'AND', matchers }
}

function scalarRule(matcher: Matcher, nullable: boolean): Rule {
  if (nullable) return { combine: 'OR', matchers: [matcher, { match: 'null' }] }
  return matcher.match === 'regex' && fitsUnquoted(String(matcher.regex))
    ? all({ match: 'type' }, matcher)
    : all(matcher)
}

/** Pact matches an expression with the text of any value, so one that fits a bare number needs the type beside it. */
function fitsUnquoted(regex: string): boolean {
  return ['0', '7', '12', '123', '-1', '1.5', 'true', 'false', 'null'].some((text) => new RegExp(regex).test(text))
}

function sampleOf(branches: readonly JsonSchema[], schemas: Schemas): unknown {
  return branches.map((branch) => sample(branch, schemas)).find((made) => made !== undefined)
}

/** For a null that no example can stand in for: each alternative by what shows in its text. */
function nullRule(branches: readonly JsonSchema[]): Rule {
  const matchers = branches.map((branch): Matcher => {
    const [type] = typesOf(branch)
    if (type === 'object') return { match: 'include', value: '{' }
    if (type === 'array') return { match: 'include', value: '[' }
    return scalar(branch, null)
  })
  return matchers.length === 0 ? all({ match: 'null' }) : { combine: 'OR', matchers: [...matchers, { match: 'null' }] }
}

/** Whether what is said of a value is said by its example: then null cannot be the example. */
function comparesWithExample(branch: JsonSchema): boolean {
  return isScalar(branch) && ['type', 'equality'].includes(scalar(branch, null).match)
}

function isScalar(branch: JsonSchema): boolean {
  return typesOf(branch).every((type) => type !== 'object' && type !== 'array')
}

function scalar(branch: JsonSchema, example: unknown): Matcher {
  if ('const' in branch) return { match: 'equality' }
  const listed = branch.enum
  if (Array.isArray(listed))
    return { match: 'regex', regex: `^(${listed.map((one) => literally(String(one))).join('|')})$` }
  switch (typesOf(branch)[0] ?? typeOfValue(example)) {
    case 'integer':
      return { match: 'integer' }
    case 'number':
      return { match: 'number' }
    case 'string':
      return text(branch)
    default:
      return { match: 'type' }
  }
}

function text(branch: JsonSchema): Matcher {
  const { pattern, format } = branch
  // Pact's matcher is written in Rust, whose expressions have no look-around and no back-references.
  if (typeof pattern === 'string' && !/\(\?[=!<]|\\\d/.test(pattern)) return { match: 'regex', regex: pattern }
  const known = typeof format === 'string' ? FORMAT_PATTERNS[format] : undefined
  return known === undefined ? { match: 'type' } : { match: 'regex', regex: known }
}

function literally(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
