import { z } from 'zod'
import type { FaultMatch } from '../../world/world.ts'

const count = z.number().int().min(1).max(1000)
const seconds = z.number().min(0).max(86_400)
const failure = z.number().int().min(400).max(599)
const nothing = z.object({})

const latency = z.object({ seconds: seconds.optional(), min: seconds.optional(), max: seconds.optional() })
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
    truncate: z.object({ bytes: z.number().int().min(0).optional() }),
    drip: z.object({ bytes_per_second: z.number().int().min(1).optional() }),
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
    empty: nothing,
    score: z.object({ value: z.number().min(0).max(100) }),
  },
  webhook: {
    duplicate: z.object({ copies: count.max(50).optional(), gap: seconds.optional() }),
    concurrent: z.object({ copies: count.max(50).optional() }),
    'before-response': nothing,
    delay: z.object({ seconds: seconds.optional() }),
    lose: nothing,
    'bad-signature': nothing,
  },
  frame: {
    drop: z.object({ code: z.number().int().min(1000).max(4999).optional() }),
    silence: nothing,
    duplicate: z.object({ copies: count.max(50).optional() }),
  },
  connect: { refuse: nothing },
  job: {
    stuck: nothing,
    die: z.object({ seconds: seconds.optional() }),
    'fail-quality': z.object({ delivered: z.boolean().optional() }),
  },
  mail: { down: nothing },
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
  return result.success ? [] : result.error.issues.map(({ path, message }) => ({ path: ['effect', ...path], message }))
}
