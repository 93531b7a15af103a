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
    const steps =
      open < 0
        ? [key]
        : [key.slice(0, open), ...Array.from(key.slice(open).matchAll(/\[([^\]]*)\]/g), ([, step]) => step as string)]
    let branch = root
    for (const [index, step] of steps.entries()) {
      const name = step === '' ? String(branch.size) : step
      if (index === steps.length - 1) {
        branch.set(name, value)
      } else {
        const next = branch.get(name)
        if (next instanceof Map) {
          branch = next
        } else {
          const made: Branch = new Map()
          branch.set(name, made)
          branch = made
        }
      }
    }
  }
  return recordOf(root)
}

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
