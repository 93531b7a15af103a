import { enumerationBehaviours } from './auth/enumeration.ts'
import { authLimitBehaviours } from './auth/limits.ts'
import { linkBehaviours } from './auth/links.ts'
import { lockOutBehaviours } from './auth/lock-out.ts'
import { tokenBehaviours } from './auth/tokens.ts'
import type { Behaviour } from './behaviour.ts'

/** Every behaviour there is, in the order in which they are played. */
export const behaviours: readonly Behaviour[] = [
  ...tokenBehaviours,
  ...linkBehaviours,
  ...enumerationBehaviours,
  ...lockOutBehaviours,
  ...authLimitBehaviours,
]
