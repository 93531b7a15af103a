import { stopsPolling } from './polling.ts'
import { backsOff, honoursRetryAfter, keepsIdempotencyKey } from './retries.ts'
import { reconnects } from './sockets.ts'
import { refreshesOnce } from './tokens.ts'
import { takesEventsOnce, verifiesSignatures } from './webhooks.ts'

/** All that the sandbox looks for in a client. */
export const verdictRules = [
  honoursRetryAfter,
  backsOff,
  keepsIdempotencyKey,
  takesEventsOnce,
  verifiesSignatures,
  reconnects,
  refreshesOnce,
  stopsPolling,
] as const

/** The name of a verdict. */
export type VerdictName = (typeof verdictRules)[number]['name']
