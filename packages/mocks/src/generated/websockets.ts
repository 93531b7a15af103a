// Generated from specs/websockets.yaml by npm run generate; do not edit.
import type { ClientMessage, ServerMessage } from '@concord/sdk/types'
import type { Call, SandboxReply } from '../engine/call.ts'
import type { OperationEntry } from '../engine/operation-table.ts'
import * as v from './validators.js'

const validationFailed = { status: 422, body: { type: '/problems/validation_failed', title: 'Request not valid', status: 422, detail: 'body.target_pages must be at most 200.', code: 'validation_failed', request_id: 'req_7Qm2vX9b', errors: [{ loc: ['body', 'target_pages'], msg: 'must be at most 200', type: 'maximum' }] } }

const upgradeRequired = { status: 426, body: { type: '/problems/upgrade_required', title: 'Upgrade required', status: 426, detail: 'This path speaks WebSocket only. Connect with a WebSocket client.', code: 'upgrade_required', request_id: 'req_7Qm2vX9b' } }

const rateLimited = { status: 429, body: { type: '/problems/rate_limited', title: 'Too many requests', status: 429, detail: 'The limit for this window is used up. Wait as long as Retry-After says.', code: 'rate_limited', request_id: 'req_7Qm2vX9b' } }

export const operations: readonly OperationEntry[] = [
  { id: 'websockets.connect', service: 'websockets', method: 'GET', path: '/api/v1/ws/{user_id}', security: [], idempotent: false, rateLimit: { limit: 60, seconds: 60, by: 'caller' }, parameters: [{ name: 'user_id', in: 'path', required: true, coerce: 'integer', style: 'simple', explode: false }, { name: 'token', in: 'query', required: false, coerce: 'string', style: 'form', explode: true }], validate: { path: v.usersGetPath, query: v.websocketsConnectQuery }, replies: { '101': { mediaTypes: [], requiredHeaders: ['x-request-id', 'upgrade', 'connection'], examples: {} }, '422': { mediaTypes: ['application/problem+json'], validate: v.replyValidationProblem, requiredHeaders: ['x-request-id'], examples: {} }, '426': { mediaTypes: ['application/problem+json'], validate: v.replyProblem, requiredHeaders: ['x-request-id', 'upgrade'], examples: {} }, '429': { mediaTypes: ['application/problem+json'], validate: v.replyProblem, requiredHeaders: ['x-request-id', 'retry-after'], examples: {} } }, problems: { validation_failed: validationFailed, upgrade_required: upgradeRequired, rate_limited: rateLimited }, socket: { server: v.websocketsConnectServerMessage, client: v.websocketsConnectClientMessage, close: { '1000': 'The last job has ended; there is nothing more to tell.', '1001': 'The server goes away. Connect again.', '1008': 'The client sent something that is none of its messages.', '1011': 'The server failed. Connect again.', '4401': 'There is no token, or it is not a valid access token any more. Refresh it and connect again.', '4403': 'The id, or the job that was subscribed to, belongs to another user.', '4404': 'The job that was subscribed to does not exist.' } } },
]

/** What the server says on the socket of websockets.connect. */
export type WebsocketsConnectServerMessage = ServerMessage

/** What a client says on the socket of websockets.connect. */
export type WebsocketsConnectClientMessage = ClientMessage

/** What the service websockets does beyond CRUD. */
export type WebsocketsBehaviours = {
}
