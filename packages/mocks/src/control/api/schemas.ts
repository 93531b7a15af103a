import { z } from 'zod'
import { ruleErrors } from '../../scenarios/fault-rule-check.ts'
import { timelineKinds } from '../../world/timeline.ts'

const id = z.number().int().min(1)
const timestamp = z.iso.datetime()
const duration = z.number().min(0).meta({ description: 'Virtual seconds.' })

export const Clock = z
  .object({
    now: timestamp.meta({ description: 'Virtual time.' }),
    speed: z.number().meta({ description: 'Virtual seconds in a real one.' }),
    paused: z.boolean(),
  })
  .meta({ id: 'Clock' })

export const ClockChange = z
  .strictObject({
    now: z.iso.datetime({ offset: true }).optional(),
    speed: z.number().positive().max(1_000_000).optional(),
    paused: z.boolean().optional(),
  })
  .meta({ id: 'ClockChange' })

export const Advance = z
  .strictObject({
    seconds: z
      .number()
      .min(0)
      .max(100 * 366 * 86_400)
      .meta({ description: 'How far to move, at most a hundred years.' }),
  })
  .meta({ id: 'Advance' })

export const UserRequest = z
  .strictObject({
    email: z.email(),
    role: z.enum(['user', 'admin']).optional(),
    name: z.string().min(1).max(100).optional(),
  })
  .meta({ id: 'UserRequest' })

export const SignedIn = z
  .object({
    user: z.object({
      id,
      email: z.string(),
      name: z.string(),
      role: z.enum(['user', 'admin']),
      email_verified: z.boolean(),
      created_at: timestamp,
      updated_at: timestamp,
    }),
    access_token: z.string(),
    refresh_token: z.string(),
    token_type: z.literal('bearer'),
    expires_in: z.number().int(),
  })
  .meta({ id: 'SignedIn' })

export const Mail = z
  .object({
    id: z.string(),
    to: z.string(),
    from: z.string(),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    links: z.array(z.string()),
    created_at: timestamp,
  })
  .meta({ id: 'Mail' })

export const MailRequest = z
  .strictObject({
    to: z.email(),
    from: z.string().min(1).optional(),
    subject: z.string().min(1),
    text: z.string().optional(),
    html: z.string().optional(),
  })
  .meta({ id: 'MailRequest' })

export const Confirmation = z
  .strictObject({
    card: z
      .string()
      .regex(/^\d{16}$/, 'a card number has 16 digits, such as 4242424242424242')
      .optional(),
  })
  .meta({ id: 'Confirmation' })

export const Authentication = z
  .strictObject({ agrees: z.boolean().default(true).meta({ description: 'Whether the holder wants to pay.' }) })
  .meta({ id: 'Authentication' })

export const PaymentOutcome = z
  .object({
    payment_intent_id: z.string(),
    status: z.string().meta({ description: "The payment intent's status, as Stripe has it." }),
    error: z
      .object({ code: z.string(), message: z.string() })
      .nullable()
      .meta({ description: 'Why the card was refused; null when it was not.' }),
  })
  .meta({ id: 'PaymentOutcome' })

export const Scenario = z
  .object({
    name: z.string(),
    description: z.string(),
    active: z.boolean(),
    options: z.record(z.string(), z.unknown()).meta({ description: 'The options it is on with, or its defaults.' }),
  })
  .meta({ id: 'Scenario' })

export const ScenarioOptions = z.record(z.string(), z.unknown()).meta({ id: 'ScenarioOptions' })

export const FaultRule = z
  .object({
    id: z.string(),
    scenario: z.string().optional(),
    match: z.object({
      on: z.enum(['request', 'provider', 'webhook', 'frame', 'connect', 'job', 'mail', 'action']),
      operation: z.string().optional(),
      provider: z.string().optional(),
      path: z.string().optional(),
      user_id: z.number().int().optional(),
      type: z.string().optional(),
      request_id: z.string().optional(),
    }),
    when: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('always') }),
      z.object({ kind: z.literal('nth'), n: id }),
      z.object({ kind: z.literal('first'), n: id }),
      z.object({ kind: z.literal('every'), n: id }),
      z.object({ kind: z.literal('probability'), p: z.number().min(0).max(1) }),
      z.object({ kind: z.literal('between'), from: z.number(), to: z.number() }),
      z.object({ kind: z.literal('during'), after: duration.optional(), seconds: duration.optional() }),
      z.object({
        kind: z.literal('after'),
        event: z
          .object({ kind: z.enum(timelineKinds) })
          .catchall(z.union([z.string(), z.number(), z.boolean()]))
          .meta({ description: "An item of the timeline: its kind, and other fields' values." }),
        times: id.optional(),
      }),
    ]),
    effect: z.looseObject({ kind: z.string() }),
  })
  .meta({ id: 'FaultRule' })

export const FaultRuleRequest = z
  .strictObject({
    id: z.string().min(1).optional(),
    match: FaultRule.shape.match.strict(),
    when: FaultRule.shape.when.default({ kind: 'always' }),
    effect: FaultRule.shape.effect,
  })
  .superRefine((rule, context) => {
    for (const { path, message } of ruleErrors(rule)) {
      context.addIssue({ code: 'custom', path: [...path], message })
    }
  })
  .meta({ id: 'FaultRuleRequest' })

export const TimelineItem = z
  .looseObject({ seq: id, at: timestamp, kind: z.enum(timelineKinds) })
  .meta({ id: 'TimelineItem' })

const DeliveryAttempt = z
  .object({
    number: id,
    at: timestamp,
    headers: z.record(z.string(), z.string()),
    response_status: z.number().int().nullable(),
    error: z.string().nullable().meta({ description: 'Why no answer came, or why it did not count.' }),
  })
  .meta({ id: 'DeliveryAttempt' })

export const Delivery = z
  .object({
    id: z.string(),
    endpoint: z.string().meta({ description: 'Its id; `platform` is the platform that the sandbox plays.' }),
    event_id: z.string(),
    provider: z.string(),
    type: z.string(),
    url: z.string(),
    attempt: z.number().int(),
    status: z.enum(['pending', 'delivered', 'failed']),
    response_status: z.number().int().nullable(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
    created_at: timestamp,
    delivered_at: timestamp.nullable(),
    attempts: z.array(DeliveryAttempt),
    next_attempt_at: timestamp.nullable(),
    given_up: z.string().nullable().meta({ description: 'Why it is not tried again though nobody took it.' }),
  })
  .meta({ id: 'Delivery' })

export const EndpointState = z
  .object({
    id: z.string(),
    url: z.string(),
    enabled_events: z.array(z.string()),
    status: z.enum(['enabled', 'disabled']),
    failing_since: timestamp.nullable().meta({ description: 'Since when it has accepted nothing.' }),
  })
  .meta({ id: 'EndpointState' })

export const Endpoint = z
  .strictObject({
    url: z.url({ protocol: /^https?$/ }),
    secret: z.string().min(1),
    enabled_events: z
      .array(z.string().min(1))
      .min(1)
      .optional()
      .meta({ description: 'Types of events: by name, `charge.*`, or `*`; absent, every one.' }),
  })
  .meta({ id: 'Endpoint' })

export const WorldSummary = z
  .object({
    name: z.string(),
    seed: z.number().int(),
    clock: Clock,
    events: z.number().int().meta({ description: 'How much stands on its timeline.' }),
  })
  .meta({ id: 'WorldSummary' })

export const StateRequest = z
  .looseObject({
    action: z.enum(['setup', 'teardown']).default('setup'),
    state: z.string().default(''),
    params: z
      .record(z.string(), z.unknown())
      .nullish()
      .transform((params) => params ?? {}),
  })
  .meta({ id: 'StateRequest' })

export const StateEntry = z
  .object({
    name: z.string(),
    description: z.string(),
    params: z.record(z.string(), z.unknown()).meta({ description: 'JSON Schemas by name.' }),
    returns: z.record(z.string(), z.unknown()).meta({ description: 'JSON Schemas by name.' }),
  })
  .meta({ id: 'StateEntry' })

export const Verdict = z
  .object({
    name: z.string(),
    summary: z.string().meta({ description: 'What a good client does.' }),
    outcome: z.enum(['passed', 'failed', 'not-seen']),
    evidence: z.array(id).meta({ description: '`seq` of the items on the timeline that show it.' }),
    sentence: z.string().meta({ description: 'What the client did, or what would have to happen to see it.' }),
  })
  .meta({ id: 'Verdict' })

/** Every list of this API has the shape `{items: [...]}`. */
export function listOf<T extends z.ZodType>(item: T): z.ZodObject<{ items: z.ZodArray<T> }> {
  return z.object({ items: z.array(item) })
}
