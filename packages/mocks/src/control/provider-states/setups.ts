import { documentStates } from './document-states.ts'
import { paymentStates } from './payment-states.ts'
import { platformStates } from './platform-states.ts'
import { signInStates } from './sign-in-states.ts'
import type { StateSetups } from './state.ts'
import { studioStates } from './studio-states.ts'

/** How every state of the catalogue is brought about. A test holds the two against each other. */
export const stateSetups: StateSetups = {
  ...signInStates,
  ...documentStates,
  ...paymentStates,
  ...studioStates,
  ...platformStates,
}
