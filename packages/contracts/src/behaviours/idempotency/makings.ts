import type { Stage, StateUse } from '../engine/stage.ts'
import type { StateValues } from '../engine/state-values.ts'

type Values = Readonly<Record<string, unknown>>

/** An operation that takes an idempotency key, and how one sees what it made. */
export interface Making {
  readonly service: string
  readonly operation: string
  /** What the rules about it are called besides, where a service has several. */
  readonly suffix?: string
  /** What there must be before. */
  readonly states: readonly StateUse[]
  /** The same for somebody else, signing in first; absent where no two can be told apart. */
  readonly ofAnother?: readonly [StateUse, ...StateUse[]]
  /** Whether the one who signed in last calls it, or anybody. */
  readonly secured: boolean
  /** With what it succeeds. */
  readonly status: number | readonly number[]
  path?(values: StateValues): Readonly<Record<string, number>>
  body(values: StateValues): Values
  /** Another body that could be sent as well. */
  other(body: Values, stage: Stage): unknown
  /** The list that shows what was made, where there is one. */
  readonly list?: string
  /** The member of the answer that tells one thing from another; absent where every answer says the same. */
  readonly id?: string
  /** How many requests make a race: no more about signing in than a minute holds. */
  readonly calls: number
}

const ADA: StateUse = ['a signed-in user', { email: 'ada@example.test' }]
const GRACE: StateUse = ['a signed-in user', { email: 'grace@example.test' }]
const DRAFT: StateUse = ['a document', { status: 'draft' }]
const WRITTEN: StateUse = ['a document', { status: 'completed' }]
const PAID: StateUse = ['a payment', { status: 'completed' }]
const ADMINISTRATOR = 'a signed-in administrator'

const byTheUser = { secured: true, status: 201, id: 'id', calls: 5 } as const
const byAnybody = { service: 'auth', secured: false, calls: 3 } as const

/** What `forgotPassword` and a sign-in link have in common: an address, and the same words whatever comes of it. */
const mails = {
  ...byAnybody,
  states: ['a registered user'],
  status: 202,
  body: (values: StateValues) => ({ email: values.text('email') }),
  other: () => ({ email: 'somebody.else@example.test' }),
} as const

/** Every operation of the platform that takes an idempotency key. */
export const makings: readonly Making[] = [
  {
    ...byTheUser,
    service: 'documents',
    operation: 'documents.create',
    states: [ADA],
    ofAnother: [GRACE],
    body: () => ({ title: 'Bees', topic: 'Pollination in alpine meadows', target_pages: 20, language: 'en' }),
    other: (body) => ({ ...body, title: 'Wasps' }),
    list: 'documents.list',
  },
  {
    ...byTheUser,
    service: 'documents',
    operation: 'documents.export',
    suffix: 'export',
    states: [ADA, WRITTEN],
    ofAnother: [GRACE, WRITTEN],
    status: [200, 202],
    path: (values) => ({ document_id: values.number('document_id') }),
    body: () => ({ format: 'docx' }),
    other: () => ({ format: 'pdf' }),
    id: 'download_url',
  },
  {
    ...byTheUser,
    service: 'payments',
    operation: 'payments.createIntent',
    states: [ADA, DRAFT],
    ofAnother: [GRACE, DRAFT],
    body: (values) => ({ document_id: values.number('document_id') }),
    other: async (_body, stage) => ({
      document_id: (await stage.add('a document', { status: 'draft' })).number('document_id'),
    }),
    list: 'payments.list',
    id: 'payment_id',
  },
  {
    ...byTheUser,
    service: 'refunds',
    operation: 'refunds.create',
    states: [ADA, PAID],
    ofAnother: [GRACE, PAID],
    body: (values) => ({ payment_id: values.number('payment_id'), reason: 'Not what I ordered.' }),
    other: (body) => ({ ...body, reason: 'It came too late.' }),
    list: 'refunds.list',
  },
  {
    ...byTheUser,
    service: 'channels',
    operation: 'channels.create',
    states: [ADA],
    ofAnother: [GRACE],
    body: () => ({ name: 'Bee by bee', niche: 'Wild bees', language: 'en' }),
    other: (body) => ({ ...body, name: 'Wasp by wasp' }),
    list: 'channels.list',
  },
  {
    ...byTheUser,
    service: 'videos',
    operation: 'videos.generate',
    states: [ADA, 'a channel'],
    ofAnother: [GRACE, 'a channel'],
    status: 202,
    body: (values) => ({
      channel_id: values.number('channel_id'),
      title: 'Why bees dance',
      topic: 'How a bee tells the others where the flowers are',
    }),
    other: (body) => ({ ...body, title: 'Why wasps do not' }),
    list: 'videos.list',
    id: 'video_id',
  },
  {
    ...byAnybody,
    operation: 'auth.register',
    states: ['an unused e-mail address'],
    status: 201,
    body: (values) => ({ email: values.text('email'), password: 'correct horse battery staple', name: 'Ada' }),
    other: (body) => ({ ...body, email: 'somebody.else@example.test' }),
    id: 'id',
  },
  { ...mails, operation: 'auth.requestMagicLink', suffix: 'magic-link', states: ['an unused e-mail address'] },
  { ...mails, operation: 'auth.forgotPassword', suffix: 'forgot-password' },
  {
    ...byTheUser,
    service: 'users',
    operation: 'users.create',
    states: [ADMINISTRATOR, 'an unused e-mail address'],
    body: (values) => ({ email: values.text('email'), name: 'Grace', role: 'user' }),
    other: (body) => ({ ...body, email: 'somebody.else@example.test' }),
  },
  {
    ...byTheUser,
    service: 'admin',
    operation: 'admin.createApiKey',
    states: [ADMINISTRATOR],
    body: () => ({ name: 'Nightly report', expires_at: null }),
    other: (body) => ({ ...body, name: 'Weekly report' }),
    list: 'admin.listApiKeys',
  },
  {
    ...byTheUser,
    service: 'admin',
    operation: 'admin.approveRefund',
    suffix: 'approval',
    states: ['a signed-in user', ['a refund', { status: 'pending' }], ADMINISTRATOR],
    status: 200,
    path: (values) => ({ refund_id: values.number('refund_id') }),
    body: () => ({ note: 'Agreed.' }),
    other: () => ({ note: 'Agreed, and sorry.' }),
  },
]
