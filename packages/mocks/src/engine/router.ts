/** A path that was found: its value, and the decoded texts of its parameters. */
export interface RouteMatch<T> {
  readonly route: Route<T>
  readonly path: Readonly<Record<string, string>>
}

/** All that one path template can do, by method. */
export interface Route<T> {
  readonly template: string
  readonly methods: ReadonlyMap<string, T>
}

interface MutableRoute<T> extends Route<T> {
  readonly methods: Map<string, T>
}

interface Node<T> {
  readonly fixed: Map<string, Node<T>>
  readonly open: {
    readonly names: readonly string[]
    readonly pattern: RegExp | undefined
    readonly template: string
    readonly node: Node<T>
  }[]
  route: MutableRoute<T> | undefined
}

const noParameters: Readonly<Record<string, string>> = Object.freeze({})

/** Finds operations by path. A fixed segment wins over one with parameters, as in OpenAPI. */
export class Router<T> {
  readonly #root: Node<T> = emptyNode()
  readonly #fixed = new Map<string, RouteMatch<T>>()

  add(method: string, template: string, value: T): void {
    let node = this.#root
    for (const segment of template.split('/').slice(1)) node = child(node, segment)
    node.route ??= { template, methods: new Map() }
    node.route.methods.set(method, value)
    if (!template.includes('{')) this.#fixed.set(template, { route: node.route, path: noParameters })
  }

  /** @param path percent-encoded, without the query */
  find(path: string): RouteMatch<T> | undefined {
    const exact = this.#fixed.get(path)
    if (exact !== undefined) return exact
    if (!path.startsWith('/')) return undefined
    const segments = path.split('/')
    const values: string[] = []
    const found = search(this.#root, segments, 1, values)
    if (found === undefined) return undefined
    const parameters: Record<string, string> = {}
    for (let index = 0; index < values.length; index += 2)
      parameters[values[index] as string] = decoded(values[index + 1] as string)
    return { route: found, path: parameters }
  }
}

function search<T>(
  node: Node<T>,
  segments: readonly string[],
  at: number,
  values: string[],
): MutableRoute<T> | undefined {
  if (at === segments.length) return node.route
  const segment = segments[at] as string
  const fixed = node.fixed.get(segment)
  if (fixed !== undefined) {
    const found = search(fixed, segments, at + 1, values)
    if (found !== undefined) return found
  }
  if (segment === '') return undefined
  for (const { names, pattern, node: next } of node.open) {
    const before = values.length
    if (pattern === undefined) {
      values.push(names[0] as string, segment)
    } else {
      const match = pattern.exec(segment)
      if (match === null) continue
      for (let index = 0; index < names.length; index++) values.push(names[index] as string, match[index + 1] as string)
    }
    const found = search(next, segments, at + 1, values)
    if (found !== undefined) return found
    values.length = before
  }
  return undefined
}

function child<T>(node: Node<T>, segment: string): Node<T> {
  if (!segment.includes('{')) {
    let next = node.fixed.get(segment)
    if (next === undefined) {
      next = emptyNode()
      node.fixed.set(segment, next)
    }
    return next
  }
  const known = node.open.find(({ template }) => template === segment)
  if (known !== undefined) return known.node
  const names = Array.from(segment.matchAll(/\{([^}]+)\}/g), ([, name]) => name as string)
  const whole = /^\{[^}]+\}$/.test(segment)
  const next: Node<T> = emptyNode()
  node.open.push({ names, template: segment, node: next, pattern: whole ? undefined : patternOf(segment) })
  // `{id}.json` says more than `{id}`.
  node.open.sort((one, other) => Number(one.pattern === undefined) - Number(other.pattern === undefined))
  return next
}

const patternOf = (segment: string): RegExp =>
  new RegExp(`^${segment.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '(.+?)')}$`)

/** What cannot be decoded stays as it came and is refused as a value, if it is one that the spec does not allow. */
function decoded(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const emptyNode = <T>(): Node<T> => ({ fixed: new Map(), open: [], route: undefined })
