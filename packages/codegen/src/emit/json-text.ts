/** JSON with a line for whatever fits on one, so that a changed rule is one changed line. */
export function writeJson(value: unknown): string {
  return `${lines(measured(value), '')}\n`
}

/** A value on one line, and its parts. Each is written once, however deep it stands. */
interface Measured {
  readonly short: string
  readonly brackets?: '[]' | '{}'
  readonly parts?: readonly { readonly before: string; readonly value: Measured }[]
}

function measured(value: unknown): Measured {
  if (typeof value !== 'object' || value === null) return { short: JSON.stringify(value) ?? 'null' }
  if (Array.isArray(value)) {
    const parts = value.map((item) => ({ before: '', value: measured(item) }))
    return { short: `[${parts.map((part) => part.value.short).join(',')}]`, brackets: '[]', parts }
  }
  const parts = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => ({ before: JSON.stringify(name), value: measured(member) }))
  return { short: `{${parts.map((part) => `${part.before}:${part.value.short}`).join(',')}}`, brackets: '{}', parts }
}

function lines({ short, brackets, parts }: Measured, indent: string): string {
  if (brackets === undefined || parts === undefined || short.length + indent.length <= 120) return short
  const inner = `${indent}  `
  const rows = parts.map(({ before, value }) => `${inner}${before}${before === '' ? '' : ': '}${lines(value, inner)}`)
  return `${brackets[0]}\n${rows.join(',\n')}\n${indent}${brackets[1]}`
}
