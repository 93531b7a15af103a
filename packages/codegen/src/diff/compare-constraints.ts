import { canonicalJson, isObject } from '../load/json.ts'
import { annotations, type Part } from './flat-schema.ts'
import { overallEffect, type Pair, shown } from './schema-finding.ts'
import type { SchemaRule } from './schema-rules.ts'

/** Everything that a schema demands of a value of the right type: bounds, patterns, formats, other keywords, and its default. */
export function compareConstraints(pair: Pair): void {
  compareBounds(pair)
  comparePatterns(pair)
  compareFormats(pair)
  compareDefaults(pair)
  compareContents(pair)
  for (const keyword of otherKeywords(pair)) compareOther(pair, keyword)
}

const counts = ['Length', 'Items', 'Properties', 'Contains']

function compareBounds(pair: Pair): void {
  const { old, new: next, report } = pair
  const whole = old.types?.has('number') === false && next.types?.has('number') === false
  for (const side of ['min', 'max'] as const) {
    bound(pair, numericBound(old.keywords, side, whole), numericBound(next.keywords, side, whole), side)
    for (const count of counts) {
      const read = (keywords: Keywords): Bound | undefined => {
        const value = keywords[`${side}${count}`]
        const idle = side === 'min' && (count === 'Contains' ? value === 1 : value === 0)
        return typeof value === 'number' && !idle ? { value, keyword: `${side}${count}`, key: value } : undefined
      }
      bound(pair, read(old.keywords), read(next.keywords), side)
    }
  }
  const before = old.keywords.multipleOf
  const after = next.keywords.multipleOf
  if (before === after) return
  const factor = typeof before === 'number' && typeof after === 'number' ? after / before : undefined
  if (before === undefined) report('bound-tightened', `its multipleOf is ${after} now`)
  else if (after === undefined) report('bound-loosened', `its multipleOf of ${before} is gone`)
  else if (factor !== undefined && Number.isInteger(factor))
    report('bound-tightened', `its multipleOf was ${before} and is ${after}`)
  else if (factor !== undefined && Number.isInteger(1 / factor))
    report('bound-loosened', `its multipleOf was ${before} and is ${after}`)
  else report('constraint-changed', `its multipleOf was ${before} and is ${after}`)
}

type Keywords = Readonly<Record<string, unknown>>

interface Bound {
  readonly keyword: string
  readonly value: number
  /** Orders bounds; an exclusive one lies a little further in. */
  readonly key: number
}

function numericBound(keywords: Keywords, side: 'min' | 'max', whole: boolean): Bound | undefined {
  const inward = side === 'min' ? 1 : -1
  const bounds = [`${side}imum`, side === 'min' ? 'exclusiveMinimum' : 'exclusiveMaximum'].flatMap(
    (keyword): Bound[] => {
      const value = keywords[keyword]
      if (typeof value !== 'number') return []
      const exclusive = keyword.startsWith('exclusive')
      // Among whole numbers, more than 0 is at least 1.
      return [
        {
          keyword,
          value,
          key: exclusive ? value + inward * (whole ? 1 : Number.EPSILON * Math.max(1, Math.abs(value))) : value,
        },
      ]
    },
  )
  return bounds.sort((a, b) => inward * (b.key - a.key))[0]
}

function bound({ report }: Pair, before: Bound | undefined, after: Bound | undefined, side: 'min' | 'max'): void {
  if (before?.key === after?.key) return
  if (before === undefined || after === undefined) {
    if (after !== undefined) report('bound-tightened', `its ${after.keyword} is ${after.value} now`)
    if (before !== undefined) report('bound-loosened', `its ${before.keyword} of ${before.value} is gone`)
    return
  }
  const tighter = side === 'min' ? after.key > before.key : after.key < before.key
  const other = before.keyword === after.keyword ? '' : `${after.keyword} `
  const detail = `its ${before.keyword} was ${before.value} and is ${other}${after.value}`
  report(tighter ? 'bound-tightened' : 'bound-loosened', detail)
}

/** Patterns that let every text pass. */
const anything = /^\^?(\.\*|\[\\s\\S\]\*)\$?$/

function comparePatterns({ old, new: next, report }: Pair): void {
  const said = (patterns: readonly string[]) => patterns.filter((pattern) => !anything.test(pattern))
  const gone = said(old.patterns).filter((pattern) => !next.patterns.includes(pattern))
  const added = said(next.patterns).filter((pattern) => !old.patterns.includes(pattern))
  if (gone.length > 0 && added.length > 0)
    report('pattern-changed', `the pattern ${gone.join(' and ')} is now ${added.join(' and ')}`)
  else if (added.length > 0) report('pattern-added', `the pattern ${added.join(' and ')} was added`)
  else if (gone.length > 0) report('pattern-removed', `the pattern ${gone.join(' and ')} is gone`)
}

/** Formats of numbers of which the second holds all of the first. */
const wider: Readonly<Record<string, string>> = { int32: 'int64', float: 'double' }

function compareFormats({ old, new: next, report }: Pair): void {
  const before = old.keywords.format
  const after = next.keywords.format
  if (before === after) return
  const detail = `the format ${before} is now ${after}`
  if (after === undefined) report('format-removed', `the format ${before} is gone`)
  else if (before === undefined) report('format-added', `the format ${after} was added`)
  else if (wider[String(before)] === after) report('format-removed', detail)
  else if (wider[String(after)] === before) report('format-added', detail)
  else report('format-changed', detail)
}

function compareDefaults({ old, new: next, report }: Pair): void {
  const before = old.keywords.default
  const after = next.keywords.default
  if (before === undefined && after === undefined) return
  if (before === undefined) report('default-added', `the default ${shown(after)} was added`)
  else if (after === undefined) report('default-removed', `the default ${shown(before)} is gone`)
  else if (canonicalJson(before) !== canonicalJson(after))
    report('default-changed', `the default ${shown(before)} is now ${shown(after)}`)
}

function compareContents({ old, new: next, report, findingsOf }: Pair): void {
  for (const keyword of ['contentMediaType', 'contentEncoding']) {
    const before = old.keywords[keyword]
    const after = next.keywords[keyword]
    if (before !== after)
      report('content-changed', `its ${keyword} was ${shown(before ?? null)} and is ${shown(after ?? null)}`)
  }
  const before = part(old.keywords.contentSchema) ?? true
  const after = part(next.keywords.contentSchema) ?? true
  const found = findingsOf(before, after)
  const effect = overallEffect(found)
  if (effect !== undefined) report(kindOf(effect), `its contentSchema demands something else: ${found[0]?.detail}`)
}

const handled: ReadonlySet<string> = new Set([
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'format', 'default'],
  ...counts.flatMap((count) => [`min${count}`, `max${count}`]),
  ...['contentMediaType', 'contentEncoding', 'contentSchema'],
])

function otherKeywords({ old, new: next }: Pair): string[] {
  const keys = new Set([...Object.keys(old.keywords), ...Object.keys(next.keywords)])
  return [...keys].filter((key) => !annotations.has(key) && !handled.has(key) && !key.startsWith('x-')).sort()
}

/** Keywords whose schema demands more when it is narrower; `not` is the other way round. */
const monotone = new Set(['contains', 'propertyNames', 'then', 'else', 'unevaluatedProperties', 'unevaluatedItems'])

function compareOther(pair: Pair, keyword: string): void {
  const { report } = pair
  const before = pair.old.keywords[keyword]
  const after = pair.new.keywords[keyword]
  if (keyword === 'uniqueItems') {
    if (after === true && before !== true) report('constraint-tightened', 'the items must differ now')
    if (before === true && after !== true) report('constraint-loosened', 'the items need not differ any more')
  } else if (keyword === 'dependentRequired') dependentNames(pair, before, after)
  else if (keyword === 'dependentSchemas') dependentSchemas(pair, before, after)
  else {
    const effect = effectOfKeyword(pair, keyword, before, after)
    if (effect !== undefined) report(kindOf(effect), `its "${keyword}" ${verb(before, after)}`)
  }
}

type Overall = ReturnType<typeof overallEffect>

function effectOfKeyword(pair: Pair, keyword: string, before: unknown, after: unknown): Overall {
  const same = canonicalJson(before ?? null) === canonicalJson(after ?? null)
  const [left, right] = [part(before) ?? true, part(after) ?? true]
  if (keyword === 'if') return same ? undefined : effectOfCondition(pair, before, after)
  // Closing an object is a rule of its own, beside its properties.
  if (keyword === 'unevaluatedProperties' && (typeof before === 'boolean' || typeof after === 'boolean'))
    return undefined
  if (keyword !== 'not' && !monotone.has(keyword)) return same ? undefined : 'unknown'
  if (before === undefined) return 'narrowed'
  if (after === undefined) return 'widened'
  const effect = overallEffect(pair.findingsOf(left, right))
  if (keyword !== 'not') return effect
  return effect === 'narrowed' ? 'widened' : effect === 'widened' ? 'narrowed' : effect
}

/** Without `then` or `else` a condition demands nothing. */
function effectOfCondition({ old, new: next }: Pair, before: unknown, after: unknown): Overall {
  const speaks = (keywords: Keywords) => 'then' in keywords || 'else' in keywords
  if (!speaks(old.keywords) && !speaks(next.keywords)) return undefined
  if (before === undefined && speaks(next.keywords)) return 'narrowed'
  return after === undefined && speaks(old.keywords) ? 'widened' : 'unknown'
}

function dependentNames({ report }: Pair, before: unknown, after: unknown): void {
  eachName(before, after, (name, old, next) => {
    const gone = names(old).filter((one) => !names(next).includes(one))
    const added = names(next).filter((one) => !names(old).includes(one))
    if (added.length > 0) report('constraint-tightened', `${name} needs ${added.join(', ')} beside it now`)
    if (gone.length > 0) report('constraint-loosened', `${name} does not need ${gone.join(', ')} beside it any more`)
  })
}

function dependentSchemas({ report, findingsOf }: Pair, before: unknown, after: unknown): void {
  eachName(before, after, (name, old, next) => {
    const both = old !== undefined && next !== undefined
    const bare = old === undefined ? 'narrowed' : 'widened'
    const effect = both ? overallEffect(findingsOf(part(old) ?? true, part(next) ?? true)) : bare
    if (effect !== undefined) report(kindOf(effect), `its dependentSchemas for ${name} ${verb(old, next)}`)
  })
}

function eachName(before: unknown, after: unknown, visit: (name: string, old: unknown, next: unknown) => void): void {
  const [left, right] = [isObject(before) ? before : {}, isObject(after) ? after : {}]
  for (const name of [...new Set([...Object.keys(left), ...Object.keys(right)])].sort())
    visit(name, left[name], right[name])
}

function kindOf(effect: NonNullable<Overall>): SchemaRule {
  if (effect === 'narrowed') return 'constraint-tightened'
  return effect === 'widened' ? 'constraint-loosened' : 'constraint-changed'
}

const verb = (before: unknown, after: unknown): string =>
  before === undefined ? 'was added' : after === undefined ? 'is gone' : 'demands something else'

const part = (value: unknown): Part | undefined => (typeof value === 'boolean' || isObject(value) ? value : undefined)

const names = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
