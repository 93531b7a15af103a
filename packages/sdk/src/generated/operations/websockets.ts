// Generated from specs/websockets.yaml by npm run generate; do not edit.

import type { Core } from '../../http/core.ts'
import { type Socket, type SocketOptions, socket } from '../../realtime/socket.ts'
import type { ClientMessage, Id, ServerMessage } from '../types.ts'

/** Open the socket of a user. The plain function of {@link WebsocketsResource}.connect. */
export const connect: (core: Core, userId: Id, options?: SocketOptions) => Promise<Socket<ServerMessage, ClientMessage>> =
  /* @__PURE__ */ socket('websockets.connect', '/api/v1/ws/{user_id}')

/** One socket for each open page. It tells everything that happens to the jobs of its user. A client that loses it polls the progress of its job every 2 seconds (see jobs) until it is back. */
export interface WebsocketsResource {
  /**
   * Open the socket of a user.
   *
   * A browser cannot read the status of a refused handshake, so a handshake succeeds whatever the token is, and who may not listen is told by a close code: 4401 without a valid access token, 4403 for the id of another user, administrators included. Only what is no handshake of this operation at all has a status.
   *
   * From then on the socket carries every message of every job of the user, in order, and a `heartbeat` every 10 seconds while a job runs, because browsers and proxies drop silent sockets. `progress` never falls. When the last job of the user that ran during the connection has ended, the server closes with 1000; while none has begun it waits. When the token expires, or is revoked by signing out or by a new password, the server closes with 4401: refresh it, or sign in, and connect again.
   *
   * To resume after a loss, connect again and send `subscribe` with the job: the server answers at once with the current state of that job, a `progress` message while it is queued or runs, its `job_completed` or `job_failed` once it has ended. Messages in between are not repeated; `jobs.progress` and the document have what they said. A job of another user closes the socket with 4403, an unknown one with 4404, a message that is none of the client's with 1008. `ping` is answered by `pong`.
   * @param userId - The user whose jobs these are.
   * @example
   * await concord.websockets.connect(7)
   */
  connect(userId: Id, options?: SocketOptions): Promise<Socket<ServerMessage, ClientMessage>>
}
