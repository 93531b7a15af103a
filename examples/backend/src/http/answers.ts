import type { FastifyReply } from 'fastify'
import type { Problem } from './problems.ts'

/** What goes back. A body is sent as JSON, bytes as they are. */
export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly body?: unknown
}

export const problemAnswer = (problem: Problem, requestId: string): Answer => ({
  status: problem.status,
  headers: { 'content-type': 'application/problem+json', ...problem.headers },
  body: problem.body(requestId),
})

export function send(reply: FastifyReply, { status, headers = {}, body }: Answer): FastifyReply {
  reply.status(status).headers({ ...(body !== undefined && { 'content-type': 'application/json' }), ...headers })
  if (body === undefined || typeof body === 'string') return reply.send(body)
  return reply.send(body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body))
}
