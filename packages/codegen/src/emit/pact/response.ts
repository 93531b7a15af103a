import type { ApiModel, HeaderModel } from '../../model.ts'
import type { Interaction } from './interactions.ts'
import { type MatchedValue, type Matcher, matchValue, type Rule } from './matchers.ts'
import { sorted } from './request.ts'
import { isRecord, resolve, type Schemas, sample, typesOf } from './schema.ts'

/** The answer of an interaction in Pact's terms: the status, or one that may come in its place; headers and body by rules from their schemas. */
export function pactResponse(interaction: Interaction, api: ApiModel): Record<string, unknown> {
  const { content, example } = interaction
  const headers: Record<string, string[]> = {}
  const headerRules: Record<string, Rule> = {}
  for (const header of interaction.response.headers.filter(({ required }) => required)) {
    headers[header.name] = [headerExample(header, api.schemas)]
    headerRules[header.name] = headerRule(header, api.schemas)
  }
  if (content) {
    headers['Content-Type'] = [content.mediaType]
    headerRules['Content-Type'] = one({
      match: 'regex',
      // The case of a media type means nothing (RFC 9110, 8.3.1).
      regex: `^(?i:${content.mediaType.replace(/[.+*]/g, '\\$&')})(\\s*;.*)?$`,
    })
  }
  const matchingRules: Record<string, unknown> = {}
  let body: Record<string, unknown> | undefined
  if (content && example) {
    const { bodyRules, ...made } = isJson(content.mediaType)
      ? jsonBody(interaction, api)
      : textOrBinary(content.mediaType, example.value)
    body = made
    if (Object.keys(bodyRules).length > 0) matchingRules.body = bodyRules
  }
  if (interaction.or.length > 0) {
    matchingRules.status = one({ match: 'statusCode', status: [interaction.status, ...interaction.or].sort() })
  }
  if (Object.keys(headerRules).length > 0) matchingRules.header = Object.fromEntries(sorted(headerRules))
  return {
    status: interaction.status,
    ...(Object.keys(headers).length > 0 && { headers: Object.fromEntries(sorted(headers)) }),
    ...(body && { body }),
    ...(Object.keys(matchingRules).length > 0 && { matchingRules }),
  }
}

interface PactBody {
  readonly content: unknown
  readonly contentType: string
  readonly encoded: false | 'base64'
  readonly bodyRules: MatchedValue['rules']
}

function jsonBody({ operation, content, example, problem, broken }: Interaction, api: ApiModel): PactBody {
  const items = operation.pagination?.items
  const listed = items !== undefined && isRecord(example?.value) ? example.value[items] : undefined
  const { value, rules } = matchValue(content?.schema ?? {}, example?.value, api.schemas, {
    // The code is what a client branches on; a problem with another code is another problem.
    exact: new Set(problem ? ['$.code', '$.status'] : []),
    filled: new Set(Array.isArray(listed) && listed.length > 0 ? [`$.${items}`] : []),
  })
  const contentType = content?.mediaType ?? 'application/json'
  if (!broken || !isRecord(value) || !('errors' in value))
    return { content: value, contentType, encoded: false, bodyRules: rules }
  return { ...namingTheField(value, rules, broken), contentType, encoded: false }
}

/** A validation problem must name the field that was broken, among whatever else it says. */
function namingTheField(
  value: Record<string, unknown>,
  rules: MatchedValue['rules'],
  loc: readonly string[],
): { readonly content: unknown; readonly bodyRules: MatchedValue['rules'] } {
  const [first] = Array.isArray(value.errors) ? value.errors : []
  const outside = Object.entries(rules).filter(([path]) => !path.startsWith('$.errors'))
  const variant = {
    index: 0,
    rules: { '$.loc': one({ match: 'equality' }), '$.msg': one({ match: 'type' }), '$.type': one({ match: 'type' }) },
  }
  const errors: Rule = one({ match: 'arrayContains', variants: [variant] })
  return {
    content: { ...value, errors: [{ ...(isRecord(first) ? first : {}), loc }] },
    bodyRules: Object.fromEntries(sorted({ ...Object.fromEntries(outside), '$.errors': errors })),
  }
}

/** Files and texts: their content type, and that there is something in them. */
function textOrBinary(contentType: string, value: unknown): PactBody {
  const bodyRules = { $: one({ match: 'notEmpty' }) }
  if (typeof value === 'string') return { content: value, contentType, encoded: false, bodyRules }
  return {
    content: Buffer.from(MAGIC[contentType] ?? 'content', 'latin1').toString('base64'),
    contentType,
    encoded: 'base64',
    bodyRules,
  }
}

/** How files of a type begin, so that the example is recognised as one. */
const MAGIC: Readonly<Record<string, string>> = {
  'application/pdf': '%PDF-1.7\n',
  'application/zip': 'PK\x03\x04',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'PK\x03\x04',
}

function isJson(mediaType: string): boolean {
  return /[/+]json$/.test(mediaType.split(';')[0]?.trim() ?? '')
}

function headerExample(header: HeaderModel, schemas: Schemas): string {
  return String(header.example ?? sample(header.schema, schemas) ?? 'text')
}

function headerRule(header: HeaderModel, schemas: Schemas): Rule {
  const schema = resolve(header.schema, schemas)
  if ('const' in schema) return one({ match: 'equality' })
  if (typeof schema.pattern === 'string') return one({ match: 'regex', regex: schema.pattern })
  const [type] = typesOf(schema)
  return one({ match: 'regex', regex: type === 'integer' ? '^\\d+$' : '.+' })
}

function one(matcher: Matcher): Rule {
  return { combine: 'AND', matchers: [matcher] }
}
