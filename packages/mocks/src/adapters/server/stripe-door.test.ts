import Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../server.ts'

let server: RunningServer
let port: number
beforeAll(async () => {
  server = await startServer({ port: 0, stripePort: 0, paused: true })
  if (server.stripe === undefined || 'reason' in server.stripe) throw new Error('Stripe has no port')
  port = server.stripe.port
})
afterAll(() => server.close())

const price = { amount: 1000, currency: 'eur' }

describe("Stripe's own client library, by its host and port", () => {
  const library = () => new Stripe('sk_test_port', { host: '127.0.0.1', port, protocol: 'http', telemetry: false })

  test('pays, and finds what was paid on the main port too', async () => {
    const made = await library().paymentIntents.create(price)
    const paid = await library().paymentIntents.confirm(made.id, { payment_method: 'pm_card_visa' })
    expect(paid.status).toBe('succeeded')
    const headers = { authorization: 'Bearer sk_test_port' }
    const same = await fetch(`${server.url}/providers/stripe/v1/payment_intents/${made.id}`, { headers })
    expect(await same.json()).toMatchObject({ id: made.id, status: 'succeeded' })
  })

  test('throws its own errors', async () => {
    await expect(library().paymentIntents.retrieve('pi_none')).rejects.toBeInstanceOf(
      Stripe.errors.StripeInvalidRequestError,
    )
  })
})

test('a world is chosen by the path there too', async () => {
  const headers = { authorization: 'Bearer sk_test_port' }
  const body = new URLSearchParams({ amount: '1000', currency: 'eur' })
  const made = await fetch(`http://127.0.0.1:${port}/~blue/v1/payment_intents`, { method: 'POST', headers, body })
  const { id } = (await made.json()) as { id: string }
  const status = async (world: string) =>
    (await fetch(`http://127.0.0.1:${port}/~${world}/v1/payment_intents/${id}`, { headers })).status
  expect([await status('blue'), await status('green')]).toEqual([200, 404])
})

test('links in mails lead to the sandbox, not to Stripe', async () => {
  await fetch(`http://127.0.0.1:${port}/v1/payment_intents`, { headers: { authorization: 'Bearer sk_test_port' } })
  expect(server.controls().effects.origin).toBe(server.url)
})

test('a port that is taken stops nobody: the sandbox says why Stripe is not there', async () => {
  const second = await startServer({ port: 0, stripePort: port })
  expect(second.stripe).toEqual({
    reason: `Port ${port} is taken. Stop what listens there, or choose another with --stripe-port ${port + 1}.`,
  })
  expect((await fetch(`${second.url}/api/v1/health`)).status).toBe(200)
  await second.close()
})
