import type { FaultEffect, World } from '../world/world.ts'
import { type BodyFault, spoiled } from './body-faults.ts'
import type { SandboxReply, SandboxRequest } from './call.ts'
import { numberOf } from './effect-options.ts'
import type { UpstreamReply, UpstreamRequest } from './effects.ts'
import { latencyOf } from './latency.ts'
import { isOfTheCall } from './request-faults.ts'

/** The faces that answer in this process. */
interface Inside {
  /** Where the paths of a face begin; nothing where there is no such face. */
  prefixOf(name: string): string | undefined
  answer(request: SandboxRequest): SandboxReply | Promise<SandboxReply>
}

/**
 * Calls a provider's face as a backend would, in the same process. What is wrong with the provider strikes first.
 *
 * @param provider a face's name, or `name:model`, by which faults can tell models apart
 */
export async function callUpstream(
  world: World,
  provider: string,
  request: UpstreamRequest,
  inside: Inside,
): Promise<UpstreamReply> {
  const { method, path, waits = true, about } = request
  const course = await throughFaults(world, provider, request, (effects) =>
    dispatch(inside, provider, request, effects),
  )
  const { answer, timedOut } = course
  // A time-out is the caller's, and no status that the provider gave.
  const status = timedOut && request.patience !== undefined ? null : answer.status
  world.timeline.record('provider', { provider, method, path, status, ...about })
  const took = waits ? 0 : course.took
  return { status: answer.status, timedOut, took, headers: answer.headers, body: bodyOf(answer), reply: answer }
}

/** How a call went. */
interface Course {
  readonly answer: SandboxReply
  readonly timedOut: boolean
  /** Virtual milliseconds. */
  readonly took: number
}

async function throughFaults(
  world: World,
  provider: string,
  { path, patience = Number.POSITIVE_INFINITY, waits = true }: UpstreamRequest,
  call: (effects: readonly FaultEffect[]) => SandboxReply | Promise<SandboxReply>,
): Promise<Course> {
  const answers: FaultEffect[] = []
  let body: BodyFault | undefined
  let took = 0
  /** Whether the caller is still there afterwards. */
  const pass = async (milliseconds: number): Promise<boolean> => {
    const passed = Math.min(milliseconds, patience - took)
    took += passed
    if (waits) await world.activity.sleep(passed)
    return passed === milliseconds
  }
  const timedOut = (): Course => ({ answer: { status: 504, headers: {} }, timedOut: true, took })
  for (const effect of world.faults.strike({ on: 'provider', provider, path })) {
    if (effect.kind === 'latency') {
      if (!(await pass(latencyOf(world, effect)))) return timedOut()
    } else if (effect.kind === 'hang') {
      // Nothing ever comes; what the caller sees is its own time-out.
      await pass((numberOf(effect, 'seconds') ?? 60) * 1000)
      return timedOut()
    } else if (effect.kind === 'corrupt' || effect.kind === 'empty-body') body = effect.kind
    else if (isOfTheCall(effect)) return { answer: failure(effect), timedOut: false, took }
    else answers.push(effect)
  }
  const reply = await call(answers)
  return { answer: body === undefined ? reply : spoiled(reply, body), timedOut: false, took }
}

/** What a backend sees of a connection that breaks: no answer that it could use. */
const broken: ReadonlySet<string> = new Set(['reset', 'truncate'])

function failure(effect: FaultEffect): SandboxReply {
  if (broken.has(effect.kind)) return { status: 502, headers: {} }
  if (effect.kind !== 'problem' && effect.kind !== 'down') {
    throw new Error(`A fault rule asks for the effect "${effect.kind}", which nothing can do to a call to a provider.`)
  }
  const status = numberOf(effect, 'status') ?? 503
  const retryAfter = numberOf(effect, 'retry_after')
  const headers: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  if (effect.body === undefined) return { status, headers }
  const text = typeof effect.body === 'string' ? effect.body : JSON.stringify(effect.body)
  return { status, headers: { ...headers, 'content-type': 'application/json' }, body: text }
}

/** A provider without a face of its own has nothing to say; only what goes wrong with it counts. */
function dispatch(
  inside: Inside,
  provider: string,
  request: UpstreamRequest,
  effects: readonly FaultEffect[],
): SandboxReply | Promise<SandboxReply> {
  const prefix = inside.prefixOf(provider.split(':', 1)[0] as string)
  if (prefix === undefined) return { status: 200, headers: {} }
  const [path, query = ''] = request.path.split('?', 2) as [string, string?]
  const isText = typeof request.body === 'string'
  return inside.answer({
    method: request.method,
    path: `${prefix}${path}`,
    query,
    headers: {
      ...(request.body !== undefined && !isText && { 'content-type': 'application/json' }),
      ...request.headers,
    },
    ...(request.body !== undefined && { body: isText ? (request.body as string) : JSON.stringify(request.body) }),
    origin: '',
    ...(effects.length > 0 && { effects }),
  })
}

function bodyOf(reply: SandboxReply): unknown {
  if (typeof reply.body !== 'string' || !/[/+]json\b/.test(reply.headers['content-type'] ?? '')) return reply.body
  try {
    return JSON.parse(reply.body)
  } catch {
    // A provider that answers with broken JSON is one of the things that go wrong.
    return reply.body
  }
}
