import type { SendPort } from '../engine/webhook-deliveries.ts'

/** A webhook as a backend would get it. */
export interface WebhookDelivery {
  readonly url: string
  /** In lower case; the signature is one of them. */
  readonly headers: Readonly<Record<string, string>>
  /** The text that is signed. */
  readonly body: string
}

/** Plays a backend. A number that it gives is the status of its answer, which is otherwise 200; what it throws counts as no answer. */
export type WebhookListener = (delivery: WebhookDelivery) => unknown

/** Takes webhooks where there is no address to send them to. */
export function inPageSink(onWebhook: WebhookListener): SendPort {
  return async (delivery) => {
    const answer = await onWebhook(delivery)
    return { status: typeof answer === 'number' ? answer : 200 }
  }
}
