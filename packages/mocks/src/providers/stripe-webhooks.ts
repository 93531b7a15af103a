import type { Call } from '../engine/call.ts'
import { effectsOf } from '../engine/effects-of.ts'
import type { StripeBehaviours } from '../generated/providers/stripe.ts'
import type { WebhookEndpoint } from '../generated/providers/stripe-types.ts'
import type { World } from '../world/world.ts'
import { missing } from './stripe-errors.ts'
import { wants } from './stripe-event-log.ts'
import { listOf } from './stripe-lists.ts'
import { type EndpointRow, endpoints, events, stripeId, stripeNow } from './stripe-objects.ts'
import { answered } from './stripe-replies.ts'

/** Events, and where they are sent. */
export const webhookBehaviours = {
  'stripe.listEvents': (call) => {
    const { type, types = type === undefined ? ['*'] : [type] } = call.query
    const rows = events(call.world)
      .all()
      .filter((event) => wants(types, event.type))
    return call.reply(200, listOf(call, rows, '/v1/events'), answered(call))
  },

  'stripe.retrieveEvent': (call) => {
    const event = events(call.world).get(call.path.event)
    if (!event) throw missing(call, 'event', call.path.event, 'id')
    return call.reply(200, event, answered(call))
  },

  'stripe.createWebhookEndpoint': (call) => {
    const { url, enabled_events, description, metadata } = call.body
    checkUrl(call, url)
    const secret = `whsec_${call.world.random('stripe').token(32)}`
    const endpoint = endpoints(call.world).insert({
      id: stripeId(call.world, 'we'),
      object: 'webhook_endpoint',
      created: stripeNow(call.world),
      description: description ?? null,
      enabled_events,
      livemode: false,
      metadata: metadata ?? {},
      secret,
      url,
    })
    effectsOf(call.world).webhooks.addEndpoint(endpoint)
    return call.reply(200, { ...endpoint, status: 'enabled' }, answered(call))
  },

  'stripe.listWebhookEndpoints': (call) => {
    const list = listOf(call, endpoints(call.world).all(), '/v1/webhook_endpoints')
    return call.reply(200, { ...list, data: list.data.map((row) => shown(call.world, row)) }, answered(call))
  },

  'stripe.retrieveWebhookEndpoint': (call) => call.reply(200, shown(call.world, endpointOf(call)), answered(call)),

  'stripe.updateWebhookEndpoint': (call) => {
    const before = endpointOf(call)
    const { url, enabled_events, description, metadata, disabled } = call.body ?? {}
    if (url !== undefined) checkUrl(call, url)
    const after = endpoints(call.world).update(before.id, {
      ...(url !== undefined && { url }),
      ...(enabled_events !== undefined && { enabled_events }),
      ...(description !== undefined && { description }),
      ...(metadata !== undefined && { metadata: { ...before.metadata, ...metadata } }),
    })
    const { webhooks } = effectsOf(call.world)
    webhooks.addEndpoint(after)
    if (disabled !== undefined) webhooks.switchEndpoint(after.id, !disabled)
    return call.reply(200, shown(call.world, after), answered(call))
  },

  'stripe.deleteWebhookEndpoint': (call) => {
    const { id } = endpointOf(call)
    endpoints(call.world).delete(id)
    effectsOf(call.world).webhooks.removeEndpoint(id)
    return call.reply(200, { id, object: 'webhook_endpoint', deleted: true }, answered(call))
  },
} satisfies StripeBehaviours

function endpointOf(
  call: Pick<Call, 'problem' | 'world'> & { readonly path: { readonly webhook_endpoint: string } },
): EndpointRow {
  const endpoint = endpoints(call.world).get(call.path.webhook_endpoint)
  if (!endpoint) throw missing(call, 'webhook endpoint', call.path.webhook_endpoint, 'webhook_endpoint')
  return endpoint
}

/** Without the secret, which is told once. */
function shown(world: World, { secret: _, ...row }: EndpointRow): WebhookEndpoint {
  const known = effectsOf(world).webhooks.endpoints.find(({ id }) => id === row.id)
  return { ...row, status: known?.status ?? 'disabled' }
}

function checkUrl(call: Pick<Call, 'problem'>, url: string): void {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) throw call.problem('url_invalid')
}
