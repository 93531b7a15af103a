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

/** Throws {@link EffectNotSupported} when the reply needs what the door cannot do. */
export function assertExpressible(reply: SandboxReply, capabilities: DoorCapabilities): void {
  if (reply.transport !== undefined && !capabilities.transport.has(reply.transport.kind)) {
    throw new EffectNotSupported(reply.transport.kind, capabilities)
  }
}

const transportEffects: ReadonlySet<string> = new Set([
  'reset',
  'hang',
  'truncate',
  'drip',
] satisfies TransportEffect['kind'][])

/** Refuses fault rules whose effect the door cannot carry out: when they are added, not when they strike. */
export function admitExpressible(capabilities: DoorCapabilities): (rule: FaultRule) => void {
  const possible: ReadonlySet<string> = capabilities.transport
  return ({ match, effect }) => {
    if (match.on === 'request' && transportEffects.has(effect.kind) && !possible.has(effect.kind)) {
      throw new EffectNotSupported(effect.kind, capabilities)
    }
  }
}
