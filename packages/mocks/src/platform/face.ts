import type { Caller, SandboxRequest } from '../engine/call.ts'
import type { Face } from '../engine/face.ts'
import { ProblemError } from '../engine/problems.ts'
import { operations as adminOperations } from '../generated/admin.ts'
import { operations as authOperations } from '../generated/auth.ts'
import { operations as channelsOperations } from '../generated/channels.ts'
import { operations as documentsOperations } from '../generated/documents.ts'
import { operations as healthOperations } from '../generated/health.ts'
import { operations as jobsOperations } from '../generated/jobs.ts'
import { operations as paymentsOperations } from '../generated/payments.ts'
import { operations as refundsOperations } from '../generated/refunds.ts'
import { operations as usersOperations } from '../generated/users.ts'
import { operations as videosOperations } from '../generated/videos.ts'
import { operations as websocketsOperations } from '../generated/websockets.ts'
import type { World } from '../world/world.ts'
import { authBehaviours } from './accounts/auth.ts'
import { bearerOf } from './accounts/bearer-token.ts'
import { expireAccessToken, readAccessToken } from './accounts/sessions.ts'
import { usersBehaviours } from './accounts/users.ts'
import { adminBehaviours } from './admin/admin.ts'
import { documentsBehaviours } from './documents/documents.ts'
import { healthBehaviours } from './health.ts'
import { generationTasks } from './jobs/generation.ts'
import { jobsBehaviours } from './jobs/jobs.ts'
import { burstTasks } from './payments/burst.ts'
import { assertSignedByStripe, paymentsBehaviours } from './payments/payments.ts'
import { refundTasks } from './refunds/refunding.ts'
import { refundsBehaviours } from './refunds/refunds.ts'
import { jobSocket, socketTasks, websocketsBehaviours } from './sockets/websockets.ts'
import { channelsBehaviours } from './studio/channels.ts'
import { videoTasks } from './studio/video-queue.ts'
import { videosBehaviours } from './studio/videos.ts'

/** The platform's own API: everything that a frontend talks to. */
export const platformFace: Face = {
  name: 'platform',
  prefix: '',
  services: [
    { name: 'auth', operations: authOperations, behaviours: authBehaviours },
    { name: 'users', operations: usersOperations, behaviours: usersBehaviours },
    { name: 'documents', operations: documentsOperations, behaviours: documentsBehaviours },
    { name: 'jobs', operations: jobsOperations, behaviours: jobsBehaviours, tasks: generationTasks },
    { name: 'payments', operations: paymentsOperations, behaviours: paymentsBehaviours, tasks: burstTasks },
    { name: 'refunds', operations: refundsOperations, behaviours: refundsBehaviours, tasks: refundTasks },
    { name: 'admin', operations: adminOperations, behaviours: adminBehaviours },
    {
      name: 'websockets',
      operations: websocketsOperations,
      behaviours: websocketsBehaviours,
      sockets: { 'websockets.connect': jobSocket },
      tasks: socketTasks,
    },
    { name: 'channels', operations: channelsOperations, behaviours: channelsBehaviours },
    { name: 'videos', operations: videosOperations, behaviours: videosBehaviours, tasks: videoTasks },
    { name: 'health', operations: healthOperations, behaviours: healthBehaviours },
  ],
  authenticate,
  expireToken: (world, { claims }) => expireAccessToken(world, String(claims.jti)),
  admit(world, request, operation) {
    if (operation.id === 'payments.receiveWebhook') assertSignedByStripe(world, request)
  },
}

function authenticate(world: World, request: SandboxRequest): Caller {
  if (!request.headers.authorization) throw new ProblemError('token_missing')
  const claims = readAccessToken(world, bearerOf(request.headers))
  if (claims === 'expired') throw new ProblemError('token_expired')
  if (typeof claims === 'string') throw new ProblemError('token_invalid')
  return { userId: claims.user_id, role: claims.role, claims: { ...claims } }
}
