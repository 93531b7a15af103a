/** JSON with a line for whatever fits on one, so that a changed rule is one changed line. */
export function writeJson(value: unknown): string {
  return `${lines(value, '')}\n`
}

function lines(value: unknown, indent: string): string {
  const short = JSON.stringify(value)
  if (typeof value !== 'object' || value === null || short.length + indent.length <= 120) return short
  const inner = `${indent}  `
  if (Array.isArray(value)) return `[\n${value.map((item) => `${inner}${lines(item, inner)}`).join(',\n')}\n${indent}]`
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return `{\n${members.map(([name, member]) => `${inner}${JSON.stringify(name)}: ${lines(member, inner)}`).join(',\n')}\n${indent}}`
}
