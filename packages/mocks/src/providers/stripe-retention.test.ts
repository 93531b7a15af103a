import { expect, test } from 'vitest'
import { Platform } from '../platform/platform.fixture.ts'
import { confirmIntent, createIntent } from './stripe-machine.ts'
import { events, intents } from './stripe-objects.ts'

const euros = { amount: 1000, currency: 'eur', hasCard: false }

test('of very many intents the paid ones stay and the oldest that nobody paid go, as the oldest events do', () => {
  const { world } = new Platform()
  const first = createIntent(world, euros)
  const paid = confirmIntent(world, createIntent(world, euros), 'pm_card_visa', { holderIsAway: false })
  const [firstEvent] = events(world).all()
  for (let count = 2; count < 19_999; count++) createIntent(world, euros)
  const young = createIntent(world, euros)
  expect(intents(world).get(first.id)).toBeDefined()
  for (let count = 0; count < 9_999; count++) createIntent(world, euros)

  expect(intents(world).get(first.id)).toBeUndefined()
  expect(intents(world).get(paid.id)?.status).toBe('succeeded')
  expect(intents(world).get(young.id)).toBeDefined()
  expect(intents(world).size).toBeLessThanOrEqual(20_001)
  expect(events(world).get(firstEvent?.id ?? '')).toBeUndefined()
  expect(events(world).size).toBeLessThanOrEqual(20_000)
  // What is listed is still whole pages of the newest.
  expect(events(world).all().at(-1)).toMatchObject({ type: 'payment_intent.created' })
})
