import { canonicalJson, isObject } from '../load/json.ts'
import { referencedName } from '../references.ts'
import type { Choice, FlatSchema, Part } from './flat-schema.ts'
import { type Pair, shown } from './schema-finding.ts'

/** Whether one side is a choice and nothing else, and the other a schema that may be, or may have been, one of the alternatives. */
export function becameChoice({ old, new: next }: Pair): boolean {
  const lone = (flat: FlatSchema) => flat.choices.length === 1 && !hasStructure(flat)
  const plain = (flat: FlatSchema) => flat.choices.length === 0 && (flat.types !== undefined || hasStructure(flat))
  return (lone(old) && plain(next)) || (plain(old) && lone(next))
}

/** Alternatives. A schema that became one of several, or was one of several, is compared with its own. */
export function compareChoices(pair: Pair, oldWhole: Part, newWhole: Part): void {
  const { old, new: next, report } = pair
  const whole = becameChoice(pair)
  const count = Math.max(old.choices.length, next.choices.length)
  for (let index = 0; index < count; index++) {
    const before = old.choices[index] ?? (whole ? { branches: [oldWhole] } : undefined)
    const after = next.choices[index] ?? (whole ? { branches: [newWhole] } : undefined)
    if (before !== undefined && after !== undefined) compareChoice(pair, before, after)
    else if (after !== undefined)
      report('constraint-tightened', `a choice between ${after.branches.length} schemas was added`)
    else report('constraint-loosened', `a choice between ${before?.branches.length} schemas is gone`)
  }
}

const hasStructure = (flat: FlatSchema): boolean =>
  flat.properties.size > 0 || flat.required.size > 0 || flat.items !== undefined || flat.values !== undefined

function compareChoice(pair: Pair, old: Choice, next: Choice): void {
  const { report, descend, at } = pair
  const pairs = match(pair, old, next)
  for (const [before, after] of pairs) {
    const label = pair.nameOfNew(after) ?? tagsOf(pair.flattenNew(after), discriminatorOf(next))[0]
    // A lone branch is the whole schema: what is found in it is told where it stands.
    if (old.branches.length > 1 || next.branches.length > 1)
      descend(before, after, label === undefined ? at : `${at}(${label})`)
  }
  const matched = new Set(pairs.flat())
  for (const branch of old.branches)
    if (!matched.has(branch))
      report(
        'variant-removed',
        `the alternative ${called(branch, pair.nameOfOld(branch), pair.flattenOld(branch))} is gone`,
        { old: branch },
      )
  for (const branch of next.branches)
    if (!matched.has(branch))
      report(
        'variant-added',
        `the alternative ${called(branch, pair.nameOfNew(branch), pair.flattenNew(branch))} was added`,
        { new: branch },
      )
  compareDiscriminators(pair, old, next)
}

/** Which branch became which: by name, by the constants that tell them apart, by equality, by type; a lone pair at last. */
function match(pair: Pair, old: Choice, next: Choice): [Part, Part][] {
  const pairs: [Part, Part][] = []
  let before = [...old.branches]
  let after = [...next.branches]
  const pairUp = (same: (a: Part, b: Part) => boolean): void => {
    for (const one of before) {
      const other = after.find((candidate) => same(one, candidate))
      if (other === undefined) continue
      pairs.push([one, other])
      after = after.filter((candidate) => candidate !== other)
    }
    const taken = new Set(pairs.map(([one]) => one))
    before = before.filter((one) => !taken.has(one))
  }
  const tags = (part: Part, flat: (part: Part) => FlatSchema, choice: Choice) =>
    tagsOf(flat(part), discriminatorOf(choice))
  pairUp((a, b) => pair.nameOfOld(a) !== undefined && pair.nameOfOld(a) === pair.nameOfNew(b))
  pairUp((a, b) => {
    const mine = tags(a, pair.flattenOld, old)
    const theirs = tags(b, pair.flattenNew, next)
    return mine.length > 0 && mine.some((tag) => theirs.includes(tag))
  })
  pairUp((a, b) => canonicalJson(a) === canonicalJson(b))
  pairUp((a, b) => isObject(a) && isObject(b) && a.title !== undefined && a.title === b.title)
  pairUp((a, b) => {
    const mine = pair.flattenOld(a).types
    const theirs = pair.flattenNew(b).types
    if (mine === undefined || theirs === undefined || mine.has('object')) return false
    return [...mine].some((type) => theirs.has(type))
  })
  pairUp((a, b) => pair.findingsOf(a, b).length === 0)
  const [one] = before
  const [other] = after
  const unnamed = one !== undefined && other !== undefined && pair.nameOfOld(one) === undefined
  if (
    unnamed &&
    before.length === 1 &&
    after.length === 1 &&
    pair.nameOfNew(other) === undefined &&
    !distinct(pair, one, other)
  )
    pairs.push([one, other])
  return pairs
}

/** Two branches that constants tell apart are two, however lonely. */
function distinct(pair: Pair, one: Part, other: Part): boolean {
  return tagsOf(pair.flattenOld(one), undefined).length > 0 && tagsOf(pair.flattenNew(other), undefined).length > 0
}

/** The constants of a branch: those of the discriminator's property, or of any. */
function tagsOf(flat: FlatSchema, property: string | undefined): string[] {
  const names = property === undefined ? [...flat.properties.keys()] : [property]
  return names.flatMap((name) => {
    const part = flat.properties.get(name)
    if (!isObject(part)) return []
    if ('const' in part) return [`${name}=${shown(part.const)}`]
    return property !== undefined && Array.isArray(part.enum) ? part.enum.map((value) => `${name}=${shown(value)}`) : []
  })
}

const discriminatorOf = ({ discriminator }: Choice): string | undefined =>
  typeof discriminator?.propertyName === 'string' ? discriminator.propertyName : undefined

const called = (branch: Part, name: string | undefined, flat: FlatSchema): string =>
  name ??
  tagsOf(flat, undefined)[0] ??
  (isObject(branch) && typeof branch.title === 'string' ? branch.title : shown(branch))

function compareDiscriminators({ report }: Pair, old: Choice, next: Choice): void {
  const before = discriminatorOf(old)
  const after = discriminatorOf(next)
  if (before === undefined && after === undefined) return
  if (before === undefined) report('discriminator-added', `the discriminator ${after} was added`)
  else if (after === undefined) report('discriminator-removed', `the discriminator ${before} is gone`)
  else if (before !== after) report('discriminator-changed', `the discriminator ${before} is now ${after}`)
  else compareTags(report, old, next)
}

function compareTags(report: Pair['report'], old: Choice, next: Choice): void {
  const tags = ({ discriminator }: Choice) => (isObject(discriminator?.mapping) ? discriminator.mapping : {})
  const [left, right] = [tags(old), tags(next)]
  for (const tag of new Set([...Object.keys(left), ...Object.keys(right)])) {
    if (!(tag in left)) report('discriminator-tag-added', `the tag ${tag} was added`)
    else if (!(tag in right)) report('discriminator-tag-removed', `the tag ${tag} is gone`)
    else if (left[tag] !== right[tag])
      report(
        'discriminator-changed',
        `the tag ${tag} meant ${referencedName(String(left[tag]))} and means ${referencedName(String(right[tag]))}`,
      )
  }
}
