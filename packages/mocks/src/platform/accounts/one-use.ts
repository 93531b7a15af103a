import type { World } from '../../world/world.ts'
import { type OneUsePurpose, type OneUseRow, oneUse } from '../rows.ts'

const minute = 60_000

/** How each kind of token begins, and how long it is good. */
const kinds: Readonly<Record<OneUsePurpose, { readonly prefix: string; readonly lifetime: number }>> = {
  magic_link: { prefix: 'ml_', lifetime: 15 * minute },
  verify_email: { prefix: 'ev_', lifetime: 24 * 60 * minute },
  reset_password: { prefix: 'pr_', lifetime: 60 * minute },
  oauth_state: { prefix: 'st_', lifetime: 10 * minute },
  oauth_code: { prefix: 'ac_', lifetime: 10 * minute },
}

/** What is kept with a token. */
export type OneUseDetails = Partial<Pick<OneUseRow, 'email' | 'redirect_uri' | 'provider'>>

/** Makes a token that is good once, for as long as its kind is. */
export function issueOneUse(world: World, purpose: OneUsePurpose, details: OneUseDetails): OneUseRow {
  const { prefix, lifetime } = kinds[purpose]
  return oneUse(world).insert({
    email: '',
    ...details,
    id: `${prefix}${world.random('one-use').token(32)}`,
    purpose,
    used: false,
    expires: world.clock.now() + lifetime,
  })
}

/** Uses a token up, or says why it is not good. A token that was used says so even when its time is over. */
export function spend(world: World, purpose: OneUsePurpose, token: string): OneUseRow | 'invalid' | 'expired' | 'used' {
  const row = oneUse(world).get(token)
  if (row?.purpose !== purpose) return 'invalid'
  const [mishap] = world.faults.strike({ on: 'action', operation: 'auth.spend', type: purpose })
  if (row.used) return 'used'
  if (mishap?.kind === 'use-before') {
    // Somebody was quicker: a program that looks at every link of a mail, for one.
    oneUse(world).update(token, { used: true })
    return 'used'
  }
  if (mishap?.kind === 'expire') oneUse(world).update(token, { expires: world.clock.now() })
  if (row.expires <= world.clock.now() || mishap?.kind === 'expire') return 'expired'
  return oneUse(world).update(token, { used: true })
}
