import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { createApiKey } from '../admin/operators-settings.ts'
import { useUp } from '../http/idempotency.ts'
import { MailUnavailable } from '../mail/mail.ts'
import { takeStorageDown } from './document-states.ts'
import { type ProviderStates, type StateContext, state } from './states.ts'

const nothing = z.object({})

const dependencies = ['database', 'redis', 'storage', 'email'] as const
type Dependency = (typeof dependencies)[number]

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

  'a dependency is down': state(
    z.object({ dependency: z.enum(dependencies).default('redis') }),
    [],
    async (context, { dependency }) => {
      await takeDown[dependency](context)
      return {}
    },
  ),

  'a feature flag': state(
    z.object({ enabled: z.boolean().default(false) }),
    ['flag_key'],
    ({ platform }, { enabled }) => {
      platform.database.run`update feature_flags set enabled = ${enabled} where key = 'long_documents'`
      return { flag_key: 'long_documents' }
    },
  ),

  'an email template': state(nothing, ['template_key'], () => ({ template_key: 'refund_approved' })),

  'an API key': state(nothing, ['api_key_id'], ({ platform }) => ({
    api_key_id: createApiKey(platform.database, 'Reporting', null).key.id,
  })),

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

/** Each dependency is really gone, as far as this process is concerned. */
const takeDown: Readonly<Record<Dependency, (context: StateContext) => void | Promise<void>>> = {
  database: ({ platform }) => platform.database.close(),
  redis: ({ platform }) => {
    platform.limits.store = {
      hit() {
        throw new Error('The store of the limits cannot be reached.')
      },
    }
  },
  storage: ({ platform }) => takeStorageDown(platform),
  email: takeMailDown,
}

async function takeMailDown({ platform, sandbox }: StateContext): Promise<void> {
  await sandbox.switchOn('auth.mail-down')
  // The backend finds out as it would from anybody's mail.
  await platform.mail.sendToOurselves('magic_link').catch((error: unknown) => {
    if (!(error instanceof MailUnavailable)) throw error
  })
}
