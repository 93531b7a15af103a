import { z } from 'zod'
import type { Delivery as WorldDelivery } from '../../engine/effects.ts'
import { timelineKinds } from '../../world/timeline.ts'
import { ControlProblem } from '../control-problem.ts'
import { VerdictControls } from '../verdict-controls.ts'
import { timelineEvents } from './event-stream.ts'
import { RawReply, type Route, route } from './route.ts'
import { Delivery, Endpoint, EndpointState, listOf, TimelineItem, Verdict } from './schemas.ts'

/** What happened, and where webhooks go. */
export const recordRoutes: readonly Route[] = [
  route({
    id: 'timeline.list',
    method: 'get',
    path: '/timeline',
    tag: 'record',
    summary: 'Read all that happened',
    description:
      'With `Accept: text/event-stream` the answer is a stream that goes on as more happens; `Last-Event-ID` continues one.',
    query: z.object({
      since: z.coerce.number().int().min(0).default(0),
      kind: z.enum(timelineKinds).optional(),
    }),
    answer: listOf(TimelineItem),
    problems: [422],
    handle({ controls, request }, { query }) {
      const { timeline } = controls.world
      if (!(request.headers.accept ?? '').includes('text/event-stream')) {
        return { items: timeline.since(query.since, query.kind).map((item) => ({ ...item })) }
      }
      const last = Number(request.headers['last-event-id'] ?? query.since)
      const since = Number.isInteger(last) ? last : query.since
      return new RawReply({
        status: 200,
        headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
        body: timelineEvents(timeline, since, query.kind, request.signal),
      })
    },
  }),
  route({
    id: 'verdicts.list',
    method: 'get',
    path: '/verdicts',
    tag: 'record',
    summary: 'Read how the clients of this world behave',
    description: 'Judged when it is asked, by what is still on the timeline.',
    answer: listOf(Verdict),
    handle: ({ controls }) => ({
      items: new VerdictControls(controls.world).all.map((verdict) => ({
        ...verdict,
        evidence: [...verdict.evidence],
      })),
    }),
  }),
  route({
    id: 'webhooks.list',
    method: 'get',
    path: '/webhooks',
    tag: 'record',
    summary: 'List the deliveries of webhooks, and where they go',
    answer: listOf(Delivery).extend({ endpoints: z.array(EndpointState) }),
    handle: ({ controls: { effects } }) => ({
      items: effects.webhooks.deliveries.map(shown),
      endpoints: effects.webhooks.endpoints.map(({ secret: _, enabled_events, ...endpoint }) => ({
        ...endpoint,
        enabled_events: [...enabled_events],
      })),
    }),
  }),
  route({
    id: 'webhooks.replay',
    method: 'post',
    path: '/webhooks/{id}/replay',
    tag: 'record',
    summary: 'Send a delivery again',
    params: z.object({ id: z.string().min(1) }),
    answer: Delivery,
    problems: [404],
    async handle({ controls }, { params }) {
      const { webhooks } = controls.effects
      if (!webhooks.deliveries.some(({ id }) => id === params.id)) {
        throw new ControlProblem(404, 'delivery_not_found', 'No such delivery', `There is no delivery "${params.id}".`)
      }
      return shown(await webhooks.replay(params.id))
    },
  }),
  route({
    id: 'webhooks.getEndpoint',
    method: 'get',
    path: '/webhooks/endpoint',
    tag: 'record',
    summary: 'Read where webhooks go',
    answer: z.object({ endpoint: Endpoint.nullable() }),
    handle({ controls }) {
      const { endpoint } = controls.effects.webhooks
      if (endpoint === undefined) return { endpoint: null }
      const { url, secret, enabled_events } = endpoint
      return { endpoint: { url, secret, enabled_events: [...enabled_events] } }
    },
  }),
  route({
    id: 'webhooks.setEndpoint',
    method: 'put',
    path: '/webhooks/endpoint',
    tag: 'record',
    summary: 'Send webhooks to a backend',
    description:
      'They are signed with this secret. Without an endpoint they go to the platform that the sandbox plays. ' +
      "Several endpoints, each with a secret of its own, are made with Stripe's own `POST /v1/webhook_endpoints`.",
    body: Endpoint,
    answer: Endpoint,
    problems: [422],
    handle({ controls }, { body }) {
      const { url, secret, enabled_events = ['*'] } = body
      controls.effects.webhooks.setEndpoint({ url, secret, enabled_events })
      return { url, secret, enabled_events }
    },
  }),
  route({
    id: 'webhooks.removeEndpoint',
    method: 'delete',
    path: '/webhooks/endpoint',
    tag: 'record',
    summary: 'Send webhooks to the platform itself again',
    handle({ controls }) {
      controls.effects.webhooks.setEndpoint(undefined)
      return undefined
    },
  }),
]

/** What is kept is frozen, and answers are not. */
function shown({ headers, attempts, ...delivery }: WorldDelivery): z.input<typeof Delivery> {
  return {
    ...delivery,
    headers: { ...headers },
    attempts: attempts.map((attempt) => ({ ...attempt, headers: { ...attempt.headers } })),
  }
}
