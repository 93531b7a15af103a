import type { Call } from '../engine/call.ts'
import { apiVersion } from './stripe-event-log.ts'

/** The headers that every answer of Stripe carries. */
export function answered(call: Pick<Call, 'requestId' | 'request'>): Record<string, string> {
  const key = call.request.headers['idempotency-key']
  return {
    'request-id': call.requestId,
    'stripe-version': call.request.headers['stripe-version'] ?? apiVersion,
    ...(key !== undefined && { 'idempotency-key': key }),
  }
}
