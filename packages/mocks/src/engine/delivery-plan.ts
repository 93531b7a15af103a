import type { FaultEffect } from '../world/world.ts'
import { numberOf } from './effect-options.ts'

/** What becomes of one event. Times are virtual milliseconds. */
export interface DeliveryPlan {
  readonly copies: number
  /** All copies at once, or one after another. */
  readonly together: boolean
  readonly delay: number
  readonly gap: number
  readonly beforeResponse: boolean
  /** Signed with the wrong secret. */
  readonly forged: boolean
  /** How many attempts count as failed, whatever the receiver answers. */
  readonly failures: number
  /** Lets the next event overtake this one, unless none comes for so long. */
  readonly overtaken: number | undefined
  /** Comes once more, so much later; `stale` under its first signature, as somebody who recorded it would send it. */
  readonly again: { readonly after: number; readonly stale: boolean } | undefined
  /** An event of this type comes first. */
  readonly stranger: string | undefined
}

const ordinary: DeliveryPlan = {
  copies: 1,
  together: false,
  delay: 0,
  gap: 0,
  beforeResponse: false,
  forged: false,
  failures: 0,
  overtaken: undefined,
  again: undefined,
  stranger: undefined,
}

/** Puts together what several rules do to the same event. */
export function planOf(effects: readonly FaultEffect[]): DeliveryPlan {
  let plan = ordinary
  for (const effect of effects) plan = { ...plan, ...planned(effect, plan) }
  return plan
}

function planned(effect: FaultEffect, plan: DeliveryPlan): Partial<DeliveryPlan> {
  switch (effect.kind) {
    case 'duplicate':
      return { copies: numberOf(effect, 'copies') ?? 2, gap: milliseconds(effect, 'gap', 0) }
    case 'concurrent':
      return { copies: numberOf(effect, 'copies') ?? 2, together: true }
    case 'before-response':
      return { beforeResponse: true }
    case 'delay':
      return { delay: plan.delay + milliseconds(effect, 'seconds', 60) }
    case 'lose':
      return { copies: 0 }
    case 'retried':
      return { failures: numberOf(effect, 'failures') ?? 1 }
    case 'reorder':
      return { overtaken: milliseconds(effect, 'seconds', 60) }
    case 'replayed':
      return { again: { after: milliseconds(effect, 'seconds', 3600), stale: effect.stale === true } }
    case 'bad-signature':
      return { forged: true }
    case 'unknown-type':
      return { stranger: typeof effect.type === 'string' ? effect.type : 'sandbox.unheard_of' }
    default:
      throw new Error(`A fault rule asks for the effect "${effect.kind}", which nothing can do to a webhook.`)
  }
}

const milliseconds = (effect: FaultEffect, option: string, otherwise: number): number =>
  (numberOf(effect, option) ?? otherwise) * 1000
