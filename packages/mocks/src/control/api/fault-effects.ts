import { z } from 'zod'
import type { FaultMatch } from '../../world/world.ts'

const count = z.number().int().min(1).max(1000)
const seconds = z.number().min(0).max(86_400)
const failure = z.number().int().min(400).max(599)
const nothing = z.object({})

const latency = z.object({
  seconds: seconds.optional(),
  min: seconds.optional(),
  max: seconds.optional(),
  median: seconds.optional(),
  sigma: z.number().min(0).max(3).optional(),
})
const cut = z.object({ bytes: z.number().int().min(0).optional(), chunks: z.number().int().min(0).optional() })
const drip = z.object({ bytes_per_second: z.number().int().min(1).optional() })
const connection = z.object({ executed: z.boolean().optional() })
const upstream = z.object({ status: failure.optional(), retry_after: seconds.optional(), body: z.unknown().optional() })

/** What can be done to whom, and what can be said about it. */
const effects: Readonly<Record<FaultMatch['on'], Readonly<Record<string, z.ZodObject>>>> = {
  request: {
    problem: z.object({
      status: failure.optional(),
      code: z.string().min(1).optional(),
      detail: z.string().min(1).optional(),
      retry_after: seconds.optional(),
    }),
    latency,
    reset: connection,
    hang: connection,
    truncate: cut,
    drip,
    corrupt: nothing,
    'empty-body': nothing,
    stale: z.object({ seconds: seconds.optional() }),
    repeat: z.object({ answer: z.enum(['first', 'last']).optional() }),
    'expire-token': nothing,
    'rate-limit': z.object({
      limit: count.optional(),
      seconds: seconds.min(1).optional(),
      remaining: z.number().int().min(0).optional(),
    }),
    'rate-limit-store-down': nothing,
  },
  provider: {
    problem: upstream,
    down: upstream,
    latency,
    hang: z.object({ seconds: seconds.optional() }),
    reset: connection,
    truncate: cut,
    drip,
    corrupt: nothing,
    'empty-body': nothing,
    empty: nothing,
    score: z.object({ value: z.number().min(0).max(100) }),
  },
  webhook: {
    duplicate: z.object({ copies: count.max(50).optional(), gap: seconds.optional() }),
    concurrent: z.object({ copies: count.max(50).optional() }),
    'before-response': nothing,
    delay: z.object({ seconds: seconds.optional() }),
    lose: nothing,
    retried: z.object({ failures: count.max(20).optional() }),
    reorder: z.object({ seconds: seconds.optional() }),
    replayed: z.object({ seconds: seconds.optional(), stale: z.boolean().optional() }),
    'bad-signature': nothing,
    'unknown-type': z.object({ type: z.string().min(1).optional() }),
  },
  frame: {
    drop: z.object({ code: z.number().int().min(1000).max(4999).optional() }),
    silence: nothing,
    duplicate: z.object({ copies: count.max(50).optional() }),
    reorder: z.object({ seconds: seconds.optional() }),
    latency,
    'expire-token': nothing,
  },
  connect: { refuse: nothing, reset: nothing },
  job: {
    stuck: z.object({ seconds: seconds.optional() }),
    die: z.object({ seconds: seconds.optional() }),
    'fail-quality': z.object({ delivered: z.boolean().optional() }),
    burst: z.object({ jobs: count.max(100).optional() }),
  },
  mail: { down: nothing },
  action: {
    decline: z.object({ code: z.string().min(1).optional() }),
    authenticate: nothing,
    'pay-again': z.object({ seconds: seconds.optional() }),
    dispute: z.object({ seconds: seconds.optional() }),
    expire: nothing,
    'use-before': nothing,
    deny: nothing,
  },
}

/** Says what is wrong with an effect, so that a rule which nothing can carry out is refused when it is made, not when it strikes. */
export function effectErrors(
  on: FaultMatch['on'],
  { kind, ...options }: { readonly kind: string; readonly [option: string]: unknown },
): readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] {
  const known = effects[on]
  const schema = Object.hasOwn(known, kind) ? known[kind] : undefined
  if (schema === undefined) {
    const message = `"${kind}" cannot be done to a ${on}; there is ${Object.keys(known).join(', ')}`
    return [{ path: ['effect', 'kind'], message }]
  }
  const result = schema.strict().safeParse(options)
  if (result.success) return []
  const taken = Object.keys(schema.shape)
  const possible = taken.length === 0 ? `"${kind}" takes no options` : `"${kind}" takes ${taken.join(', ')}`
  return result.error.issues.map(({ code, path, message }) => ({
    path: ['effect', ...path],
    message: code === 'unrecognized_keys' ? `${message}; ${possible}` : message,
  }))
}
