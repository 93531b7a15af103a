import type { FaultEffect } from '../world/world.ts'
import { type BodyFault, spoiled } from './body-faults.ts'
import type { SandboxReply } from './call.ts'
import { numberOf } from './effect-options.ts'
import type { UpstreamReply, UpstreamRequest } from './effects.ts'
import type { Engine, WorldState } from './engine.ts'
import { latencyOf } from './latency.ts'
import { isOfTheCall } from './request-faults.ts'

/**
 * Calls a provider's face as a backend would, in the same process. What is wrong with the provider strikes first.
 *
 * @param provider a face's name, or `name:model`, by which faults can tell models apart
 */
export async function callUpstream(
  engine: Engine,
  state: WorldState,
  provider: string,
  request: UpstreamRequest,
): Promise<UpstreamReply> {
  const { world } = state
  const { method, path } = request
  const answer = await throughFaults(state, provider, path, (effects) =>
    dispatch(engine, state, provider, request, effects),
  )
  world.timeline.record('provider', { provider, method, path, status: answer.status })
  return { status: answer.status, headers: answer.headers, body: bodyOf(answer), reply: answer }
}

async function throughFaults(
  { world }: WorldState,
  provider: string,
  path: string,
  call: (effects: readonly FaultEffect[]) => SandboxReply | Promise<SandboxReply>,
): Promise<SandboxReply> {
  const answers: FaultEffect[] = []
  let body: BodyFault | undefined
  for (const effect of world.faults.strike({ on: 'provider', provider, path })) {
    if (effect.kind === 'latency') {
      await world.activity.sleep(latencyOf(world, effect))
      continue
    }
    if (effect.kind === 'hang') {
      // Nothing ever comes; what the caller sees is its own time-out.
      await world.activity.sleep((numberOf(effect, 'seconds') ?? 60) * 1000)
      return { status: 504, headers: {} }
    }
    if (effect.kind === 'corrupt' || effect.kind === 'empty-body') body = effect.kind
    else if (isOfTheCall(effect)) return failure(effect)
    else answers.push(effect)
  }
  const reply = await call(answers)
  return body === undefined ? reply : spoiled(reply, body)
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
  engine: Engine,
  { world }: WorldState,
  provider: string,
  request: UpstreamRequest,
  effects: readonly FaultEffect[],
): SandboxReply | Promise<SandboxReply> {
  const prefix = engine.operations.prefixOf(provider.split(':', 1)[0] as string)
  if (prefix === undefined) return { status: 200, headers: {} }
  const [path, query = ''] = request.path.split('?', 2) as [string, string?]
  const isText = typeof request.body === 'string'
  return engine.handleInside(
    world,
    {
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
    },
    true,
  )
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
