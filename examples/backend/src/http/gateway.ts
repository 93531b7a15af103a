import { randomUUID } from 'node:crypto'
import cors from '@fastify/cors'
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify'
import type { Settings } from '../settings.ts'
import { databaseIsGone } from '../storage/database.ts'
import { problemAnswer, send } from './answers.ts'
import { playAnswerFaults } from './faulty-answers.ts'
import { Problem } from './problems.ts'

/** The most bytes that a request may have. */
const largestBody = 1_048_576

/** Identifies a request in answers and logs. */
export const newRequestId = (): string => `req_${randomUUID().replaceAll('-', '')}`

/** What stands before every service: request ids, CORS, bodies as bytes, and the problems that belong to no operation. */
export async function openGateway(settings: Settings): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: largestBody,
    genReqId: newRequestId,
    // A gateway on the same machine tells from where a request came; nobody else is believed.
    trustProxy: 'loopback',
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: 500 },
    forceCloseConnections: true,
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  await app.register(cors, {
    origin: [...settings.allowedOrigins],
    credentials: true,
    strictPreflight: false,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'X-Request-ID'],
    exposedHeaders: [
      'X-Request-ID',
      'Idempotent-Replayed',
      'RateLimit-Limit',
      'RateLimit-Remaining',
      'RateLimit-Reset',
      'Retry-After',
      'Content-Disposition',
    ],
    maxAge: 600,
  })
  // Bytes, because a signature covers them and because the token comes before what is in the body.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.setErrorHandler((error, request, reply) => send(reply, problemAnswer(problemFor(error, request), request.id)))
  playAnswerFaults(app)
  const methods = methodsByPath(app)
  app.setNotFoundHandler((request, reply) => notFound(methods, request, reply))
  return app
}

/** What is not a problem yet. The person who asked learns nothing of what broke; the log does. */
function problemFor(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Problem('content_too_large')
  if (typeof code === 'string' && code.startsWith('FST_ERR_CTP')) return new Problem('unsupported_media_type')
  report(error, request)
  return databaseIsGone(error) ? new Problem('service_unavailable', { retryAfter: 5 }) : new Problem('internal_error')
}

const report = (error: unknown, { id, method, routeOptions }: FastifyRequest): void =>
  console.error(`${id} ${method} ${routeOptions.url}:`, error)

interface KnownPath {
  readonly pattern: RegExp
  readonly methods: Set<string>
}

/** Remembers which methods each path takes, as routes are added. */
function methodsByPath(app: FastifyInstance): ReadonlyMap<string, KnownPath> {
  const known = new Map<string, KnownPath>()
  app.addHook('onRoute', ({ url, method }) => {
    const pattern = new RegExp(`^${url.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`)
    const path = known.get(url) ?? { pattern, methods: new Set() }
    for (const one of [method].flat()) path.methods.add(one)
    known.set(url, path)
  })
  return known
}

function notFound(known: ReadonlyMap<string, KnownPath>, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?', 1)[0] ?? ''
  const allowed = [...known.values()].filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => [...methods])
  const problem =
    allowed.length === 0
      ? new Problem('path_not_found')
      : new Problem('method_not_allowed', { headers: { allow: [...new Set(allowed)].sort().join(', ') } })
  return send(reply, problemAnswer(problem, request.id))
}
