import { ClientMessageSchema, IdSchema } from '@concord/sdk/schemas'
import websocket from '@fastify/websocket'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { RawData, WebSocket } from 'ws'
import { readAccessToken } from '../accounts/sessions.ts'
import { fault } from '../faults.ts'
import { newRequestId } from '../http/gateway.ts'
import { invalid } from '../http/input.ts'
import { Problem } from '../http/problems.ts'
import { countRequest } from '../http/rate-limiting.ts'
import { jobById } from '../jobs/jobs.ts'
import { stateOf } from '../jobs/news.ts'
import type { Platform } from '../platform.ts'
import type { Connection } from './sockets.ts'

/** The longest message that a client has any use for. */
const longestMessage = 4_096

const limit = { limit: 60, seconds: 60, by: 'caller' } as const

/** The socket of a user: it tells everything that happens to their jobs. */
export async function serveWebsockets(app: FastifyInstance, platform: Platform): Promise<void> {
  await app.register(websocket, { options: { maxPayload: longestMessage } })
  // The handshake is answered by the library, which knows nothing of the headers of this API.
  app.websocketServer.on('headers', (headers) => headers.push(`X-Request-ID: ${newRequestId()}`))
  app.route<{ Params: { user_id: string } }>({
    method: 'GET',
    url: '/api/v1/ws/:user_id',
    preValidation: async (request, reply) => {
      countRequest(platform, limit, undefined, request, reply)
      if (!IdSchema.safeParse(Number(request.params.user_id)).success) {
        throw invalid([{ loc: ['path', 'user_id'], msg: 'must be a whole number from 1', type: 'invalid_type' }])
      }
    },
    // A request that is no handshake.
    handler: () => {
      throw new Problem('upgrade_required', { headers: { upgrade: 'websocket' } })
    },
    wsHandler: (socket, request) => listen(platform, socket, request, Number(request.params.user_id)),
  })
}

/** A browser cannot read the status of a refused handshake, so who may not listen is told by a close code. */
function listen(platform: Platform, socket: WebSocket, request: FastifyRequest, userId: number): void {
  const admitted = admit(platform, socket, request, userId)
  // What comes while the token is being looked at waits for it.
  let turn: Promise<unknown> = admitted
  socket.on('message', (data) => {
    turn = turn.then(async () => {
      const connection = await admitted
      if (connection) answer(platform, connection, data)
    })
    turn.catch((error: unknown) => {
      console.error('A socket failed:', error)
      socket.close(1011, 'the server failed')
    })
  })
}

async function admit(
  platform: Platform,
  socket: WebSocket,
  request: FastifyRequest,
  userId: number,
): Promise<Connection | undefined> {
  const token = new URL(request.url, 'http://localhost').searchParams.get('token') ?? ''
  const claims = await readAccessToken(platform, token)
  if (typeof claims === 'string') {
    socket.close(
      fault('socket-refused-with-1008') ? 1008 : 4401,
      claims === 'expired' ? 'the access token has expired' : 'no valid access token',
    )
    return undefined
  }
  if (claims.user_id !== userId && !fault('socket-of-another-open')) {
    socket.close(4403, 'the id of another user')
    return undefined
  }
  const connection = { userId, jti: claims.jti, socket }
  platform.sockets.add(connection)
  const expiry = setTimeout(() => socket.close(4401, 'the access token has expired'), claims.exp * 1000 - Date.now())
  socket.once('close', () => clearTimeout(expiry))
  return connection
}

function answer({ database }: Platform, { socket, userId }: Connection, data: RawData): void {
  const message = ClientMessageSchema.safeParse(parsed(String(data)))
  if (!message.success) {
    socket.close(1008, 'neither ping nor subscribe')
    return
  }
  if (message.data.type === 'ping') {
    if (!fault('socket-ping-unanswered')) socket.send(JSON.stringify({ type: 'pong' }))
    return
  }
  const job = jobById(database, message.data.job_id)
  if (!job) socket.close(4404, 'no such job')
  else if (job.user_id !== userId && !fault('socket-job-of-another-open')) socket.close(4403, 'the job of another user')
  else socket.send(JSON.stringify(stateOf(database, job)))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
