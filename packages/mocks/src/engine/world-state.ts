import type { World } from '../world/world.ts'
import type { WorldSockets } from './sockets.ts'
import type { WebhookDeliveries } from './webhook-deliveries.ts'

/** What the engine keeps of a world besides what is in it. */
export interface WorldState {
  readonly world: World
  readonly sockets: WorldSockets
  readonly webhooks: WebhookDeliveries
  origin: string
}
