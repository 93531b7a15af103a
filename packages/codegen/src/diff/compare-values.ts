import { canonicalJson } from '../load/json.ts'
import { type Pair, shown } from './schema-finding.ts'

/** Whether null may come. */
export function compareNull({ old, new: next, report }: Pair): void {
  if (!old.types || !next.types || withoutNull(old.types)?.size === 0 || withoutNull(next.types)?.size === 0) return
  if (!old.types.has('null') && next.types.has('null')) report('became-nullable', 'may be null now')
  if (old.types.has('null') && !next.types.has('null')) report('became-not-nullable', 'may not be null any more')
}

/**
 * Types and lists of values.
 *
 * @returns whether the two have a type in common; else there is no more to compare
 */
export function compareValues(pair: Pair): boolean {
  const comparable = compareTypes(pair)
  if (comparable) compareLists(pair)
  return comparable
}

const scalars = ['string', 'number', 'integer', 'boolean']

function compareTypes({ old, new: next, textual, report, ...pair }: Pair): boolean {
  const before = withoutNull(old.types)
  const after = withoutNull(next.types)
  if (before?.size === 0 && after?.size === 0) return true
  const within = (type: string, types: ReadonlySet<string> | undefined): boolean =>
    types === undefined ||
    types.has(type) ||
    (type === 'integer' && types.has('number')) ||
    (textual && types.has('string') && scalars.includes(type)) ||
    // Written one after another under one name, a lone value is a list of one.
    (textual && pair.direction === 'request' && types.has('array') && scalars.includes(type))
  const all = (types: ReadonlySet<string> | undefined, others: ReadonlySet<string> | undefined) =>
    others === undefined || (types !== undefined && [...types].every((type) => within(type, others)))
  const narrower = all(after, before)
  const wider = all(before, after)
  if (narrower && wider) return true
  const detail = `the type ${listed(before)} is now ${listed(after)}`
  if (narrower) report('type-narrowed', detail)
  else if (wider) report('type-widened', detail)
  else {
    report('type-changed', detail)
    return [...(before ?? [])].some((type) => after?.has(type))
  }
  return before !== undefined && after !== undefined
}

function compareLists({ old, new: next, report, direction }: Pair): void {
  const before = old.values
  const after = next.values
  if (before === undefined && after === undefined) return
  if (before === undefined || after === undefined) {
    if (after !== undefined && !next.extensible) report('enum-added', `must be one of ${some(after)} now`)
    if (before !== undefined && !old.extensible) report('enum-removed', `need not be one of ${some(before)} any more`)
    return
  }
  const keys = (values: readonly unknown[]) => new Set(values.map(canonicalJson))
  const oldKeys = keys(before)
  const newKeys = keys(after)
  const gone = before.filter((value) => !newKeys.has(canonicalJson(value)))
  const added = after.filter((value) => !oldKeys.has(canonicalJson(value)))
  for (const value of gone) report('enum-value-removed', `${shown(value)} is not among the values any more`)
  const open = old.extensible && next.extensible && direction === 'response'
  for (const value of added)
    report(open ? 'open-enum-value-added' : 'enum-value-added', `${shown(value)} is among the values now`)
}

const withoutNull = (types: ReadonlySet<string> | undefined): ReadonlySet<string> | undefined =>
  types && new Set([...types].filter((type) => type !== 'null'))

const listed = (types: ReadonlySet<string> | undefined): string =>
  types === undefined ? 'anything' : types.size === 0 ? 'nothing' : [...types].sort().join(' or ')

const some = (values: readonly unknown[]): string => {
  const first = values.slice(0, 5).map(shown).join(', ')
  return values.length > 5 ? `${first} and ${values.length - 5} more` : first
}
