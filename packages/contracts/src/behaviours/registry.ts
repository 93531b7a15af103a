import { enumerationBehaviours } from './auth/enumeration.ts'
import { authLimitBehaviours } from './auth/limits.ts'
import { linkBehaviours } from './auth/links.ts'
import { lockOutBehaviours } from './auth/lock-out.ts'
import { tokenBehaviours } from './auth/tokens.ts'
import type { Behaviour } from './behaviour.ts'
import { estimateBehaviours } from './documents/estimates.ts'
import { exportBehaviours } from './documents/exports.ts'
import { idempotencyBehaviours } from './idempotency/idempotency.ts'
import { qualityBehaviours } from './jobs/quality.ts'
import { watchedJobBehaviours } from './jobs/watched-job.ts'
import { pageBehaviours } from './lists/pages.ts'
import { sharedListBehaviours } from './lists/shared-lists.ts'
import { intentBehaviours } from './payments/intents.ts'
import { signatureBehaviours } from './payments/signatures.ts'
import { webhookBehaviours } from './payments/webhooks.ts'
import { browserBehaviours } from './platform/browsers.ts'
import { healthBehaviours } from './platform/health.ts'
import { limitBehaviours } from './platform/limits.ts'
import { answerBehaviours } from './platform/secrets.ts'
import { refundBehaviours } from './refunds/refunds.ts'
import { reviewBehaviours } from './refunds/reviews.ts'
import { socketBehaviours } from './sockets/sockets.ts'
import { budgetBehaviours } from './videos/budget.ts'

/** Every behaviour there is, in the order in which they are played. */
export const behaviours: readonly Behaviour[] = [
  ...tokenBehaviours,
  ...linkBehaviours,
  ...enumerationBehaviours,
  ...lockOutBehaviours,
  ...authLimitBehaviours,
  ...limitBehaviours,
  ...browserBehaviours,
  ...answerBehaviours,
  ...signatureBehaviours,
  ...webhookBehaviours,
  ...intentBehaviours,
  ...refundBehaviours,
  ...reviewBehaviours,
  ...idempotencyBehaviours,
  ...pageBehaviours,
  ...sharedListBehaviours,
  ...estimateBehaviours,
  ...exportBehaviours,
  ...watchedJobBehaviours,
  ...qualityBehaviours,
  ...socketBehaviours,
  ...budgetBehaviours,
  ...healthBehaviours,
]
