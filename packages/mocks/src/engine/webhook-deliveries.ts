import type { Row } from '../world/store.ts'
import type { World } from '../world/world.ts'
import type { SandboxReply, SandboxRequest } from './call.ts'
import { type DeliveryPlan, planOf } from './delivery-plan.ts'
import type {
  Delivery,
  DeliveryAttempt,
  EndpointState,
  WebhookEndpoint,
  WebhookEvent,
  WebhookSender,
  Webhooks,
} from './effects.ts'
import { onlyEndpoint, platformEndpoint, WebhookEndpoints } from './webhook-endpoints.ts'
import { bearWitness, momentOf } from './witness.ts'

/**
 * Sends a webhook to a real address. Throws when no answer comes, with a message that says why; how long it waits is its own affair, and
 * the time of a world that stands still waits with it.
 */
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
export const disableTask = 'sandbox.disable-endpoint'

/** How many deliveries that have ended are kept. */
const logged = 1000

interface DeliveryRow extends Delivery, Row {
  readonly id: string
  readonly first_attempt: number | null
  readonly forged: boolean
  /** How many attempts count as failed whatever comes back. */
  readonly failures: number
  /** Signed as it was at this time, and sent by somebody who does not try twice. */
  readonly stale_since: number | null
}

type Manner = Pick<DeliveryRow, 'forged' | 'failures' | 'stale_since'>

interface HeldRow extends Row {
  readonly id: string
  readonly tasks: readonly DeliveryTask[]
}

interface DeliveryTask {
  /** All of them at once. */
  readonly ids: readonly string[]
  readonly attempt: number
}

interface DisableTask {
  readonly provider: string
  readonly endpoint: string
  /** Since when it fails. */
  readonly since: number
}

interface Outcome {
  readonly status: number | null
  readonly error: string | null
}

/** Deliveries of one world: signed, tried until they are accepted, and kept. */
export class WebhookDeliveries implements Webhooks {
  readonly #world: World
  readonly #senders: readonly WebhookSender[]
  readonly #ports: DeliveryPorts
  readonly #endpoints: WebhookEndpoints
  #owed: DeliveryTask[] = []

  constructor(world: World, senders: readonly WebhookSender[], ports: DeliveryPorts) {
    this.#world = world
    this.#senders = senders
    this.#ports = ports
    this.#endpoints = new WebhookEndpoints(world)
  }

  get endpoint(): EndpointState | undefined {
    return this.endpoints.find(({ id }) => id === onlyEndpoint)
  }

  setEndpoint(endpoint: { url: string; secret: string; enabled_events?: readonly string[] } | undefined): void {
    this.#endpoints.remove(onlyEndpoint)
    if (endpoint !== undefined) this.#endpoints.put({ enabled_events: ['*'], ...endpoint, id: onlyEndpoint })
  }

  get endpoints(): readonly EndpointState[] {
    return this.#endpoints.all
  }

  addEndpoint(endpoint: WebhookEndpoint): void {
    this.#endpoints.put(endpoint)
  }

  switchEndpoint(id: string, enabled: boolean): void {
    this.#endpoints.enable(id, enabled)
  }

  removeEndpoint(id: string): boolean {
    return this.#endpoints.remove(id)
  }

  listeners(provider: string, type: string): number {
    return this.#endpoints.listening(this.#sender(provider), type).length
  }

  get deliveries(): readonly Delivery[] {
    return this.#rows.all()
  }

  emit(event: WebhookEvent): void {
    const { provider, type } = event
    const targets = this.#endpoints.listening(this.#sender(provider), type)
    if (targets.length === 0) return
    const world = this.#world
    const plan = planOf(world.faults.strike({ on: 'webhook', provider, type }))
    const manner: Manner = { forged: plan.forged, failures: plan.failures, stale_since: null }
    if (plan.stranger !== undefined)
      this.#schedule(plan.delay, this.#group(strange(event, plan.stranger), targets, { ...manner, failures: 0 }))
    const tasks = this.#tasksOf(event, targets, plan, manner)
    const waiting = this.#held.all()
    const held = plan.overtaken !== undefined && waiting.length === 0 ? plan.overtaken : 0
    if (held > 0) this.#held.insert({ id: event.id, tasks })
    for (const [index, task] of tasks.entries()) {
      if (plan.beforeResponse) this.#owed.push(task)
      // What is owed to a request that never ends is delivered like everything else.
      this.#schedule(held + plan.delay + index * plan.gap, task)
    }
    if (held === 0) this.#letGo(waiting, plan.delay)
    if (plan.again === undefined) return
    const stale_since = plan.again.stale ? world.clock.now() : null
    this.#schedule(plan.delay + plan.again.after, this.#group(event, targets, { ...manner, failures: 0, stale_since }))
  }

  async replay(deliveryId: string): Promise<Delivery> {
    const old = this.#rows.get(deliveryId)
    if (old === undefined) throw new Error(`There is no webhook delivery with the id ${deliveryId}.`)
    const target = this.#endpoints.replaying(this.#sender(old.provider), old.endpoint)
    const copy = this.#insert({ ...old, failures: 0, stale_since: null }, target)
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

  /** Sends each of the deliveries: all of them leave in this turn, before any is answered. */
  async carryOut({ ids, attempt }: DeliveryTask): Promise<void> {
    const due = ids.map((id) => this.#rows.get(id)).filter((row) => row !== undefined && row.attempt === attempt - 1)
    for (const { event_id } of due as DeliveryRow[]) this.#held.delete(event_id)
    await this.#world.activity.all((due as DeliveryRow[]).map((row) => () => this.#attempt(row, attempt)))
  }

  async #attempt(queued: DeliveryRow, attempt: number): Promise<void> {
    const world = this.#world
    const { id } = queued
    const sender = this.#sender(queued.provider)
    const target = this.#endpoints.find(sender, queued.endpoint)
    if (target === 'gone' || target === 'disabled') {
      this.#rows.update(id, { status: 'failed', next_attempt_at: null, given_up: `The endpoint is ${target}.` })
      return
    }
    const now = world.clock.now()
    const secret = queued.forged ? `not ${target.secret}` : target.secret
    const signature = sender.sign(queued.body, secret, queued.stale_since ?? now)
    const headers = { 'content-type': 'application/json', ...sender.headers, ...signature }
    const begun = { number: attempt, at: world.clock.iso(), headers, response_status: null, error: null }
    const attempts: readonly DeliveryAttempt[] = [...queued.attempts, begun]
    const { url } = target
    const first_attempt = queued.first_attempt ?? now
    this.#rows.update(id, { attempt, url, headers, first_attempt, attempts, next_attempt_at: null })
    const began = momentOf(world)
    const outcome = await this.#send(target, headers, queued.body)
    // The world may have been reset while this was on its way.
    if (this.#rows.get(id) === undefined) return
    const overruled = isAccepted(outcome.status) && attempt <= queued.failures
    const status = overruled ? 503 : outcome.status
    const error = overruled ? `It answered ${outcome.status}; a fault rule lets that count as 503.` : outcome.error
    const accepted = isAccepted(status)
    const patience = accepted || queued.stale_since !== null ? undefined : sender.retrySchedule[attempt - 1]
    const next = patience === undefined ? undefined : first_attempt + patience * 1000
    this.#rows.update(id, {
      status: accepted ? 'delivered' : next === undefined ? 'failed' : 'pending',
      response_status: status,
      delivered_at: accepted ? world.clock.iso() : null,
      next_attempt_at: next === undefined ? null : world.clock.iso(next),
      given_up: accepted || next !== undefined ? null : 'That was the last attempt.',
      attempts: [...queued.attempts, { ...begun, response_status: status, error }],
    })
    const { event_id, provider, type } = queued
    const item = world.timeline.record('webhook', {
      ...{ delivery_id: id, event_id, provider, type, attempt, status, url },
      ...(error !== null && { error }),
      ...(overruled && { answered: outcome.status }),
      ...(queued.forged && { forged: true }),
      ...(queued.stale_since !== null && { stale: true }),
    })
    bearWitness(item, { began, ended: momentOf(world) })
    if (next !== undefined) world.scheduler.at(next, deliveryTask, { ids: [id], attempt: attempt + 1 })
    // What Stripe would never have sent tells nothing of who refuses it.
    if (!queued.forged && queued.stale_since === null) this.#judge(sender, target, accepted, now)
  }

  /** Disables an endpoint that has accepted nothing since it began to fail, and writes it down. */
  disableFailing({ provider, endpoint, since }: DisableTask): void {
    const row = this.#endpoints.disableFailing(endpoint, since)
    if (row === undefined) return
    const failing_since = this.#world.clock.iso(since)
    this.#world.timeline.record('webhook', {
      provider,
      endpoint,
      url: row.url,
      status: null,
      disabled: true,
      failing_since,
    })
  }

  #judge({ provider, disableAfter }: WebhookSender, { id: endpoint }: WebhookEndpoint, accepted: boolean, at: number) {
    if (!this.#endpoints.answered(endpoint, accepted, at) || disableAfter === undefined) return
    const task: DisableTask = { provider, endpoint, since: at }
    this.#world.scheduler.at(at + disableAfter * 1000, disableTask, task)
  }

  async #send(target: WebhookEndpoint, headers: Record<string, string>, body: string): Promise<Outcome> {
    const { send, inside } = this.#ports
    if (target.id === platformEndpoint) {
      const { status } = await inside({ method: 'POST', path: target.url, query: '', headers, body, origin: '' })
      return { status, error: null }
    }
    if (send === undefined) return { status: null, error: 'This sandbox has no way to send to an address.' }
    try {
      const { status } = await this.#world.activity.outside(send({ url: target.url, headers, body }))
      return { status, error: null }
    } catch (error) {
      return { status: null, error: error instanceof Error ? error.message : String(error) }
    }
  }

  #tasksOf(event: WebhookEvent, targets: readonly WebhookEndpoint[], plan: DeliveryPlan, manner: Manner) {
    const groups = Array.from({ length: plan.copies }, () => this.#group(event, targets, manner))
    return plan.together ? [{ ids: groups.flatMap(({ ids }) => ids), attempt: 1 }] : groups
  }

  /** One copy for each who listens, all at once. */
  #group({ id: event_id, provider, type, payload }: WebhookEvent, targets: readonly WebhookEndpoint[], manner: Manner) {
    const body = JSON.stringify(payload)
    const ids = targets.map((target) => this.#insert({ event_id, provider, type, body, ...manner }, target))
    return { ids, attempt: 1 } satisfies DeliveryTask
  }

  #schedule(delay: number, task: DeliveryTask): void {
    this.#world.scheduler.after(delay, deliveryTask, task)
  }

  /** What was held back follows what has overtaken it. */
  #letGo(rows: readonly HeldRow[], delay: number): void {
    for (const { id, tasks } of rows) {
      this.#held.delete(id)
      for (const task of tasks) this.#schedule(delay, task)
    }
  }

  #insert(
    {
      event_id,
      provider,
      type,
      body,
      forged,
      failures,
      stale_since,
    }: Manner & Pick<DeliveryRow, 'event_id' | 'provider' | 'type' | 'body'>,
    { id: endpoint, url }: WebhookEndpoint,
  ): string {
    this.#trim()
    const id = `del_${this.#world.random('webhooks').token(14)}`
    const created_at = this.#world.clock.iso()
    this.#rows.insert({
      ...{ id, event_id, provider, type, endpoint, url, body, forged, failures, stale_since, created_at },
      attempt: 0,
      status: 'pending',
      response_status: null,
      headers: {},
      attempts: [],
      next_attempt_at: null,
      delivered_at: null,
      given_up: null,
      first_attempt: null,
    })
    return id
  }

  /** Forgets in large pieces, so that most deliveries cost nothing. */
  #trim(): void {
    if (this.#rows.size < 2 * logged) return
    for (const { id, status } of this.#rows.all().slice(0, -logged)) if (status !== 'pending') this.#rows.delete(id)
  }

  #sender(provider: string): WebhookSender {
    const sender = this.#senders.find((known) => known.provider === provider)
    if (sender === undefined) throw new Error(`${provider} has no sender of webhooks; register one with its face.`)
    return sender
  }

  get #rows() {
    return this.#world.store.collection<DeliveryRow>('sandbox.deliveries', { indexes: ['event_id'] })
  }

  get #held() {
    return this.#world.store.collection<HeldRow>('sandbox.held_webhooks')
  }
}

const isAccepted = (status: number | null): boolean => status !== null && status >= 200 && status < 300

/** The same event under a type that its receiver has never heard of. */
function strange({ id, provider, payload }: WebhookEvent, type: string): WebhookEvent {
  const other = `${id}_${type.replaceAll('.', '_')}`
  const isObject = typeof payload === 'object' && payload !== null
  return { id: other, provider, type, payload: isObject ? { ...payload, id: other, type } : payload }
}
