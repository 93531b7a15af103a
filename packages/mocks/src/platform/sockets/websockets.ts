import type { Behaviours, Call } from '../../engine/call.ts'
import { effectsOf } from '../../engine/effects-of.ts'
import type { SocketBehaviour } from '../../engine/socket.ts'
import type { TaskHandler } from '../../world/task-handler.ts'
import { readAccessToken } from '../accounts/sessions.ts'
import { secondsLeft } from '../jobs/generation.ts'
import { channelOf, stateOf, tokenChannel } from '../jobs/job-events.ts'
import { jobs } from '../rows.ts'

/** Whoever comes without a handshake is told how to. */
export const websocketsBehaviours: Behaviours = {
  'websockets.connect': (call: Call) => {
    throw call.problem('upgrade_required', { headers: { upgrade: 'websocket' } })
  },
}

/** The socket of a user: it tells everything that happens to their jobs. */
export const jobSocket: SocketBehaviour = {
  open(connection) {
    const { world, path, query } = connection
    const claims = readAccessToken(world, query.token ?? '')
    if (typeof claims === 'string') {
      connection.close(4401, claims === 'expired' ? 'the access token has expired' : 'no valid access token')
      return
    }
    if (claims.user_id !== path.user_id) {
      connection.close(4403, 'the id of another user')
      return
    }
    connection.caller = { userId: claims.user_id, role: claims.role, claims: { ...claims } }
    connection.join(channelOf(claims.user_id))
    connection.join(tokenChannel(claims.jti))
    world.scheduler.at(claims.exp * 1000, 'websockets.token-expired', { jti: claims.jti })
  },

  message(connection, message) {
    if (message.type === 'ping') {
      connection.send({ type: 'pong' })
      return
    }
    const job = jobs(connection.world).get(Number(message.job_id))
    if (!job) connection.close(4404, 'no such job')
    else if (job.user_id !== connection.caller?.userId) connection.close(4403, 'the job of another user')
    else connection.send(stateOf(connection.world, job, secondsLeft(connection.world, job)))
  },
}

/** What the scheduler carries out of sockets. */
export const socketTasks: Readonly<Record<string, TaskHandler>> = {
  'websockets.token-expired': (world, { jti }: { jti: string }) => {
    effectsOf(world).sockets.closeChannel(tokenChannel(jti), 4401, 'the access token has expired')
  },
}
