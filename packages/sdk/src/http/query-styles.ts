import { queryOf, textOf } from './url.ts'

/** How one parameter of a query is written (OpenAPI 3.1, "Style Values"). */
export interface QueryStyle {
  readonly style: string
  readonly explode: boolean
  /** Leaves `:/?#[]@!$&'()*+,;=` as they are. */
  readonly allowReserved?: boolean
}

const separators: Readonly<Record<string, string>> = { form: ',', spaceDelimited: '%20', pipeDelimited: '|' }

/**
 * Writes a query in which some parameters have a style of their own; the others are written as usual.
 *
 * @example
 * styled({ filter: { style: 'deepObject', explode: true } })({ filter: { status: 'paid' } }) // '?filter[status]=paid', encoded
 */
export const styled =
  (styles: Readonly<Record<string, QueryStyle>>) =>
  (query: object): string => {
    const usual: Record<string, unknown> = {}
    const parts: string[] = []
    for (const [name, value] of Object.entries(query)) {
      const style = styles[name]
      if (value == null) continue
      if (style) parts.push(...written(name, value, style))
      else usual[name] = value
    }
    const text = queryOf(usual)
    return parts.length === 0 ? text : `${text}${text ? '&' : '?'}${parts.join('&')}`
  }

function written(name: string, value: unknown, { style, explode, allowReserved }: QueryStyle): string[] {
  const encode = (part: unknown) => {
    const text = encodeURIComponent(textOf(part))
    return allowReserved ? text.replace(/%(3A|2F|3F|40|21|24|2C|3B|5B|5D|27|28|29|2A)/g, decodeURIComponent) : text
  }
  const pair = (key: string, part: unknown) => `${encodeURIComponent(key)}=${encode(part)}`
  const separator = separators[style] ?? ','
  if (Array.isArray(value)) {
    if (explode) return value.map((item) => pair(name, item))
    return value.length === 0 ? [] : [`${encodeURIComponent(name)}=${value.map(encode).join(separator)}`]
  }
  if (typeof value !== 'object' || value === null || value instanceof Date) return [pair(name, value)]
  const members = Object.entries(value).filter(([, member]) => member != null)
  if (style === 'deepObject') return members.map(([key, member]) => pair(`${name}[${key}]`, member))
  if (explode) return members.map(([key, member]) => pair(key, member))
  return [
    `${encodeURIComponent(name)}=${members.map(([key, member]) => `${encode(key)}${separator}${encode(member)}`).join(separator)}`,
  ]
}
