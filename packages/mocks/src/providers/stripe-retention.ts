import type { World } from '../world/world.ts'
import { events, intents } from './stripe-objects.ts'

/** How many events, and how many intents that moved no money, are kept at least. */
const kept = 10_000

/** Stripe itself shows an event for no longer than thirty days. In large pieces, so that most events cost nothing. */
export function forgetOldestEvents(world: World): void {
  const rows = events(world)
  if (rows.size < 2 * kept) return
  for (const { id } of rows.all().slice(0, -kept)) rows.delete(id)
}

/**
 * An intent that nobody ever tried to pay leads nowhere once thousands have come after it. Those with a charge stay for good: their money
 * may be asked back at any time.
 */
export function forgetAbandonedIntents(world: World): void {
  const rows = intents(world)
  // So that a world with many that stay is not looked through each time.
  if (rows.size < 2 * kept || rows.size % kept !== 0) return
  for (const { id, latest_charge } of rows.all().slice(0, -kept)) if (latest_charge === null) rows.delete(id)
}
