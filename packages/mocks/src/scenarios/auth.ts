import { z } from 'zod'
import { always, scenario } from './scenario.ts'

/** What goes wrong while somebody signs in. */
export const authScenarios = [
  scenario('auth.mail-down', 'No mail can be handed over, so nobody gets a link.', z.object({}), () => [
    { match: { on: 'mail' }, when: always, effect: { kind: 'down' } },
  ]),
] as const
