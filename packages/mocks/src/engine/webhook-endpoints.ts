import type { Row } from '../world/store.ts'
import type { World } from '../world/world.ts'
import type { EndpointState, WebhookEndpoint, WebhookSender } from './effects.ts'

/** The endpoint of those who have only one. */
export const onlyEndpoint = 'endpoint'
/** The platform that the sandbox plays. */
export const platformEndpoint = 'platform'

interface EndpointRow extends WebhookEndpoint, Row {
  readonly id: string
  readonly disabled: boolean
  readonly failing_since: number | null
}

/** Where the webhooks of a world go: to all endpoints that want them, or to the platform while there is none. */
export class WebhookEndpoints {
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  get all(): readonly EndpointState[] {
    return this.#rows.all().map(({ disabled, failing_since, ...endpoint }) => ({
      ...endpoint,
      status: disabled ? 'disabled' : 'enabled',
      failing_since: failing_since === null ? null : this.#world.clock.iso(failing_since),
    }))
  }

  put({ id, url, secret, enabled_events }: WebhookEndpoint): void {
    const before = this.#rows.get(id)
    this.remove(id)
    const failing_since = before?.url === url ? before.failing_since : null
    const disabled = before?.disabled === true
    this.#rows.insert({ id, url, secret, enabled_events: [...enabled_events], disabled, failing_since })
  }

  remove(id: string): boolean {
    return this.#rows.delete(id)
  }

  /** Who begins anew has not failed yet. */
  enable(id: string, enabled: boolean): void {
    if (this.#rows.get(id) === undefined) return
    this.#rows.update(id, enabled ? { disabled: false, failing_since: null } : { disabled: true })
  }

  /** Notes an answer, and tells whether it is the first of an endpoint that fails from now on. */
  answered(id: string, accepted: boolean, at: number): boolean {
    const row = this.#rows.get(id)
    if (row === undefined || accepted === (row.failing_since === null)) return false
    this.#rows.update(id, { failing_since: accepted ? null : at })
    return !accepted
  }

  /** Disables an endpoint that has accepted nothing since then; gives it where it has not. */
  disableFailing(id: string, since: number): WebhookEndpoint | undefined {
    const row = this.#rows.get(id)
    if (row === undefined || row.disabled || row.failing_since !== since) return undefined
    return this.#rows.update(id, { disabled: true })
  }

  /** Who is told of an event of this type. One that is disabled is told of nothing, and nobody else in its place. */
  listening(sender: WebhookSender, type: string): readonly WebhookEndpoint[] {
    if (this.#rows.size === 0) return [platformOf(sender)].filter(({ enabled_events }) => wants(enabled_events, type))
    return this.#rows.all().filter(({ disabled, enabled_events }) => !disabled && wants(enabled_events, type))
  }

  /** Where a delivery goes, or why it goes nowhere. */
  find(sender: WebhookSender, id: string): WebhookEndpoint | 'gone' | 'disabled' {
    if (id === platformEndpoint) return platformOf(sender)
    const row = this.#rows.get(id)
    if (row === undefined) return 'gone'
    return row.disabled ? 'disabled' : row
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
