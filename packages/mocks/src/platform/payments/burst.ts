import { effectsOf } from '../../engine/effects-of.ts'
import type { TaskHandler } from '../../world/task-handler.ts'
import type { World } from '../../world/world.ts'
import { createAccount, userByEmail } from '../accounts/accounts.ts'
import { documents } from '../rows.ts'
import { intentFor } from './payment-intents.ts'
import { StripeUnavailable } from './stripe-client.ts'

/** Other people who order and pay all at once: their payments come as everybody's do, through Stripe. */
const burst: TaskHandler = async (world, { orders, pages }: { orders: number; pages: number }) => {
  const numbers = Array.from({ length: orders }, (_, index) => index + 1)
  await world.activity.all(numbers.map((number) => () => orderAndPay(world, number, pages)))
}

/** What the scheduler carries out of a rush. */
export const burstTasks: Readonly<Record<string, TaskHandler>> = { 'payments.burst': burst }

async function orderAndPay(world: World, number: number, pages: number): Promise<void> {
  const email = `customer-${number}@example.test`
  const user = userByEmail(world, email) ?? createAccount(world, { email, verified: true })
  const rows = documents(world)
  const now = world.clock.iso()
  const document = rows.insert({
    id: rows.nextId(),
    user_id: user.id,
    title: `Order ${number}`,
    topic: 'Pollination',
    target_pages: pages,
    language: 'en',
    document_type: 'essay',
    status: 'draft',
    grammar_score: null,
    plagiarism_score: null,
    ai_detection_score: null,
    quality_warnings: [],
    created_at: now,
    updated_at: now,
  })
  try {
    const payment = await intentFor(world, document.id, () => document)
    if (!payment) return
    await effectsOf(world).upstream('stripe', {
      method: 'POST',
      path: `/v1/payment_intents/${payment.payment_intent_id}/confirm`,
      headers: { authorization: 'Bearer sk_test_concord', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'payment_method=pm_card_visa',
    })
  } catch (error) {
    // Whoever cannot pay leaves the rush.
    if (!(error instanceof StripeUnavailable)) throw error
  }
}
