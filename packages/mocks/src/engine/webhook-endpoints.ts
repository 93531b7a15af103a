import type { Row } from '../world/store.ts'
import type { World } from '../world/world.ts'
import type { WebhookEndpoint, WebhookSender } from './effects.ts'

/** The endpoint of those who have only one. */
export const onlyEndpoint = 'endpoint'
/** The platform that the sandbox plays. */
export const platformEndpoint = 'platform'

interface EndpointRow extends WebhookEndpoint, Row {
  readonly id: string
}

/** Where the webhooks of a world go: to all endpoints that want them, or to the platform while there is none. */
export class WebhookEndpoints {
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  get all(): readonly WebhookEndpoint[] {
    return this.#rows.all()
  }

  put(endpoint: WebhookEndpoint): void {
    this.remove(endpoint.id)
    const { id, url, secret, enabled_events } = endpoint
    this.#rows.insert({ id, url, secret, enabled_events: [...enabled_events] })
  }

  remove(id: string): boolean {
    return this.#rows.delete(id)
  }

  /** Who is told of an event of this type. */
  listening(sender: WebhookSender, type: string): readonly WebhookEndpoint[] {
    const all = this.#rows.size === 0 ? [platformOf(sender)] : this.all
    return all.filter(({ enabled_events }) => wants(enabled_events, type))
  }

  find(sender: WebhookSender, id: string): WebhookEndpoint | undefined {
    return id === platformEndpoint ? platformOf(sender) : this.#rows.get(id)
  }

  /** Where an old delivery goes once more: to where it went, or to who has taken that place since. */
  replaying(sender: WebhookSender, id: string): WebhookEndpoint {
    return this.#rows.get(id) ?? this.all.at(-1) ?? platformOf(sender)
  }

  get #rows() {
    return this.#world.store.collection<EndpointRow>('sandbox.endpoints')
  }
}

const platformOf = (sender: WebhookSender): WebhookEndpoint => ({
  id: platformEndpoint,
  url: sender.platformPath,
  secret: sender.platformSecret,
  enabled_events: sender.platformTypes ?? ['*'],
})

/** Whether a list of event types has this one: by name, `charge.*`, or everything. */
function wants(enabled: readonly string[], type: string): boolean {
  return enabled.some((name) => name === type || (name.endsWith('*') && type.startsWith(name.slice(0, -1))))
}
