/** A value that a form can carry. */
export type FormValue = string | FormValue[] | { [key: string]: FormValue }

/** Reads `a=b&c=d` into pairs, decoded. */
export function pairsOf(text: string): [string, string][] {
  if (text === '') return []
  const pairs: [string, string][] = []
  for (const part of text.split('&')) {
    if (part === '') continue
    const equals = part.indexOf('=')
    pairs.push(equals < 0 ? [decoded(part), ''] : [decoded(part.slice(0, equals)), decoded(part.slice(equals + 1))])
  }
  return pairs
}

/**
 * Reads a form whose keys nest as Stripe and PHP write them: `metadata[order]=1`, `expand[]=customer`, `items[0][price]=5`.
 *
 * @example parseForm('a[b]=1&c[]=x&c[]=y') // { a: { b: '1' }, c: ['x', 'y'] }
 */
export function parseForm(text: string): Record<string, FormValue> {
  const root: Branch = new Map()
  for (const [key, value] of pairsOf(text)) {
    const open = key.indexOf('[')
    if (open < 0) root.set(nameIn(root, key), value)
    else put(root, key.slice(0, open), stepsOf(key.slice(open)), value)
  }
  return recordOf(root)
}

const stepsOf = (text: string): string[] => Array.from(text.matchAll(/\[([^\]]*)\]/g), ([, step]) => step as string)

/** Puts a value where the steps lead to, which make the branches that are not there. */
function put(root: Branch, first: string, steps: readonly string[], value: string): void {
  let branch = root
  let name = nameIn(branch, first)
  for (const step of steps) {
    let next = branch.get(name)
    if (!(next instanceof Map)) {
      next = new Map()
      branch.set(name, next)
    }
    branch = next
    name = nameIn(branch, step)
  }
  branch.set(name, value)
}

/** What has no name is counted. */
const nameIn = (branch: Branch, step: string): string => (step === '' ? String(branch.size) : step)

/** A map, because a key such as `__proto__` must be a key like any other until it is dropped. */
type Branch = Map<string, string | Branch>

function recordOf(branch: Branch): Record<string, FormValue> {
  const record: Record<string, FormValue> = {}
  for (const [key, value] of branch) {
    if (key === '__proto__') continue
    record[key] = value instanceof Map ? nestedValue(value) : value
  }
  return record
}

/** Counted keys make a list. */
function nestedValue(branch: Branch): FormValue {
  const isList = [...branch.keys()].every((key, index) => key === String(index))
  return isList
    ? Array.from(branch.values(), (value) => (value instanceof Map ? nestedValue(value) : value))
    : recordOf(branch)
}

function decoded(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text
  if (!spaced.includes('%')) return spaced
  try {
    return decodeURIComponent(spaced)
  } catch {
    return spaced
  }
}
