import { idempotencyBehaviours } from '../../packages/contracts/src/behaviours/idempotency/idempotency.ts'
import { type Fault, type Given, onAnswer, onRequest, problem, withJson } from './faulty-backend.ts'
import { holdAgainstFaults, type Rejected } from './theatre.ts'

interface Keyed {
  readonly service: string
  readonly path: RegExp
  readonly operation: string
  /** What the rules about it are called besides. */
  readonly rule?: string
  /** The member that tells one thing from another. */
  readonly id?: string
  readonly status?: string
  readonly calls?: number
  /** Whether two users can be told apart. */
  readonly users?: false
}

/** Every operation that takes a key. */
const operations: readonly Keyed[] = [
  { service: 'documents', path: /\/documents$/, operation: 'documents.create', id: 'id' },
  {
    service: 'documents',
    path: /\/export$/,
    operation: 'documents.export',
    rule: '-export',
    id: 'download_url',
    status: '200',
  },
  { service: 'payments', path: /\/create-intent$/, operation: 'payments.createIntent', id: 'payment_id' },
  { service: 'refunds', path: /\/refunds$/, operation: 'refunds.create', id: 'id' },
  { service: 'channels', path: /\/channels$/, operation: 'channels.create', id: 'id' },
  { service: 'videos', path: /\/videos\/generate$/, operation: 'videos.generate', id: 'video_id', status: '202' },
  { service: 'auth', path: /\/register$/, operation: 'auth.register', id: 'id', calls: 3, users: false },
  {
    service: 'auth',
    path: /\/magic-link$/,
    operation: 'auth.requestMagicLink',
    rule: '-magic-link',
    status: '202',
    calls: 3,
    users: false,
  },
  {
    service: 'auth',
    path: /\/forgot-password$/,
    operation: 'auth.forgotPassword',
    rule: '-forgot-password',
    status: '202',
    calls: 3,
    users: false,
  },
  { service: 'users', path: /\/users$/, operation: 'users.create', id: 'id', users: false },
  { service: 'admin', path: /\/api-keys$/, operation: 'admin.createApiKey', id: 'id', users: false },
  {
    service: 'admin',
    path: /\/approve$/,
    operation: 'admin.approveRefund',
    rule: '-approval',
    id: 'id',
    status: '200',
    users: false,
  },
]

/** Another answer each time: under another id, where there is one, and in any case not as a replay. */
const anew =
  (path: RegExp, id: string | undefined): (() => Fault) =>
  () => {
    let calls = 0
    return onAnswer('POST', path, ({ headers: { 'idempotent-replayed': _gone, ...headers }, ...given }) => {
      calls += 1
      return withJson({ ...given, headers }, (body) => ({
        ...body,
        ...(id === undefined
          ? { message: `Mail ${calls}.` }
          : { [id]: typeof body[id] === 'number' ? body[id] + calls : `${body[id]}?${calls}` }),
      }))
    })
  }

/** Answers under one key with what was answered first, whoever asks and whatever for. */
const oneMemoryForAll =
  (path: RegExp): (() => Fault) =>
  () => {
    const known = new Map<string, Promise<Given>>()
    return onRequest('POST', path, (asked, forward) => {
      const key = asked.headers['idempotency-key'] ?? ''
      const first = known.get(key) ?? forward(asked)
      known.set(key, first)
      return first
    })
  }

const rejected = operations.flatMap(rejectedOf)

function rejectedOf(keyed: Keyed): readonly Rejected[] {
  const { service, path, operation, rule = '', id, status = '201', calls = 5, users } = keyed
  const all: readonly Rejected[] = [
    {
      behaviour: `idempotent-replay${rule}`,
      service,
      fault: `${operation} does not say that an answer is a replay`,
      make: () =>
        onAnswer('POST', path, ({ headers: { 'idempotent-replayed': _gone, ...headers }, ...given }) => ({
          ...given,
          headers,
        })),
      says: 'The answer from memory does not say so: Idempotent-Replayed is not true.',
    },
    {
      behaviour: `idempotent-replay${rule}`,
      service,
      fault: `${operation} makes an answer anew`,
      make: anew(path, id),
      says: `${operation} answers the same request under the same key in another way.`,
    },
    {
      behaviour: `idempotency-key-reused${rule}`,
      service,
      fault: `${operation} looks at the key and not at the request`,
      make: oneMemoryForAll(path),
      says: new RegExp(
        `^\\S+ answers ${status} .* instead of 409 idempotency_key_reused to another request under a used key\\.$`,
      ),
    },
    {
      behaviour: `idempotency-per-user${rule}`,
      service,
      fault: `${operation} keeps one memory for all users`,
      make: oneMemoryForAll(path),
      says: `${operation} gives one user what another user made under the same key.`,
    },
    {
      behaviour: `idempotency-per-user${rule}`,
      service,
      fault: `${operation} refuses a key that somebody else has used`,
      make: () => {
        let calls = 0
        return onAnswer('POST', path, (given) => {
          calls += 1
          return calls > 1 ? problem(409, 'idempotency_key_reused') : given
        })
      },
      says: /instead of (201|202|200 or 202) to a user who chose the same key as another\.$/,
    },
    {
      behaviour: `idempotency-race${rule}`,
      service,
      fault: `${operation} remembers a key only once it has answered`,
      make: anew(path, id),
      says: `${calls} concurrent requests under one key made ${calls} things instead of one.`,
    },
  ]
  return users === false ? all.filter(({ behaviour }) => !behaviour.startsWith('idempotency-per-user')) : all
}

holdAgainstFaults(idempotencyBehaviours, rejected)
