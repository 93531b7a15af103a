import type { Row } from '../world/store.ts'
import type { FaultEffect, World } from '../world/world.ts'
import type { SandboxReply, SandboxRequest } from './call.ts'
import { numberOf } from './effect-options.ts'
import type { Delivery, WebhookEvent, WebhookSender, Webhooks } from './effects.ts'

/** Sends a webhook to a real address. Throws when nobody answers. */
export type SendPort = (request: {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}) => Promise<{ readonly status: number }>

export interface DeliveryPorts {
  readonly send: SendPort | undefined
  /** Hands a delivery to the platform in this same world. */
  readonly inside: (request: SandboxRequest) => SandboxReply | Promise<SandboxReply>
}

export const deliveryTask = 'sandbox.deliver-webhooks'

interface DeliveryRow extends Delivery, Row {
  readonly id: string
  readonly first_attempt: number | null
  readonly forged: boolean
}

interface EndpointRow extends Row {
  readonly id: 'webhooks'
  readonly url: string
  readonly secret: string
}

interface DeliveryTask {
  /** All of them at once. */
  readonly ids: readonly string[]
  readonly attempt: number
}

/** Deliveries of one world: signed, tried until they are accepted, and kept. */
export class WebhookDeliveries implements Webhooks {
  readonly #world: World
  readonly #senders: readonly WebhookSender[]
  readonly #ports: DeliveryPorts
  #owed: DeliveryTask[] = []

  constructor(world: World, senders: readonly WebhookSender[], ports: DeliveryPorts) {
    this.#world = world
    this.#senders = senders
    this.#ports = ports
  }

  get endpoint(): { readonly url: string; readonly secret: string } | undefined {
    const row = this.#endpoints.get('webhooks')
    return row === undefined ? undefined : { url: row.url, secret: row.secret }
  }

  setEndpoint(endpoint: { url: string; secret: string } | undefined): void {
    this.#endpoints.delete('webhooks')
    if (endpoint !== undefined) this.#endpoints.insert({ id: 'webhooks', ...endpoint })
  }

  get deliveries(): readonly Delivery[] {
    return this.#rows.all()
  }

  emit(event: WebhookEvent): void {
    const plan = planOf(this.#world.faults.strike({ on: 'webhook', provider: event.provider, type: event.type }))
    const ids = Array.from({ length: plan.copies }, () => this.#queue(event, plan.forged))
    const groups = plan.together ? [ids] : ids.map((id) => [id])
    for (const [index, group] of groups.entries()) {
      const task: DeliveryTask = { ids: group, attempt: 1 }
      if (plan.beforeResponse) this.#owed.push(task)
      // What is owed to a request that never ends is delivered like everything else.
      this.#world.scheduler.after(plan.delay + index * plan.gap, deliveryTask, task)
    }
  }

  async replay(deliveryId: string): Promise<Delivery> {
    const old = this.#rows.get(deliveryId)
    if (old === undefined) throw new Error(`There is no webhook delivery with the id ${deliveryId}.`)
    const copy = this.#insert({ ...old, headers: {} })
    await this.#world.activity.track(() => this.carryOut({ ids: [copy], attempt: 1 }))
    return this.#rows.get(copy) as Delivery
  }

  /** Whether something must be delivered before the current reply is given. */
  get owesDeliveries(): boolean {
    return this.#owed.length > 0
  }

  async deliverOwed(): Promise<void> {
    while (this.#owed.length > 0)
      await this.#world.activity.all(this.#owed.splice(0).map((task) => () => this.carryOut(task)))
  }

  /** Sends each of the deliveries, all of them in flight at once. */
  async carryOut({ ids, attempt }: DeliveryTask): Promise<void> {
    const due = ids.filter((id) => this.#rows.get(id)?.attempt === attempt - 1)
    await this.#world.activity.all(due.map((id) => () => this.#attempt(id, attempt)))
  }

  async #attempt(id: string, attempt: number): Promise<void> {
    const world = this.#world
    const queued = this.#rows.get(id) as DeliveryRow
    const sender = this.#sender(queued.provider)
    const secret = this.endpoint?.secret ?? sender.platformSecret
    const now = world.clock.now()
    const signature = sender.sign(queued.body, queued.forged ? `not ${secret}` : secret, now)
    const headers = { 'content-type': 'application/json', ...signature }
    const url = this.endpoint?.url ?? sender.platformPath
    this.#rows.update(id, { attempt, url, headers, first_attempt: queued.first_attempt ?? now })
    const status = await this.#send(url, headers, queued.body)
    // The world may have been reset while this was on its way.
    const row = this.#rows.get(id)
    if (row === undefined) return
    const accepted = status !== null && status >= 200 && status < 300
    const next = accepted ? undefined : sender.retrySchedule[attempt - 1]
    this.#rows.update(id, {
      status: accepted ? 'delivered' : next === undefined ? 'failed' : 'pending',
      response_status: status,
      delivered_at: accepted ? world.clock.iso() : null,
    })
    const { event_id, provider, type } = row
    world.timeline.record('webhook', { delivery_id: id, event_id, provider, type, attempt, status, url })
    if (next === undefined) return
    world.scheduler.at((row.first_attempt ?? now) + next * 1000, deliveryTask, { ids: [id], attempt: attempt + 1 })
  }

  /** Gives the status of the answer, or null when there was none. */
  async #send(url: string, headers: Record<string, string>, body: string): Promise<number | null> {
    if (this.endpoint === undefined) {
      return (await this.#ports.inside({ method: 'POST', path: url, query: '', headers, body, origin: '' })).status
    }
    const { send } = this.#ports
    if (send === undefined) return null
    try {
      return (await this.#world.activity.outside(send({ url, headers, body }))).status
    } catch {
      return null
    }
  }

  #queue(event: WebhookEvent, forged: boolean): string {
    const url = this.endpoint?.url ?? this.#sender(event.provider).platformPath
    const { id: event_id, provider, type } = event
    return this.#insert({ event_id, provider, type, url, headers: {}, body: JSON.stringify(event.payload), forged })
  }

  #insert(
    delivery: Pick<DeliveryRow, 'event_id' | 'provider' | 'type' | 'url' | 'headers' | 'body' | 'forged'>,
  ): string {
    const id = `del_${this.#world.random('webhooks').token(14)}`
    const created_at = this.#world.clock.iso()
    this.#rows.insert({
      ...delivery,
      id,
      attempt: 0,
      status: 'pending',
      response_status: null,
      created_at,
      delivered_at: null,
      first_attempt: null,
    })
    return id
  }

  #sender(provider: string): WebhookSender {
    const sender = this.#senders.find((known) => known.provider === provider)
    if (sender === undefined) throw new Error(`${provider} has no sender of webhooks; register one with its face.`)
    return sender
  }

  get #rows() {
    return this.#world.store.collection<DeliveryRow>('sandbox.deliveries', { indexes: ['event_id'] })
  }

  get #endpoints() {
    return this.#world.store.collection<EndpointRow>('sandbox.endpoints')
  }
}

interface DeliveryPlan {
  readonly copies: number
  /** All copies at once, or one after another. */
  readonly together: boolean
  /** Virtual milliseconds. */
  readonly delay: number
  readonly gap: number
  readonly beforeResponse: boolean
  /** Signed with the wrong secret. */
  readonly forged: boolean
}

function planOf(effects: readonly FaultEffect[]): DeliveryPlan {
  let plan: DeliveryPlan = { copies: 1, together: false, delay: 0, gap: 0, beforeResponse: false, forged: false }
  for (const effect of effects) plan = { ...plan, ...planned(effect, plan) }
  return plan
}

function planned(effect: FaultEffect, plan: DeliveryPlan): Partial<DeliveryPlan> {
  switch (effect.kind) {
    case 'duplicate':
      return { copies: numberOf(effect, 'copies') ?? 2, gap: (numberOf(effect, 'gap') ?? 0) * 1000 }
    case 'concurrent':
      return { copies: numberOf(effect, 'copies') ?? 2, together: true }
    case 'before-response':
      return { beforeResponse: true }
    case 'delay':
      return { delay: plan.delay + (numberOf(effect, 'seconds') ?? 60) * 1000 }
    case 'lose':
      return { copies: 0 }
    case 'bad-signature':
      return { forged: true }
    default:
      throw new Error(`A fault rule asks for the effect "${effect.kind}", which nothing can do to a webhook.`)
  }
}
