import type { IntentError } from './stripe-objects.ts'

/** How a card ends: paid, declined, or its holder has to say yes first. */
export type CardOutcome =
  | { readonly kind: 'succeeds' }
  | { readonly kind: 'authenticates' }
  | { readonly kind: 'declines'; readonly error: IntentError }

const declined = (code: string, message: string, decline_code?: string): CardOutcome => ({
  kind: 'declines',
  error: { type: 'card_error', code, message, ...(decline_code && { decline_code }) },
})

const generic = declined('card_declined', 'Your card was declined.', 'generic_decline')
const insufficient = declined('card_declined', 'Your card has insufficient funds.', 'insufficient_funds')
const expired = declined('expired_card', 'Your card has expired.')
const wrongCode = declined('incorrect_cvc', "Your card's security code is incorrect.")

/** Stripe's test cards, by number and by the name of their payment method. Every other card works. */
const outcomes: Readonly<Record<string, CardOutcome>> = {
  '4000000000000002': generic,
  pm_card_visa_chargeDeclined: generic,
  pm_card_chargeDeclined: generic,
  '4000000000009995': insufficient,
  pm_card_visa_chargeDeclinedInsufficientFunds: insufficient,
  pm_card_chargeDeclinedInsufficientFunds: insufficient,
  '4000000000000069': expired,
  pm_card_chargeDeclinedExpiredCard: expired,
  '4000000000000127': wrongCode,
  pm_card_chargeDeclinedIncorrectCvc: wrongCode,
  '4000002500003155': { kind: 'authenticates' },
  pm_card_authenticationRequired: { kind: 'authenticates' },
}

/** What happens to a card when it is charged. Spaces in its number do not count. */
export const outcomeOfCard = (card: string): CardOutcome => outcomes[card.replaceAll(/\s/g, '')] ?? { kind: 'succeeds' }

/** What an attempt fails with when the holder did not say yes. */
export const notAuthenticated: IntentError = {
  type: 'card_error',
  code: 'payment_intent_authentication_failure',
  message: 'The provided payment method has failed authentication.',
}

/** What an attempt fails with when the holder is needed and cannot be asked. */
export const holderNeeded: IntentError = {
  type: 'card_error',
  code: 'authentication_required',
  decline_code: 'authentication_required',
  message: 'Your card was declined. This transaction requires authentication.',
}
