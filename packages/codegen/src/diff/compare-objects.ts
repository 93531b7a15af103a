import { isObject } from '../load/json.ts'
import type { FlatSchema, Part } from './flat-schema.ts'
import { member, type Pair } from './schema-finding.ts'

/** Properties, what else an object may hold, and the items of arrays. */
export function compareObjects(pair: Pair): void {
  compareProperties(pair)
  compareFurther(pair)
  compareItems(pair)
}

function compareProperties(pair: Pair): void {
  const { old, new: next, report, descend, at } = pair
  for (const [name, before] of old.properties) {
    const path = member(at, name)
    const after = next.properties.get(name)
    if (after === undefined) {
      removed(pair, name, before, path)
      continue
    }
    compareRequired(pair, name, path, { old: before, new: after })
    lifeOf(before, after, (kind, detail) => report(kind, detail, { old: before, new: after }, path))
    descend(before, after, path)
  }
  for (const [name, after] of next.properties) {
    if (old.properties.has(name)) continue
    const required = next.required.has(name)
    const kind = required && !old.required.has(name) ? 'required-property-added' : 'property-added'
    report(
      kind,
      `the ${required ? 'required' : 'optional'} property ${name} was added`,
      { new: after },
      member(at, name),
    )
  }
  const named = (name: string) => old.properties.has(name) || next.properties.has(name)
  for (const name of new Set([...old.required, ...next.required])) {
    if (!named(name)) compareRequired(pair, name, member(at, name), {})
  }
}

function removed(pair: Pair, name: string, before: Part, path: string): void {
  const { old, new: next, report } = pair
  const detail = `the property ${name} is gone`
  const places = { old: before }
  if (isDeprecated(before)) report('property-removed-after-deprecation', detail, places, path)
  else if (pair.direction === 'request' && isClosed(next)) report('property-refused', detail, places, path)
  else report(old.required.has(name) ? 'required-property-removed' : 'property-removed', detail, places, path)
}

function compareRequired({ old, new: next, report }: Pair, name: string, path: string, places: object): void {
  const was = old.required.has(name)
  const is = next.required.has(name)
  if (!was && is) report('property-became-required', `the property ${name} is required now`, places, path)
  if (was && !is) report('property-became-optional', `the property ${name} is not required any more`, places, path)
}

function compareFurther({ old, new: next, report, descend, at }: Pair): void {
  const wasClosed = isClosed(old)
  const closed = isClosed(next)
  const isAnObject = (flat: FlatSchema) => flat.types?.has('object') === true
  if (isAnObject(old) && isAnObject(next)) {
    if (!wasClosed && closed) report('properties-closed', 'properties without a name here are refused now')
    else if (wasClosed && !closed) report('properties-opened', 'properties without a name here are allowed now')
    else if (!closed && (isObject(old.additional) || isObject(next.additional)))
      descend(old.additional ?? true, next.additional ?? true, `${at}.*`)
  }
  for (const [pattern, before] of old.patternProperties) {
    const after = next.patternProperties.get(pattern)
    if (after !== undefined) descend(before, after, `${at}./${pattern}/`)
    else
      report(closed ? 'constraint-tightened' : 'constraint-loosened', `the rule for properties like ${pattern} is gone`)
  }
  for (const pattern of next.patternProperties.keys()) {
    if (!old.patternProperties.has(pattern))
      report(
        wasClosed ? 'constraint-loosened' : 'constraint-tightened',
        `a rule for properties like ${pattern} was added`,
      )
  }
}

function compareItems({ old, new: next, report, descend, at }: Pair): void {
  if (old.items !== undefined || next.items !== undefined) descend(old.items ?? true, next.items ?? true, `${at}[*]`)
  const length = Math.max(old.prefixItems.length, next.prefixItems.length)
  for (let index = 0; index < length; index++) {
    const before = old.prefixItems[index]
    const after = next.prefixItems[index]
    if (before !== undefined && after !== undefined) descend(before, after, `${at}[${index}]`)
    // An item that has a rule of its own was, or will be, an item like all others.
    else if (before === undefined) report('constraint-tightened', `a rule for item ${index} was added`)
    else report('constraint-loosened', `the rule for item ${index} is gone`)
  }
}

const isClosed = (flat: FlatSchema): boolean =>
  flat.additional === false || flat.keywords.unevaluatedProperties === false

const isDeprecated = (part: Part | undefined): boolean => isObject(part) && part.deprecated === true

/** What a property or a parameter says of its own end. */
export function lifeOf(
  before: unknown,
  after: unknown,
  report: (kind: 'deprecated' | 'undeprecated' | 'sunset-earlier', detail: string) => void,
): void {
  const was = isObject(before) && before.deprecated === true
  const is = isObject(after) && after.deprecated === true
  const day = (part: unknown) => (isObject(part) && typeof part['x-sunset'] === 'string' ? part['x-sunset'] : undefined)
  const end = day(after)
  if (!was && is) report('deprecated', end === undefined ? 'is deprecated now' : `is deprecated now, until ${end}`)
  if (was && !is) report('undeprecated', 'is not deprecated any more')
  const old = day(before)
  if (!was || !is || old === undefined || old === end) return
  if (end === undefined) report('sunset-earlier', `was to end on ${old}; no day is named any more`)
  else if (end < old) report('sunset-earlier', `was to end on ${old} and ends on ${end}`)
}
