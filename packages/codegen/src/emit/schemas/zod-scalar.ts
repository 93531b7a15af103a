import type { JsonSchema } from '../../model.ts'
import { quote } from '../../names.ts'
import { isBinary } from '../../schema-type.ts'

/** A Zod expression, and what it says that Zod (or zod-to-openapi) has no word for: it travels as metadata. */
export interface ZodPart {
  readonly code: string
  readonly meta: Readonly<Record<string, unknown>>
}

/**
 * Formats that Zod checks. The rest (`password`, `binary`, a stranger's own) are hints for people, as 2020-12 has it, and
 * stand in the metadata only.
 */
const formats: Readonly<Record<string, string>> = {
  // RFC 3339 wants an offset; Zod alone would want `Z`.
  'date-time': 'z.iso.datetime({ offset: true })',
  date: 'z.iso.date()',
  time: 'z.iso.time()',
  duration: 'z.iso.duration()',
  email: 'z.email()',
  uri: 'z.url()',
  uuid: 'z.uuid()',
  ipv4: 'z.ipv4()',
  ipv6: 'z.ipv6()',
  hostname: 'z.hostname()',
  'uri-reference': "z.stringFormat('uri-reference', (text) => URL.canParse(text, 'http://relative.test'))",
}

/** What zod-to-openapi knows how to say back without help. */
const saidBack: ReadonlySet<string> = new Set(['date-time', 'date', 'email', 'uri', 'uuid'])

export const zodString = (schema: JsonSchema): ZodPart => {
  const format = typeof schema.format === 'string' ? schema.format : undefined
  const encoding = schema.contentEncoding
  if (isBinary(schema)) {
    return {
      code: 'z.instanceof(Blob)',
      meta: { type: 'string', contentMediaType: schema.contentMediaType ?? 'application/octet-stream' },
    }
  }
  const meta: Record<string, unknown> = {}
  if (format !== undefined && !saidBack.has(format)) meta.format = format
  if (encoding !== undefined) meta.contentEncoding = encoding
  const base = encoding === 'base64' ? 'z.base64()' : (formats[format ?? ''] ?? 'z.string()')
  const checks = [
    ...call('min', schema.minLength),
    ...call('max', schema.maxLength),
    ...(typeof schema.pattern === 'string' ? [`.regex(${regularExpression(schema.pattern)})`] : []),
  ]
  return { code: base + checks.join(''), meta }
}

/** Whole numbers are safe integers: `int64` beyond 2^53 cannot pass through JSON in JavaScript without becoming another number. */
export const zodNumber = (schema: JsonSchema, type: 'integer' | 'number'): ZodPart => {
  const meta: Record<string, unknown> = {}
  const format = schema.format
  if (typeof format === 'string') meta.format = format
  if (format === 'int32') meta.type = 'integer'
  if (schema.multipleOf !== undefined) meta.multipleOf = schema.multipleOf
  const base = type === 'integer' ? (format === 'int32' ? 'z.int32()' : 'z.int()') : 'z.number()'
  const checks = [
    ...call('min', schema.minimum),
    ...call('gt', schema.exclusiveMinimum),
    ...call('max', schema.maximum),
    ...call('lt', schema.exclusiveMaximum),
    ...call('multipleOf', schema.multipleOf),
  ]
  return { code: base + checks.join(''), meta }
}

/** `enum` and `const`. Zod has its own word for a set of texts; everything else is a union of literals. */
export const zodLiterals = (values: readonly unknown[]): string => {
  const texts = values.filter((value) => typeof value === 'string')
  const others = values.filter((value) => typeof value !== 'string')
  const parts = [
    ...(texts.length === 1 ? [`z.literal(${quote(texts[0] ?? '')})`] : []),
    ...(texts.length > 1 ? [`z.enum([${texts.map(quote).join(', ')}])`] : []),
    ...others.map((value) => (value === null ? 'z.null()' : `z.literal(${String(value)})`)),
  ]
  return parts.length === 1 ? (parts[0] ?? 'z.never()') : `z.union([${parts.join(', ')}])`
}

export const call = (method: string, argument: unknown): string[] =>
  argument === undefined ? [] : [`.${method}(${String(argument)})`]

/** ECMA-262 with Unicode, as JSON Schema has it; the flag is only written where it changes what the pattern means. */
const regularExpression = (pattern: string): string => {
  const unicode = /\\p\{|\\u\{|[^\x20-\x7e]/.test(pattern)
  return `/${new RegExp(pattern, unicode ? 'u' : '').source}/${unicode ? 'u' : ''}`
}
