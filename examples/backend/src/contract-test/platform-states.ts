import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { useUp } from '../http/idempotency.ts'
import { MailUnavailable } from '../mail/mail.ts'
import { type ProviderStates, type StateContext, state } from './states.ts'

const nothing = z.object({})

/** What stands around the users: limits, keys, and what is down. */
export const platformStates: ProviderStates = {
  'the rate limit is used up': state(nothing, [], ({ platform }) => {
    platform.limits.store = {
      hit: (_key, seconds) => ({ ends: Date.now() + seconds * 1000, used: Number.MAX_SAFE_INTEGER }),
    }
    return {}
  }),

  'a used idempotency key': state(
    z.object({ operation: z.string() }),
    ['idempotency_key'],
    ({ platform, user }, { operation }) => {
      const key = `used-${randomUUID()}`
      // Operations without a token know no user; the key is used up for nobody and for the signed-in user alike.
      useUp(platform, operation, undefined, key)
      useUp(platform, operation, user().id, key)
      return { idempotency_key: key }
    },
  ),

  'the mail service is down': state(nothing, [], async (context) => {
    await takeMailDown(context)
    return {}
  }),

  'a scenario': state(
    z.object({
      name: z.string().default('webhooks.duplicate'),
      options: z.record(z.string(), z.unknown()).default({}),
    }),
    [],
    async ({ sandbox }, { name, options }) => {
      await sandbox.switchOn(name, options)
      return {}
    },
  ),
}

async function takeMailDown({ platform, sandbox }: StateContext): Promise<void> {
  await sandbox.switchOn('auth.mail-down')
  // The backend finds out as it would from anybody's mail.
  await platform.mail.sendToOurselves('magic_link').catch((error: unknown) => {
    if (!(error instanceof MailUnavailable)) throw error
  })
}
