import { createHash, randomBytes } from 'node:crypto'
import type { adminContract } from '@concord/contracts/ts-rest/admin'
import type { ApiKey, EmailTemplate } from '@concord/sdk/types'
import { logActivity } from '../accounts/activity.ts'
import { Problem } from '../http/problems.ts'
import type { Handlers } from '../http/service.ts'
import type { TemplateRow } from '../mail/templates.ts'
import type { Platform } from '../platform.ts'
import { timestamp } from '../storage/clock.ts'
import type { Database } from '../storage/database.ts'
import { pageOf } from '../storage/pages.ts'
import { type FlagRow, flagView } from './feature-flags.ts'
import { settingsOf } from './platform-settings.ts'

type OperatorsSettings = Pick<
  Handlers<typeof adminContract>,
  | 'listFeatureFlags'
  | 'updateFeatureFlag'
  | 'settings'
  | 'updateSettings'
  | 'listEmailTemplates'
  | 'updateEmailTemplate'
  | 'listApiKeys'
  | 'createApiKey'
  | 'deleteApiKey'
>

/** Flags, settings, the words of mails, and API keys. */
export const operatorsSettings = ({ database }: Platform): OperatorsSettings => ({
  listFeatureFlags: ({ query }) => {
    const page = pageOf(
      query,
      database.one`select count(*) as total from feature_flags`,
      ({ limit, offset }) =>
        database.all<FlagRow>`select * from feature_flags order by key limit ${limit} offset ${offset}`,
    )
    return { status: 200, body: { ...page, items: page.items.map(flagView) } }
  },

  updateFeatureFlag: ({ caller, params: { flag_key }, body }) => {
    const flag = database.one<FlagRow>`
      update feature_flags set enabled = ${body.enabled}, updated_at = ${timestamp()} where key = ${flag_key} returning *`
    if (!flag) throw new Problem('feature_flag_not_found')
    logActivity(database, caller.userId, 'feature_flag.updated', { type: 'feature_flag', id: flag_key })
    return { status: 200, body: flagView(flag) }
  },

  settings: () => ({ status: 200, body: settingsOf(database) }),

  updateSettings: ({ caller, body: { support_email, announcement, activity_retention_days } }) => {
    database.run`
      insert or replace into platform_settings (id, support_email, announcement, activity_retention_days)
      values (1, ${support_email}, ${announcement}, ${activity_retention_days})`
    logActivity(database, caller.userId, 'settings.updated', { type: 'settings' })
    return { status: 200, body: settingsOf(database) }
  },

  listEmailTemplates: ({ query }) => {
    const page = pageOf(
      query,
      database.one`select count(*) as total from email_templates`,
      ({ limit, offset }) =>
        database.all<TemplateRow>`select * from email_templates order by key limit ${limit} offset ${offset}`,
    )
    return { status: 200, body: { ...page, items: page.items.map(templateView) } }
  },

  updateEmailTemplate: ({ caller, params: { template_key }, body: { subject, text, html } }) => {
    const template = database.one<TemplateRow>`
      update email_templates
      set subject = ${subject}, text = ${text}, html = ${html}, updated_at = ${timestamp()}
      where key = ${template_key} returning *`
    if (!template) throw new Problem('email_template_not_found')
    logActivity(database, caller.userId, 'email_template.updated', { type: 'email_template', id: template_key })
    return { status: 200, body: templateView(template) }
  },

  listApiKeys: ({ query }) => ({
    status: 200,
    body: pageOf(
      query,
      database.one`select count(*) as total from api_keys`,
      ({ limit, offset }) =>
        database.all<ApiKey>`
        select id, name, prefix, created_at, last_used_at, expires_at from api_keys
        order by id desc limit ${limit} offset ${offset}`,
    ),
  }),

  createApiKey: ({ caller, body: { name, expires_at = null } }) => {
    const { key, secret } = createApiKey(database, name, expires_at)
    logActivity(database, caller.userId, 'api_key.created', { type: 'api_key', id: key.id })
    const { id, prefix, created_at } = key
    return { status: 201, body: { id, name, prefix, secret, created_at, expires_at } }
  },

  deleteApiKey: ({ caller, params: { api_key_id } }) => {
    if (database.run`delete from api_keys where id = ${api_key_id}` === 0) throw new Problem('api_key_not_found')
    logActivity(database, caller.userId, 'api_key.deleted', { type: 'api_key', id: api_key_id })
    return { status: 204, body: undefined }
  },
})

/** Makes a key. Its secret is given here and kept nowhere. */
export function createApiKey(
  database: Database,
  name: string,
  expiresAt: string | null,
): { key: ApiKey; secret: string } {
  const secret = `ck_${randomBytes(24).toString('base64url')}`
  const digest = createHash('sha256').update(secret).digest('base64url')
  const key = database.one<ApiKey>`
    insert into api_keys (name, prefix, digest, created_at, expires_at)
    values (${name}, ${secret.slice(0, 7)}, ${digest}, ${timestamp()}, ${expiresAt})
    returning id, name, prefix, created_at, last_used_at, expires_at`
  if (!key) throw new Error('The key was not stored.')
  return { key, secret }
}

const templateView = ({ key, subject, text, html, placeholders, updated_at }: TemplateRow): EmailTemplate => ({
  key,
  subject,
  text,
  html,
  placeholders: JSON.parse(placeholders),
  updated_at,
})
