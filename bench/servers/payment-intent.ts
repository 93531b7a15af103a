/** One payment intent as Stripe gives it, for who writes the answer by hand. */
export const paymentIntent = {
  object: 'payment_intent',
  amount_received: 0,
  canceled_at: null,
  cancellation_reason: null,
  client_secret: 'pi_8RydeHdJyoxu5NaMkCUSJMEp_secret_7udJO74dHSZqLYZ0cscZJMU2',
  description: null,
  last_payment_error: null,
  latest_charge: null,
  livemode: false,
  metadata: { document_id: '42' },
  next_action: null,
  payment_method: null,
  payment_method_types: ['card'],
  receipt_email: null,
  status: 'requires_payment_method',
}
