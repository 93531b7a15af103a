import { DecodeError } from '../http/errors.ts'
import type { Middleware } from '../http/request.ts'
import type { StandardIssue, StandardSchema } from './standard-schema.ts'

export type { StandardIssue, StandardSchema } from './standard-schema.ts'

/**
 * Checks successful answers against schemas. Without it the SDK trusts the server, so that a new field or value never breaks an application.
 *
 * @param schemas - By operation; `responses` of `@concord/sdk/responses` has those of the specs. Operations without one are not checked.
 * @param mode - `warn` tells `onEvent` of an `invalid_response` and goes on; `throw` ends the call with a `DecodeError`.
 * @example
 * import { responses } from '@concord/sdk/responses'
 * import { validateResponses } from '@concord/sdk/validation'
 *
 * const concord = new Concord({ baseUrl, validate: validateResponses(responses, 'warn'), onEvent: log })
 */
export function validateResponses(
  schemas: Readonly<Record<string, StandardSchema>>,
  mode: 'warn' | 'throw',
): Middleware {
  return async (request, next) => {
    const reply = await next(request)
    const { id } = request.operation
    const schema = Object.hasOwn(schemas, id) ? schemas[id] : undefined
    if (!schema || reply.status >= 300 || reply.body === undefined) return reply
    const { issues } = await schema['~standard'].validate(reply.body)
    if (!issues) return reply
    const { call } = request
    call.core.onEvent?.({ type: 'invalid_response', operation: id, issues })
    if (mode === 'throw')
      throw new DecodeError(
        call,
        `the answer does not satisfy its schema: ${issues.slice(0, 3).map(written).join('; ')}`,
        issues,
      )
    return reply
  }
}

function written({ path = [], message }: StandardIssue): string {
  const place = path.map((step) => String(typeof step === 'object' ? step.key : step)).join('.')
  return place ? `${place}: ${message}` : message
}
