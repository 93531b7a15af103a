import type { z } from 'zod'
import type { SandboxReply, SandboxRequest } from '../../engine/call.ts'
import type { FieldError } from '../../engine/face.ts'
import { ControlProblem } from '../control-problem.ts'
import { type ControlContext, RawReply, type Route } from './route.ts'

/** Where the control API stands in every world. */
export const controlPrefix = '/__sandbox'

/** Answers control requests by the table of routes. */
export function createDispatch(routes: readonly Route[]): (context: ControlContext) => Promise<SandboxReply> {
  const table = routes.map((entry) => ({ entry, segments: entry.path.split('/').filter(Boolean) }))
  let answered = 0

  return async (context) => {
    const { request } = context
    answered += 1
    const requestId = `req_control${answered}`
    try {
      const { entry, params } = find(table, request)
      const result = await entry.run(
        context,
        parsed(entry.params, params, 'path'),
        parsed(entry.query, Object.fromEntries(new URLSearchParams(request.query)), 'query'),
        entry.body && parsed(entry.body, jsonBody(request), 'body'),
      )
      if (result instanceof RawReply) {
        return { ...result.reply, headers: { 'x-request-id': requestId, ...result.reply.headers } }
      }
      if (entry.answer === undefined) return { status: entry.status, headers: { 'x-request-id': requestId } }
      const headers = { 'content-type': 'application/json', 'cache-control': 'no-store', 'x-request-id': requestId }
      return { status: entry.status, headers, body: JSON.stringify(entry.answer.parse(result)) }
    } catch (error) {
      if (error instanceof ControlProblem) return renderProblem(error, requestId)
      throw error
    }
  }
}

interface TableEntry {
  readonly entry: Route
  readonly segments: readonly string[]
}

function find(table: readonly TableEntry[], request: SandboxRequest): { entry: Route; params: Record<string, string> } {
  const given = request.path.slice(controlPrefix.length).split('/').filter(Boolean)
  const method = request.method === 'HEAD' ? 'get' : request.method.toLowerCase()
  const allowed: string[] = []
  for (const { entry, segments } of table) {
    const params = match(segments, given)
    if (params === undefined) continue
    if (entry.method === method) return { entry, params }
    allowed.push(entry.method.toUpperCase())
  }
  if (allowed.length > 0) {
    const detail = `${request.path} takes ${allowed.join(', ')}, not ${request.method}.`
    throw new ControlProblem(405, 'method_not_allowed', 'Method not allowed', detail, {
      headers: { allow: allowed.join(', ') },
    })
  }
  const detail = `The control API has no ${request.path}. GET ${controlPrefix}/openapi.json lists what it has.`
  throw new ControlProblem(404, 'path_not_found', 'No such path', detail)
}

function match(segments: readonly string[], given: readonly string[]): Record<string, string> | undefined {
  if (segments.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, segment] of segments.entries()) {
    const value = given[index] ?? ''
    if (segment.startsWith('{')) params[segment.slice(1, -1)] = decoded(value)
    else if (segment !== value) return undefined
  }
  return params
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

function jsonBody(request: SandboxRequest): unknown {
  const text =
    request.body === undefined || typeof request.body === 'string' ? (request.body ?? '') : decoder.decode(request.body)
  if (text.trim() === '') return {}
  const type = request.headers['content-type'] ?? ''
  if (!/^application\/([\w.-]+\+)?json\b/i.test(type)) {
    const detail = `This operation takes application/json, not ${type || 'a body without a content type'}.`
    throw new ControlProblem(415, 'unsupported_media_type', 'Content type not supported', detail)
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    const detail = `The body is not JSON: ${error instanceof Error ? error.message : String(error)}.`
    throw new ControlProblem(400, 'malformed_json', 'Body not JSON', detail)
  }
}

const decoder = new TextDecoder()

function parsed(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  if (schema === undefined) return value
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const errors = result.error.issues.map((issue) => fieldError(issue, where))
  const first = errors[0]
  const detail = first ? `${first.loc.join('.')}: ${first.msg}.` : 'The request does not satisfy the contract.'
  throw new ControlProblem(422, 'validation_failed', 'Request not valid', detail, { errors })
}

function fieldError(issue: z.core.$ZodIssue, where: string): FieldError {
  return {
    loc: [where, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))],
    msg: issue.message,
    type: issue.code,
  }
}

function renderProblem(problem: ControlProblem, requestId: string): SandboxReply {
  const { status, code, title, message, errors, extra, headers } = problem
  const body = {
    type: `/problems/${code}`,
    title,
    status,
    detail: message,
    code,
    request_id: requestId,
    ...extra,
    ...(errors && { errors }),
  }
  return {
    status,
    headers: { ...headers, 'content-type': 'application/problem+json', 'x-request-id': requestId },
    body: JSON.stringify(body),
  }
}
