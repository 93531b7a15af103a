import type { Reply } from '../backend/backend.ts'
import type { OperationContract, ResponseContract, ServiceContract } from '../service/service-contract.ts'
import type { SchemaChecks } from './schema-checks.ts'

/**
 * Everything in one answer that the spec does not say: an undocumented status, code, content type or field, a missing header, a value of
 * the wrong kind, a body where there must be none.
 *
 * @returns a sentence for each; none when the answer is one that the spec knows
 */
export function strangenessOf(
  reply: Pick<Reply, 'status' | 'headers' | 'body' | 'json'>,
  operation: OperationContract,
  { gateway }: Pick<ServiceContract, 'gateway'>,
  checks: SchemaChecks,
): readonly string[] {
  const { status, json } = reply
  if (status === 500) return ['500 is always a fault of the backend.']
  const response = responseFor(operation, status)
  if (response === undefined) {
    const known = gateway.some((problem) => problem.status === status && problem.code === json?.code)
    if (known && status < 500) return problemFaults(reply)
    const documented = operation.responses.map((one) => one.status).join(', ')
    const said = typeof json?.code === 'string' ? ` (${json.code})` : ''
    return [`${status}${said} is not a status of ${operation.id}, which has ${documented}.`]
  }
  return [...headerFaults(reply, response, checks), ...bodyFaults(reply, response, gateway, checks)]
}

/** The nearest of what is documented: `404`, then `4XX`, then `default`. */
function responseFor({ responses }: OperationContract, status: number): ResponseContract | undefined {
  const names = [String(status), `${Math.floor(status / 100)}XX`, 'default']
  return names.map((name) => responses.find((response) => response.status === name)).find((one) => one !== undefined)
}

function headerFaults({ headers }: Pick<Reply, 'headers'>, response: ResponseContract, checks: SchemaChecks): string[] {
  return response.headers.flatMap(({ name, required, schema }) => {
    const value = headers[name.toLowerCase()]
    if (value === undefined) return required ? [`The header ${name} is missing.`] : []
    return checks
      .header({ type: 'object', properties: { value: schema } })({ value })
      .map((fault) => fault.replace('$.value', `The header ${name}`))
  })
}

function bodyFaults(
  { headers, body, json, status }: Pick<Reply, 'status' | 'headers' | 'body' | 'json'>,
  { contents, codes }: ResponseContract,
  gateway: ServiceContract['gateway'],
  checks: SchemaChecks,
): readonly string[] {
  if (contents.length === 0)
    return body.length === 0
      ? []
      : [`There are ${body.length} bytes of body, and a ${status} of this operation has none.`]
  const mediaType = mediaTypeOf(headers['content-type'])
  const content = contents.find((one) => one.mediaType === mediaType)
  if (content === undefined) {
    return [`The content type is ${mediaType ?? 'absent'}, not ${contents.map((one) => one.mediaType).join(' or ')}.`]
  }
  if (!mediaType?.endsWith('json')) return []
  if (json === undefined) return ['The body is not JSON, although its content type says so.']
  const { code } = json
  const strangeCode =
    codes.length > 0 &&
    !codes.some((one) => one === code) &&
    !gateway.some((problem) => problem.status === status && problem.code === code)
  return [
    ...(strangeCode
      ? [`$.code is ${JSON.stringify(code) ?? 'absent'}, which is not a code of this status: ${codes.join(', ')}.`]
      : []),
    ...checks.reply(content.schema)(json),
  ]
}

/** A problem of the gateway has no schema of its own in the operation. */
function problemFaults({ headers }: Pick<Reply, 'headers'>): readonly string[] {
  const mediaType = mediaTypeOf(headers['content-type'])
  return [
    ...(mediaType === 'application/problem+json'
      ? []
      : [`The content type is ${mediaType ?? 'absent'}, not application/problem+json.`]),
    ...(headers['x-request-id'] === undefined ? ['The header X-Request-ID is missing.'] : []),
  ]
}

const mediaTypeOf = (header: string | undefined): string | undefined => header?.split(';')[0]?.trim().toLowerCase()
