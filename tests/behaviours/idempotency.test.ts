import { idempotencyBehaviours } from '../../packages/contracts/src/behaviours/idempotency/idempotency.ts'
import { type Fault, type Given, onAnswer, onRequest, problem, withJson } from './faulty-backend.ts'
import { holdAgainstFaults, type Rejected } from './theatre.ts'

/** How each service makes something, and where it lists what was made. */
const services = [
  { service: 'documents', path: /\/documents$/, operation: 'documents.create', id: 'id' },
  { service: 'payments', path: /\/create-intent$/, operation: 'payments.createIntent', id: 'payment_id' },
  { service: 'refunds', path: /\/refunds$/, operation: 'refunds.create', id: 'id' },
] as const

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

const rejected = services.flatMap(({ service, path, operation, id }): readonly Rejected[] => [
  {
    behaviour: 'idempotent-replay',
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
    behaviour: 'idempotent-replay',
    service,
    fault: `${operation} makes an answer anew`,
    make: () => {
      let calls = 0
      return onAnswer('POST', path, (given) => {
        calls += 1
        return withJson(given, (body) => ({ ...body, [id]: Number(body[id]) + calls }))
      })
    },
    says: `${operation} answers the same request under the same key in another way.`,
  },
  {
    behaviour: 'idempotency-key-reused',
    service,
    fault: `${operation} looks at the key and not at the request`,
    make: oneMemoryForAll(path),
    says: /^\S+ answers 201 .* instead of 409 idempotency_key_reused to another request under a used key\.$/,
  },
  {
    behaviour: 'idempotency-per-user',
    service,
    fault: `${operation} keeps one memory for all users`,
    make: oneMemoryForAll(path),
    says: `${operation} gives one user what another user made under the same key.`,
  },
  {
    behaviour: 'idempotency-per-user',
    service,
    fault: `${operation} refuses a key that somebody else has used`,
    make: () => {
      let calls = 0
      return onAnswer('POST', path, (given) => {
        calls += 1
        return calls > 1 ? problem(409, 'idempotency_key_reused') : given
      })
    },
    says: /instead of 201 to a user who chose the same key as another\.$/,
  },
  {
    behaviour: 'idempotency-race',
    service,
    fault: `${operation} remembers a key only once it has answered`,
    make: () => {
      let calls = 0
      return onAnswer('POST', path, (given) => {
        calls += 1
        return withJson(given, (body) => ({ ...body, [id]: Number(body[id]) + calls }))
      })
    },
    says: '5 concurrent requests under one key made 5 things instead of one.',
  },
])

holdAgainstFaults(idempotencyBehaviours, rejected)
