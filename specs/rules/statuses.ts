import { forEachOperation, isSuccess, type Operation } from './operation.ts'
import { objectAt, type Rule } from './redocly.ts'

const COMMON = 'common.yaml#/components/responses'

/** What every caller must be ready for, because the platform's rules make it possible. */
export const documentedStatuses: Rule = forEachOperation((operation, report) => {
  const { node, location, responses, provider } = operation
  const documented = new Set(responses.map(({ status }) => status))
  if (![...documented].some(isSuccess)) {
    report({
      message: 'Document how the operation succeeds: a response with a status below 400.',
      location: location.child(['responses']).key(),
    })
  }
  if (provider) return
  for (const { status, reason, remedy } of expected(operation)) {
    if (documented.has(status)) continue
    report({
      message: `Document ${status}: ${reason}. ${remedy}`,
      location: (node.responses ? location.child(['responses']) : location).key(),
    })
  }
})

/** A socket that is refused says so by its close code, after the handshake, so only what precedes it has a status. */
const expected = ({ node, secured, socket, parameters, body }: Operation) =>
  [
    { when: true, status: '429', reason: 'every operation is limited', remedy: use('RateLimited') },
    { when: secured && !socket, status: '401', reason: 'it needs a token', remedy: use('Unauthorized') },
    {
      when: node['x-access'] !== undefined && !socket,
      status: '403',
      reason: 'it has `x-access`',
      remedy: use('Forbidden'),
    },
    {
      when: !socket && parameters.some((parameter) => parameter.node.in === 'path'),
      status: '404',
      reason: 'it has an id in its path',
      remedy: 'Name the code `<resource>_not_found`.',
    },
    {
      when: !socket && (body !== undefined || parameters.some((parameter) => parameter.node.in !== 'header')),
      status: '422',
      reason: 'it has a body or parameters',
      remedy: use('ValidationFailed'),
    },
  ].filter(({ when }) => when)

const use = (name: string): string => `Use \`$ref: '${COMMON}/${name}'\`.`

const LIMITS = ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset']
const WAITS = new Set(['423', '429', '503'])

/** The headers that every answer of the platform carries, also those of shared responses. */
export const responseHeaders: Rule = forEachOperation(({ node, root, responses, provider }, report) => {
  if (provider) return
  const limited = node['x-rate-limit'] !== undefined || root['x-rate-limit'] !== undefined
  for (const response of responses) {
    const headers = objectAt(response.node, 'headers')
    const wanted = ['X-Request-ID', ...(limited ? LIMITS : []), ...(WAITS.has(response.status) ? ['Retry-After'] : [])]
    for (const name of wanted) {
      if (headers[name] !== undefined) continue
      const component = { 'X-Request-ID': 'RequestId' }[name] ?? name.replaceAll('-', '')
      report({
        message: `Response ${response.status} must carry \`${name}\`. Add \`${name}: { $ref: 'common.yaml#/components/headers/${component}' }\` to its headers.`,
        location: response.location,
      })
    }
  }
})
