// Generated from specs/* by npm run generate; do not edit.
import type { ProblemTable } from '../engine/operation-table.ts'

/** Problems that can be answered on any path, by code. */
export const gatewayProblems: ProblemTable = {
  content_too_large: { status: 413, body: { type: '/problems/content_too_large', title: 'Body too large', status: 413, detail: 'The body is larger than this operation takes.', code: 'content_too_large', request_id: 'req_7Qm2vX9b' } },
  internal_error: { status: 500, body: { type: '/problems/internal_error', title: 'Internal error', status: 500, detail: 'The service failed. The request id tells its owners where to look.', code: 'internal_error', request_id: 'req_7Qm2vX9b' } },
  method_not_allowed: { status: 405, body: { type: '/problems/method_not_allowed', title: 'Method not allowed', status: 405, detail: 'This path does not take this method. See the Allow header.', code: 'method_not_allowed', request_id: 'req_7Qm2vX9b' } },
  path_not_found: { status: 404, body: { type: '/problems/path_not_found', title: 'No such path', status: 404, detail: 'No operation of this API has this path.', code: 'path_not_found', request_id: 'req_7Qm2vX9b' } },
  service_unavailable: { status: 503, body: { type: '/problems/service_unavailable', title: 'Service unavailable', status: 503, detail: 'The service cannot answer for now. Wait as long as Retry-After says.', code: 'service_unavailable', request_id: 'req_7Qm2vX9b' } },
  unsupported_media_type: { status: 415, body: { type: '/problems/unsupported_media_type', title: 'Content type not supported', status: 415, detail: 'This operation takes application/json.', code: 'unsupported_media_type', request_id: 'req_7Qm2vX9b' } },
}
