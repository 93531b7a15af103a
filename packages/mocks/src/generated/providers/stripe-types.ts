// Generated from specs/providers/stripe.yaml by npm run generate; do not edit.

/** Why. */
export interface ApiError {
  type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error'
  /** A stable machine word. */
  code?: string
  /** The bank's reason. */
  decline_code?: string
  message: string
  /** The parameter at fault. */
  param?: string
  doc_url?: string
  request_log_url?: string
  /** The charge that failed. */
  charge?: string
  payment_intent?: PaymentIntent
  payment_method?: Record<string, unknown> | null
}

/** One attempt to move money. */
export interface Charge {
  id: string
  object: 'charge'
  amount: number
  amount_captured?: number
  amount_refunded: number
  balance_transaction?: string | null
  billing_details?: Record<string, unknown> | null
  captured?: boolean
  /** Unix seconds. */
  created: number
  currency: string
  customer?: string | null
  description?: string | null
  disputed: boolean
  failure_code: string | null
  failure_message: string | null
  /** Always test mode. */
  livemode: false
  metadata: Record<string, string>
  outcome?: Record<string, unknown> | null
  paid: boolean
  payment_intent: string | PaymentIntent | null
  payment_method: string | null
  payment_method_details?: Record<string, unknown> | null
  receipt_email?: string | null
  receipt_url?: string | null
  /** Whether all of it was given back. */
  refunded: boolean
  shipping?: Record<string, unknown> | null
  status: 'succeeded' | 'pending' | 'failed'
}

/** The card holder disputes a charge. */
export interface ChargeDisputeCreatedEvent {
  id: string
  object: 'event'
  api_version: string | null
  /** Unix seconds. */
  created: number
  data: {
    object: Dispute
    previous_attributes?: Record<string, unknown>
  }
  /** Always test mode. */
  livemode: false
  pending_webhooks: number
  request: EventRequest
  type: 'charge.dispute.created'
}

/** No money moved. */
export interface ChargeFailedEvent {
  id: string
  object: 'event'
  api_version: string | null
  /** Unix seconds. */
  created: number
  data: {
    object: Charge
    previous_attributes?: Record<string, unknown>
  }
  /** Always test mode. */
  livemode: false
  pending_webhooks: number
  request: EventRequest
  type: 'charge.failed'
}

/** A page. */
export interface ChargeList {
  object: 'list'
  data: Charge[]
  has_more: boolean
  url: string
}

/** Some or all of a charge was given back. */
export interface ChargeRefundedEvent {
  id: string
  object: 'event'
  api_version: string | null
  /** Unix seconds. */
  created: number
  data: {
    object: Charge
    previous_attributes?: Record<string, unknown>
  }
  /** Always test mode. */
  livemode: false
  pending_webhooks: number
  request: EventRequest
  type: 'charge.refunded'
}

/** Money moved. */
export interface ChargeSucceededEvent {
  id: string
  object: 'event'
  api_version: string | null
  /** Unix seconds. */
  created: number
  data: {
    object: Charge
    previous_attributes?: Record<string, unknown>
  }
  /** Always test mode. */
  livemode: false
  pending_webhooks: number
  request: EventRequest
  type: 'charge.succeeded'
}

/** An endpoint that is gone. */
export interface DeletedWebhookEndpoint {
  id: string
  object: 'webhook_endpoint'
  deleted: true
}

/** A charge that its card holder does not accept. */
export interface Dispute {
  id: string
  object: 'dispute'
  amount: number
  balance_transactions?: Record<string, unknown>[]
  charge: string
  /** Unix seconds. */
  created: number
  currency: string
  evidence?: Record<string, unknown> | null
  evidence_details?: Record<string, unknown> | null
  is_charge_refundable?: boolean
  /** Always test mode. */
  livemode: false
  metadata: Record<string, string>
  payment_intent: string | null
  reason: 'credit_not_processed' | 'duplicate' | 'fraudulent' | 'general' | 'product_not_received' | 'product_unacceptable' | 'subscription_canceled' | 'unrecognized'
  status: 'warning_needs_response' | 'warning_under_review' | 'warning_closed' | 'needs_response' | 'under_review' | 'won' | 'lost'
}

/** What Stripe answers when it refuses. */
export interface ErrorResponse {
  error: ApiError
}

/** A page. */
export interface EventList {
  object: 'list'
  data: EventModel[]
  has_more: boolean
  url: string
}

/** Something that happened, with the object as it was then. */
export interface EventModel {
  id: string
  object: 'event'
  api_version: string | null
  /** Unix seconds. */
  created: number
  data: {
    object: EventObject
    previous_attributes?: Record<string, unknown>
  }
  /** Always test mode. */
  livemode: false
  pending_webhooks: number
  request: EventRequest
  type: string
}

/** What an event happened to. */
export type EventObject = PaymentIntent | Charge | Refund | Dispute

/** The API request that caused the event. */
export type EventRequest = {
  id: string | null
  idempotency_key: string | null
} | null

/** What the card holder must do. */
export interface NextAction {
  type: 'redirect_to_url' | 'use_stripe_sdk'
  redirect_to_url?: {
    url: string
    return_url: string | null
  }
  use_stripe_sdk?: Record<string, unknown>
}

/** Why the last attempt failed. */
export interface PaymentError {
  type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error'
  code?: string
  decline_code?: string
  message?: string
  param?: string
  doc_url?: string
  charge?: string
  payment_method?: Record<string, unknown> | null
}

/** Money that somebody is about to pay, and the attempts to. */
export interface PaymentIntent {
  id: string
  object: 'payment_intent'
  amount: number
  amount_capturable?: number
  amount_received: number
  automatic_payment_methods?: {
    enabled: boolean
    allow_redirects?: 'always' | 'never'
  } | null
  canceled_at: number | null
  cancellation_reason: string | null
  capture_method?: 'automatic' | 'automatic_async' | 'manual'
  client_secret: string | null
  confirmation_method?: 'automatic' | 'manual'
  /** Unix seconds. */
  created: number
  currency: string
  customer?: string | null
  description: string | null
  last_payment_error: PaymentError | null
  latest_charge: string | Charge | null
  /** Always test mode. */
  livemode: false
  metadata: Record<string, string>
  next_action: NextAction | null
  payment_method: string | null
  payment_method_options?: Record<string, unknown> | null
  payment_method_types: string[]
  processing?: Record<string, unknown> | null
  receipt_email: string | null
  setup_future_usage?: string | null
  shipping?: Record<string, unknown> | null
  status: PaymentIntentStatus
}

/** Why. */
export interface PaymentIntentCancelParams {
  cancellation_reason?: 'abandoned' | 'duplicate' | 'fraudulent' | 'requested_by_customer'
  expand?: string[]
}

/** An intent was canceled. */
export interface PaymentIntentCanceledEvent {
  id: string
  object: 'event'
  api_version: string | null
  /** Unix seconds. */
  created: number
  data: {
    object: PaymentIntent
    previous_attributes?: Record<string, unknown>
  }
  /** Always test mode. */
  livemode: false
  pending_webhooks: number
  request: EventRequest
  type: 'payment_intent.canceled'
}

/** How to pay. */
export interface PaymentIntentConfirmParams {
  client_secret?: string
  expand?: string[]
  payment_method?: string
  payment_method_data?: {
    type: string
    card?: {
      number?: string
      exp_month?: number
      exp_year?: number
      cvc?: string
      token?: string
    }
    billing_details?: Record<string, unknown>
    metadata?: Record<string, string>
  }
  payment_method_options?: Record<string, unknown>
  payment_method_types?: string[]
  receipt_email?: string
  setup_future_usage?: string
  shipping?: Record<string, unknown>
  error_on_requires_action?: boolean
  off_session?: boolean
  return_url?: string
  use_stripe_sdk?: boolean
}

/** What to pay. */
export interface PaymentIntentCreateParams {
  amount: number
  currency: string
  automatic_payment_methods?: {
    enabled: boolean
    allow_redirects?: 'always' | 'never'
  }
  confirm?: boolean
  confirmation_method?: 'automatic' | 'manual'
  capture_method?: 'automatic' | 'automatic_async'
  customer?: string
  description?: string
  expand?: string[]
  metadata?: Record<string, string>
  payment_method?: string
  payment_method_data?: {
    type: string
    card?: {
      number?: string
      exp_month?: number
      exp_year?: number
      cvc?: string
      token?: string
    }
    billing_details?: Record<string, unknown>
    metadata?: Record<string, string>
  }
  payment_method_options?: Record<string, unknown>
  payment_method_types?: string[]
  receipt_email?: string
  setup_future_usage?: string
  shipping?: Record<string, unknown>
  error_on_requires_action?: boolean
  off_session?: boolean
  return_url?: string
  use_stripe_sdk?: boolean
}

/** An intent was made. */
export interface PaymentIntentCreatedEvent {
  id: string
  object: 'event'
  api_version: string | null
  /** Unix seconds. */
  created: number
  data: {
    object: PaymentIntent
    previous_attributes?: Record<string, unknown>
  }
  /** Always test mode. */
  livemode: false
  pending_webhooks: number
  request: EventRequest
  type: 'payment_intent.created'
}

/** A page. */
export interface PaymentIntentList {
  object: 'list'
  data: PaymentIntent[]
  has_more: boolean
  url: string
}

/** An attempt to pay failed. */
export interface PaymentIntentPaymentFailedEvent {
  id: string
  object: 'event'
  api_version: string | null
  /** Unix seconds. */
  created: number
  data: {
    object: PaymentIntent
    previous_attributes?: Record<string, unknown>
  }
  /** Always test mode. */
  livemode: false
  pending_webhooks: number
  request: EventRequest
  type: 'payment_intent.payment_failed'
}

/** An intent is being paid. */
export interface PaymentIntentProcessingEvent {
  id: string
  object: 'event'
  api_version: string | null
  /** Unix seconds. */
  created: number
  data: {
    object: PaymentIntent
    previous_attributes?: Record<string, unknown>
  }
  /** Always test mode. */
  livemode: false
  pending_webhooks: number
  request: EventRequest
  type: 'payment_intent.processing'
}

/** The card holder must say yes first. */
export interface PaymentIntentRequiresActionEvent {
  id: string
  object: 'event'
  api_version: string | null
  /** Unix seconds. */
  created: number
  data: {
    object: PaymentIntent
    previous_attributes?: Record<string, unknown>
  }
  /** Always test mode. */
  livemode: false
  pending_webhooks: number
  request: EventRequest
  type: 'payment_intent.requires_action'
}

/** Where the intent is. */
export type PaymentIntentStatus = 'requires_payment_method' | 'requires_confirmation' | 'requires_action' | 'processing' | 'requires_capture' | 'canceled' | 'succeeded'

/** An intent was paid. */
export interface PaymentIntentSucceededEvent {
  id: string
  object: 'event'
  api_version: string | null
  /** Unix seconds. */
  created: number
  data: {
    object: PaymentIntent
    previous_attributes?: Record<string, unknown>
  }
  /** Always test mode. */
  livemode: false
  pending_webhooks: number
  request: EventRequest
  type: 'payment_intent.succeeded'
}

/** What to change. */
export interface PaymentIntentUpdateParams {
  amount?: number
  currency?: string
  capture_method?: 'automatic' | 'automatic_async'
  customer?: string
  description?: string
  expand?: string[]
  metadata?: Record<string, string>
  payment_method?: string
  payment_method_data?: {
    type: string
    card?: {
      number?: string
      exp_month?: number
      exp_year?: number
      cvc?: string
      token?: string
    }
    billing_details?: Record<string, unknown>
    metadata?: Record<string, string>
  }
  payment_method_options?: Record<string, unknown>
  payment_method_types?: string[]
  receipt_email?: string
  setup_future_usage?: string
  shipping?: Record<string, unknown>
}

/** Money that was given back. */
export interface Refund {
  id: string
  object: 'refund'
  amount: number
  balance_transaction?: string | null
  charge: string | Charge | null
  /** Unix seconds. */
  created: number
  currency: string
  description?: string
  failure_reason?: string
  metadata: Record<string, string>
  payment_intent: string | PaymentIntent | null
  reason: 'duplicate' | 'expired_uncaptured_charge' | 'fraudulent' | 'requested_by_customer' | null
  status: 'pending' | 'requires_action' | 'succeeded' | 'failed' | 'canceled'
}

/** What to give back. */
export interface RefundCreateParams {
  amount?: number
  charge?: string
  expand?: string[]
  metadata?: Record<string, string>
  payment_intent?: string
  reason?: 'duplicate' | 'fraudulent' | 'requested_by_customer'
}

/** A refund was made. */
export interface RefundCreatedEvent {
  id: string
  object: 'event'
  api_version: string | null
  /** Unix seconds. */
  created: number
  data: {
    object: Refund
    previous_attributes?: Record<string, unknown>
  }
  /** Always test mode. */
  livemode: false
  pending_webhooks: number
  request: EventRequest
  type: 'refund.created'
}

/** A page. */
export interface RefundList {
  object: 'list'
  data: Refund[]
  has_more: boolean
  url: string
}

/** Where events are sent. */
export interface WebhookEndpoint {
  id: string
  object: 'webhook_endpoint'
  api_version?: string | null
  /** Unix seconds. */
  created: number
  description: string | null
  enabled_events: string[]
  /** Always test mode. */
  livemode: false
  metadata: Record<string, string>
  /** Signs what is sent; only in the answer to its creation. */
  secret?: string
  status: 'enabled' | 'disabled'
  url: string
}

/** Where to send what. */
export interface WebhookEndpointCreateParams {
  api_version?: string
  connect?: boolean
  description?: string
  enabled_events: string[]
  expand?: string[]
  metadata?: Record<string, string>
  url: string
}

/** A page. */
export interface WebhookEndpointList {
  object: 'list'
  data: WebhookEndpoint[]
  has_more: boolean
  url: string
}

/** What to change. */
export interface WebhookEndpointUpdateParams {
  description?: string
  disabled?: boolean
  enabled_events?: string[]
  expand?: string[]
  metadata?: Record<string, string>
  url?: string
}
