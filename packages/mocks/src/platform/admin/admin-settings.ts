import type { ApiKey, EmailTemplate, FeatureFlag } from '@concord/sdk/types'
import type { AdminBehaviours } from '../../generated/admin.ts'
import type { Collection, Row } from '../../world/store.ts'
import type { World } from '../../world/world.ts'
import { logActivity } from '../accounts/activity-log.ts'
import {
  isTemplateName,
  placeholdersOf,
  rewrite,
  type TemplateName,
  templateNames,
  templateOf,
} from '../mail/mail-templates.ts'
import { newestPageOf, pageOf } from '../pages.ts'
import { changeSettings, settingsOf } from '../platform-settings.ts'

/** When this version of the platform went out: the age of what nobody has changed since. */
const released = '2025-12-01T00:00:00Z'

/** The flags come with the platform; whether they are on is the world's. */
const flagDescriptions = {
  citation_checks: 'Looks every citation up before a document is delivered.',
  long_documents: 'Offers documents of more than 100 pages.',
  social_sign_in: 'Offers to sign in with Google, Apple and Facebook.',
} as const

type FlagKey = keyof typeof flagDescriptions

interface FlagRow extends Row {
  readonly id: FlagKey
  readonly enabled: boolean
  readonly updated_at: string
}

interface ApiKeyRow extends Row, ApiKey {
  readonly id: number
}

const flags = (world: World): Collection<FlagRow> => world.store.collection<FlagRow>('feature_flags')
const apiKeys = (world: World): Collection<ApiKeyRow> => world.store.collection<ApiKeyRow>('api_keys')

/** Flags, settings, mail templates and API keys. */
export const settingsBehaviours = {
  'admin.listFeatureFlags': (call) => {
    const keys = Object.keys(flagDescriptions) as FlagKey[]
    return call.reply(
      200,
      pageOf(
        keys.sort().map((key) => flagOf(call.world, key)),
        call.query,
      ),
    )
  },

  'admin.updateFeatureFlag': (call) => {
    const key = call.path.flag_key
    if (!isFlagKey(key)) throw call.problem('feature_flag_not_found')
    setFlag(call.world, key, call.body.enabled)
    logActivity(call.world, call.caller.userId, 'feature_flag.updated', 'feature_flag', key)
    return call.reply(200, flagOf(call.world, key))
  },

  'admin.settings': (call) => call.reply(200, settingsOf(call.world)),

  'admin.updateSettings': (call) => {
    changeSettings(call.world, call.body)
    logActivity(call.world, call.caller.userId, 'settings.updated', 'settings')
    return call.reply(200, settingsOf(call.world))
  },

  'admin.listEmailTemplates': (call) => {
    const all = [...templateNames].sort().map((name) => templateView(call.world, name))
    return call.reply(200, pageOf(all, call.query))
  },

  'admin.updateEmailTemplate': (call) => {
    const name = call.path.template_key
    if (!isTemplateName(name)) throw call.problem('email_template_not_found')
    rewrite(call.world, name, call.body)
    logActivity(call.world, call.caller.userId, 'email_template.updated', 'email_template', name)
    return call.reply(200, templateView(call.world, name))
  },

  'admin.listApiKeys': (call) => call.reply(200, newestPageOf(apiKeys(call.world).all(), call.query)),

  'admin.createApiKey': (call) => {
    const { key, secret } = createApiKey(call.world, call.body.name, call.body.expires_at ?? null)
    logActivity(call.world, call.caller.userId, 'api_key.created', 'api_key', key.id)
    const { last_used_at: _, ...shown } = key
    return call.reply(201, { ...shown, secret })
  },

  'admin.deleteApiKey': (call) => {
    if (!apiKeys(call.world).delete(call.path.api_key_id)) throw call.problem('api_key_not_found')
    logActivity(call.world, call.caller.userId, 'api_key.deleted', 'api_key', call.path.api_key_id)
    return call.reply(204, undefined)
  },
} satisfies AdminBehaviours

/** Makes a key. Its secret is given here and kept nowhere. */
export function createApiKey(world: World, name: string, expiresAt: string | null): { key: ApiKey; secret: string } {
  const secret = `ck_${world.random('api-keys').token(24)}`
  const key = apiKeys(world).insert({
    id: apiKeys(world).nextId(),
    name,
    prefix: secret.slice(0, 7),
    created_at: world.clock.iso(),
    last_used_at: null,
    expires_at: expiresAt,
  })
  return { key, secret }
}

/** Switches a part of the platform on or off. */
export function setFlag(world: World, key: FlagKey, enabled: boolean): void {
  flags(world).delete(key)
  flags(world).insert({ id: key, enabled, updated_at: world.clock.iso() })
}

function flagOf(world: World, key: FlagKey): FeatureFlag {
  const { enabled, updated_at } = flags(world).get(key) ?? { enabled: false, updated_at: released }
  return { key, description: flagDescriptions[key], enabled, updated_at }
}

function templateView(world: World, name: TemplateName): EmailTemplate {
  const { subject, text, html, updated_at } = templateOf(world, name)
  return { key: name, subject, text, html, placeholders: placeholdersOf(name), updated_at: updated_at ?? released }
}

const isFlagKey = (key: string): key is FlagKey => Object.hasOwn(flagDescriptions, key)
