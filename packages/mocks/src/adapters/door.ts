import { ControlProblem } from '../control/control-problem.ts'
import type { SandboxReply, TransportEffect } from '../engine/call.ts'
import type { FaultRule } from '../world/world.ts'

/** What a door can do to a connection. */
export interface DoorCapabilities {
  readonly name: string
  readonly transport: ReadonlySet<TransportEffect['kind']>
}

/**
 * A fault asks for something that this door cannot do to a connection. It is never replaced by something similar: a test that passes
 * against an imitation proves nothing.
 */
export class EffectNotSupported extends ControlProblem {
  override readonly name = 'EffectNotSupported'
  /** What tells it from other violations. */
  readonly rule = 'effect_not_supported'
  readonly effect: string
  readonly door: string

  constructor(effect: string, capabilities: DoorCapabilities) {
    super(
      409,
      'effect_not_supported',
      'Effect not supported',
      `The effect "${effect}" cannot be carried out by ${capabilities.name}. ` +
        'Use a door that can: sandbox.fetch for "reset", "hang" and "truncate", the HTTP server for all of them.',
    )
    this.effect = effect
    this.door = capabilities.name
  }
}

/** What the reply needs and the door cannot do; undefined when it can be given. */
export function inexpressible(reply: SandboxReply, capabilities: DoorCapabilities): EffectNotSupported | undefined {
  const kind = reply.transport?.kind
  return kind === undefined || capabilities.transport.has(kind) ? undefined : new EffectNotSupported(kind, capabilities)
}

const transportEffects: ReadonlySet<string> = new Set([
  'reset',
  'hang',
  'truncate',
  'drip',
] satisfies TransportEffect['kind'][])

/**
 * Refuses fault rules whose effect the door cannot carry out: when they are added, not when they strike. What is wrong with a provider
 * is taken all the same, because the platform's own calls to it meet every effect; it is refused where it strikes a call from outside.
 */
export function admitExpressible(capabilities: DoorCapabilities): (rule: FaultRule) => void {
  const possible: ReadonlySet<string> = capabilities.transport
  return ({ match, effect }) => {
    if (match.on === 'request' && transportEffects.has(effect.kind) && !possible.has(effect.kind)) {
      throw new EffectNotSupported(effect.kind, capabilities)
    }
  }
}
