import type { FaultEffect, World } from '../world/world.ts'
import type { BodyFault } from './body-faults.ts'
import type { Caller, TransportEffect } from './call.ts'
import { numberOf } from './effect-options.ts'
import { latencyOf } from './latency.ts'
import type { OperationEntry, ProblemTable } from './operation-table.ts'
import { codeOf, ProblemError, SandboxFault } from './problems.ts'
import type { RateLimitEffect } from './rate-limit.ts'

/** What the rules do to one request. */
export interface RequestFaults {
  /** Virtual milliseconds before anything else happens. */
  readonly latency: number
  readonly problem: ProblemError | undefined
  readonly transport: TransportEffect | undefined
  /** What happens to the body of the answer, whatever the status says. */
  readonly body: BodyFault | undefined
  /** Virtual seconds for which the answer is the one of before. */
  readonly stale: number | undefined
  /** The request arrives twice: which of the two the client hears of. */
  readonly repeated: 'first' | 'last' | undefined
  /** The caller's token ends at this moment. */
  readonly tokenExpires: boolean
  /** Whether the connection goes before the operation is carried out, or only its answer is lost. */
  readonly neverArrives: boolean
  readonly rateLimit: RateLimitEffect | undefined
  /** What only the provider's own behaviour can carry out. */
  readonly answers: readonly FaultEffect[]
}

const nothing: RequestFaults = {
  latency: 0,
  problem: undefined,
  transport: undefined,
  body: undefined,
  stale: undefined,
  repeated: undefined,
  tokenExpires: false,
  neverArrives: false,
  rateLimit: undefined,
  answers: [],
}

/**
 * Asks the rules what happens to a request. Costs next to nothing where there are none.
 *
 * @param provider the provider whose face is called from outside; what is wrong with it strikes too
 */
export function strikeRequest(
  world: World,
  entry: OperationEntry,
  path: string,
  caller: Caller | undefined,
  gateway: ProblemTable,
  requestId: string,
  provider?: string,
): RequestFaults {
  const effects = world.faults.strike({
    on: 'request',
    operation: entry.id,
    path,
    request_id: requestId,
    ...(caller && { user_id: caller.userId }),
  })
  const provided = provider === undefined ? [] : world.faults.strike({ on: 'provider', provider, path })
  if (effects.length === 0 && provided.length === 0) return nothing
  let faults = nothing
  for (const effect of effects) faults = { ...faults, ...apply(world, effect, entry, gateway, faults) }
  for (const effect of provided) {
    faults = isOfTheCall(effect)
      ? { ...faults, ...apply(world, asOfTheCall(effect), entry, gateway, faults) }
      : { ...faults, answers: [...faults.answers, effect] }
  }
  // Limits fail open: without their store nobody is refused, and nobody is told how much is left.
  return effects.some(({ kind }) => kind === 'rate-limit-store-down') ? { ...faults, rateLimit: undefined } : faults
}

const ofTheCall: ReadonlySet<string> = new Set([
  'problem',
  'down',
  'latency',
  'hang',
  'reset',
  'truncate',
  'drip',
  'corrupt',
  'empty-body',
])

/** Whether an effect befalls the call to a provider, and not what the provider says. */
export const isOfTheCall = ({ kind }: FaultEffect): boolean => ofTheCall.has(kind)

/** A provider that is down answers 503 if the rule has no other status. */
const asOfTheCall = (effect: FaultEffect): FaultEffect =>
  effect.kind === 'down' ? { status: 503, ...effect, kind: 'problem' } : effect

function apply(
  world: World,
  effect: FaultEffect,
  entry: OperationEntry,
  gateway: ProblemTable,
  before: RequestFaults,
): Partial<RequestFaults> {
  switch (effect.kind) {
    case 'problem':
      return { problem: problemOf(effect, entry, gateway) }
    case 'latency':
      return { latency: before.latency + latencyOf(world, effect) }
    case 'reset':
    case 'hang':
      return { transport: { kind: effect.kind }, neverArrives: effect.executed === false }
    case 'truncate':
      return { transport: truncation(effect) }
    case 'drip':
      return { transport: { kind: 'drip', bytesPerSecond: numberOf(effect, 'bytes_per_second') ?? 10 } }
    case 'corrupt':
    case 'empty-body':
      return { body: effect.kind }
    case 'stale':
      return { stale: numberOf(effect, 'seconds') ?? 30 }
    case 'repeat':
      return { repeated: effect.answer === 'last' ? 'last' : 'first' }
    case 'expire-token':
      return { tokenExpires: true }
    case 'rate-limit':
      return { rateLimit: effect as RateLimitEffect }
    case 'rate-limit-store-down':
      return {}
    default:
      throw new SandboxFault(
        `A fault rule asks for the effect "${effect.kind}", which nothing can do to a request.`,
        'fault',
      )
  }
}

/** By bytes, or by chunks where the body is a stream. */
function truncation(effect: FaultEffect): TransportEffect {
  const chunks = numberOf(effect, 'chunks')
  return chunks === undefined
    ? { kind: 'truncate', bytes: numberOf(effect, 'bytes') ?? 10 }
    : { kind: 'truncate', chunks }
}

function problemOf(effect: FaultEffect, entry: OperationEntry, gateway: ProblemTable): ProblemError {
  const status = numberOf(effect, 'status')
  const code = typeof effect.code === 'string' ? effect.code : undefined
  const found =
    code ?? (status === undefined ? 'internal_error' : (codeOf(entry.problems, status) ?? codeOf(gateway, status)))
  const known = found === undefined ? undefined : (entry.problems[found] ?? gateway[found])
  const answered = known?.status ?? status
  const needsRetryAfter = answered === 429 || answered === 503
  const retryAfter = numberOf(effect, 'retry_after') ?? (needsRetryAfter ? 30 : undefined)
  return new ProblemError(
    found ?? `http_${status}`,
    {
      ...(typeof effect.detail === 'string' && { detail: effect.detail }),
      ...(retryAfter !== undefined && { headers: { 'retry-after': String(retryAfter) } }),
      ...(known?.body.code === found && { extra: furtherMembers(known?.body ?? {}) }),
    },
    // What no spec documents is still what a server on fire may say.
    found === undefined && status !== undefined ? { status } : {},
  )
}

/** What a behaviour would have said beyond the problem itself, when none is asked: the spec's example knows. */
export function furtherMembers(example: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const {
    type: _type,
    title: _title,
    status: _status,
    detail: _detail,
    code: _code,
    request_id: _id,
    ...further
  } = example
  return further
}
