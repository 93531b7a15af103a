/**
 * Puts values into a path's templates. Each stays one segment: `/` and all that has a meaning in a URL is encoded. Throws a `RangeError` for
 * what cannot be a segment: nothing, or the dots that a URL takes for directions.
 */
export function pathOf(template: string, values: readonly unknown[]): string {
  let index = 0
  return template.replace(/\{[^}]+\}/g, (name) => {
    const value = values[index++]
    const text = String(value ?? '')
    if (!text || /^\.\.?$/.test(text)) throw new RangeError(`${name} cannot be ${JSON.stringify(value)}`)
    return encodeURIComponent(text)
  })
}

/** Writes a query in the styles that are OpenAPI's defaults: `form`, arrays repeated. What is null or undefined is left out. */
export function queryOf(query: object): string {
  let text = ''
  for (const [name, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item != null) text += `${text ? '&' : '?'}${encodeURIComponent(name)}=${encodeURIComponent(textOf(item))}`
    }
  }
  return text
}

/** How a single value is written: dates in ISO 8601, everything else as it prints. */
export function textOf(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value)
}
