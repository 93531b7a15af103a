import type { World } from '../../world/world.ts'
import { outcomeOf, succeeded } from '../upstream-outcome.ts'

/** Whether the file storage cannot be reached right now. Asking counts as an attempt. */
export const storageIsDown = (world: World): boolean =>
  !succeeded(outcomeOf(world, world.faults.strike({ on: 'provider', provider: 'storage' })))
