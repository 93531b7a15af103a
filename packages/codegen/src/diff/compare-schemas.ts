import type { Direction } from '../direction.ts'
import { isObject } from '../load/json.ts'
import type { ApiModel } from '../model.ts'
import { becameChoice, compareChoices } from './compare-choices.ts'
import { compareConstraints } from './compare-constraints.ts'
import { compareObjects } from './compare-objects.ts'
import { compareNull, compareValues } from './compare-values.ts'
import { behindReference, Flattener, type Part } from './flat-schema.ts'
import type { Pair, SchemaFinding } from './schema-finding.ts'

/** Two schemas that are compared, what differs in themselves, and the pairs that they lead to. */
interface Node {
  readonly old: Part
  readonly new: Part
  readonly textual: boolean
  readonly name: string | undefined
  readonly own: SchemaFinding[]
  readonly parts: { readonly node: Node; readonly at: string }[]
  readonly holders: Set<Node>
  /** Whether anything differs here or in what it leads to. */
  differs: boolean
}

/**
 * Compares schemas of two versions of one API, for values that travel one way. Every pair of schemas is looked at once, however
 * many others lead to it: schemas that hold themselves are no trouble, and neither are large specs.
 */
export class SchemaComparison {
  readonly #old: ApiModel
  readonly #new: ApiModel
  readonly #direction: Direction
  readonly #oldFlat: Flattener
  readonly #newFlat: Flattener
  readonly #nodes = new WeakMap<object, Map<string, Node>>()
  readonly #ids = new WeakMap<object, string>()
  #count = 0
  readonly #waiting: Node[] = []

  constructor(old: ApiModel, next: ApiModel, direction: Direction) {
    this.#old = old
    this.#new = next
    this.#direction = direction
    this.#oldFlat = new Flattener(old, direction)
    this.#newFlat = new Flattener(next, direction)
  }

  /** Every difference, outermost first; each once, at the first place that leads to it. `textual` where values travel as text. */
  compare(old: Part, next: Part, textual = false): readonly SchemaFinding[] {
    const root = this.#node(old, next, textual)
    for (let node = this.#waiting.pop(); node !== undefined; node = this.#waiting.pop()) this.#look(node)
    const found: SchemaFinding[] = []
    const met = new Set<Node>()
    const walk = (node: Node, at: string, around: { name: string; at: string } | undefined): void => {
      if (!node.differs || met.has(node)) return
      met.add(node)
      const within = node.name === undefined ? around : { name: node.name, at: '$' }
      const beyond = (path: string) => within && { name: within.name, at: `${within.at}${path.slice(1)}` }
      for (const one of node.own) {
        const place = beyond(one.at)
        found.push({ ...one, at: `${at}${one.at.slice(1)}`, ...(place && { within: place }) })
      }
      for (const part of node.parts) walk(part.node, `${at}${part.at.slice(1)}`, beyond(part.at))
    }
    walk(root, '$', undefined)
    return found
  }

  #node(old: Part, next: Part, textual: boolean): Node {
    const before = behindReference(old, this.#old)
    const after = behindReference(next, this.#new)
    const anchor = typeof before.part === 'boolean' ? anchors[`${before.part}`] : before.part
    const nodes = this.#nodes.get(anchor) ?? new Map<string, Node>()
    this.#nodes.set(anchor, nodes)
    const key = `${this.#id(after.part)} ${textual}`
    const known = nodes.get(key)
    if (known !== undefined) return known
    const node: Node = {
      old: before.part,
      new: after.part,
      textual,
      name: after.name ?? before.name,
      own: [],
      parts: [],
      holders: new Set(),
      differs: false,
    }
    nodes.set(key, node)
    this.#waiting.push(node)
    return node
  }

  #look(node: Node): void {
    const pair = this.#pair(node)
    const inner = this.#withoutNull(node, pair)
    if (inner !== undefined) {
      pair.descend(inner.old, inner.new, '$')
      return
    }
    compareNull(pair)
    if (becameChoice(pair)) compareChoices(pair, node.old, node.new)
    else if (compareValues(pair)) {
      compareConstraints(pair)
      compareObjects(pair)
      compareChoices(pair, node.old, node.new)
    }
  }

  /** What stands beside null, so that a schema which may be null is compared as the schema that it is. */
  #withoutNull({ old, new: next }: Node, pair: Pair): { readonly old: Part; readonly new: Part } | undefined {
    const before = besideNull(old)
    const after = besideNull(next)
    if (before !== undefined && after !== undefined) return { old: before, new: after }
    if (before === undefined && after === undefined) return undefined
    const plain = before === undefined ? pair.old : pair.new
    if (plain.types === undefined || plain.types.has('null')) return undefined
    if (after !== undefined) pair.report('became-nullable', 'may be null now')
    else pair.report('became-not-nullable', 'may not be null any more')
    return { old: before ?? old, new: after ?? next }
  }

  #pair(node: Node): Pair {
    return {
      old: this.#oldFlat.flatten(node.old),
      new: this.#newFlat.flatten(node.new),
      at: '$',
      direction: this.#direction,
      textual: node.textual,
      report: (kind, detail, places = {}, at = '$') => {
        node.own.push({ kind, at, detail, old: places.old ?? node.old, new: places.new ?? node.new })
        marked(node)
      },
      descend: (before, after, at) => {
        const part = this.#node(before, after, node.textual)
        node.parts.push({ node: part, at })
        part.holders.add(node)
        if (part.differs) marked(node)
      },
      findingsOf: (before, after) => this.compare(before, after, node.textual),
      flattenOld: (part) => this.#oldFlat.flatten(part),
      flattenNew: (part) => this.#newFlat.flatten(part),
      nameOfOld: (part) => behindReference(part, this.#old).name,
      nameOfNew: (part) => behindReference(part, this.#new).name,
    }
  }

  #id(part: Part): string {
    if (typeof part === 'boolean') return String(part)
    let id = this.#ids.get(part)
    if (id === undefined) {
      this.#count += 1
      id = String(this.#count)
      this.#ids.set(part, id)
    }
    return id
  }
}

const anchors = { true: {}, false: {} }

const marked = (node: Node): void => {
  const changed = [node]
  for (let one = changed.pop(); one !== undefined; one = changed.pop()) {
    if (one.differs) continue
    one.differs = true
    changed.push(...one.holders)
  }
}

/** The one schema of a choice between it and null, where nothing else is said. */
const besideNull = (part: Part): Part | undefined => {
  if (!isObject(part)) return undefined
  const branches = part.anyOf ?? part.oneOf
  const constraints = Object.keys(part).filter(
    (key) => !['title', 'description', 'examples', 'deprecated'].includes(key),
  )
  if (!Array.isArray(branches) || branches.length !== 2 || constraints.length !== 1) return undefined
  const isNull = (branch: unknown) => isObject(branch) && branch.type === 'null' && Object.keys(branch).length === 1
  const rest = branches.filter((branch) => !isNull(branch))
  const [only] = rest
  return rest.length === 1 && (isObject(only) || typeof only === 'boolean') ? only : undefined
}
