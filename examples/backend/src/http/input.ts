import { fieldErrors } from '@concord/contracts/field-errors'
import type { FieldError } from '@concord/sdk/types'
import type { AppRoute } from '@ts-rest/core'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Problem } from './problems.ts'

/** What a contract found in a request. */
export interface Input {
  readonly params: unknown
  readonly query: unknown
  readonly headers: unknown
  readonly body: unknown
}

/**
 * Reads a request as its contract has it: numbers out of paths and queries, defaults filled in, fields that nobody knows left out.
 *
 * @throws Problem validation_failed with every reason; unsupported_media_type
 */
export function readInput(route: AppRoute, request: FastifyRequest): Input {
  const params = check(route.pathParams, request.params)
  const query = check(route.query, request.query)
  const headers = check(route.headers, request.headers)
  const body = check('body' in route ? route.body : undefined, parsedBody(route, request))
  const errors = fieldErrors({ pathParams: params.error, query: query.error, headers: headers.error, body: body.error })
  if (errors.length > 0) throw invalid(errors)
  return { params: params.data, query: query.data, headers: headers.data, body: body.data }
}

interface Checked {
  readonly data?: unknown
  readonly error: z.ZodError | null
}

function check(schema: unknown, value: unknown): Checked {
  if (!(schema instanceof z.ZodType)) return { error: null }
  const { data, error = null } = schema.safeParse(value)
  return { data, error }
}

function parsedBody(route: AppRoute, { body, headers }: FastifyRequest): unknown {
  const bytes = body instanceof Buffer ? body : Buffer.alloc(0)
  if (!('body' in route) || !(route.body instanceof z.ZodType) || bytes.length === 0) return undefined
  const wanted = route.contentType ?? 'application/json'
  const given = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? wanted
  if (given !== wanted) {
    throw new Problem('unsupported_media_type', { detail: `This operation takes ${wanted}, not ${given}.` })
  }
  if (wanted === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(bytes.toString()))
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    // The parser's own words quote the body, which may hold a password.
    throw invalid([{ loc: ['body'], msg: 'is not JSON in UTF-8', type: 'json_invalid' }])
  }
}

/** A request that does not satisfy the contract, with every reason. */
export function invalid(errors: readonly FieldError[]): Problem {
  const [first] = errors
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''
  const detail = first ? `${first.loc.join('.')}: ${first.msg}${more}.` : 'The request does not satisfy the contract.'
  return new Problem('validation_failed', { detail, extra: { errors } })
}
