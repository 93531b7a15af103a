import type { Row } from '../world/store.ts'
import type { Collection } from '../world/store.ts'
import type { World } from '../world/world.ts'

/** The mails of the platform. `{{name}}` stands for a value. */
export interface TemplateRow extends Row {
  readonly id: TemplateName
  readonly subject: string
  readonly body: string
  readonly updated_at: string
}

interface Template {
  readonly subject: string
  readonly body: string
}

/** What stands until an administrator writes something else. */
export const defaultTemplates = {
  magic_link: {
    subject: 'Your sign-in link',
    body: 'Hello,\n\nthis link signs you in. It works once, within 15 minutes:\n\n{{link}}\n\nIf you did not ask for it, ignore this mail.',
  },
  verify_email: {
    subject: 'Confirm your e-mail address',
    body: 'Hello {{name}},\n\nplease confirm your address within 24 hours:\n\n{{link}}\n\nYour verification code: {{code}}',
  },
  reset_password: {
    subject: 'Choose a new password',
    body: 'Hello,\n\nchoose a new password here. The link works once, within an hour:\n\n{{link}}\n\nIf you did not ask for it, ignore this mail.',
  },
  document_completed: {
    subject: 'Your document "{{title}}" is ready',
    body: 'Hello {{name}},\n\n"{{title}}" is written and waiting for you:\n\n{{link}}\n\n{{warnings}}',
  },
  document_failed: {
    subject: 'We are sorry: "{{title}}" could not be finished',
    body: 'Hello {{name}},\n\n"{{title}}" did not reach the quality that we promise ({{detail}}).\n\nWe are sorry. The full price of {{amount}} goes back to you; nothing is left for you to do.',
  },
  refund_approved: {
    subject: 'Your refund was approved',
    body: 'Hello {{name}},\n\nwe approved your refund of {{amount}}. It reaches your account within a few days.',
  },
  refund_rejected: {
    subject: 'Your refund was declined',
    body: 'Hello {{name}},\n\nwe could not approve your refund of {{amount}}.\n\nThe reason: {{reason}}',
  },
} as const satisfies Record<string, Template>

export type TemplateName = keyof typeof defaultTemplates

export const templateNames = Object.keys(defaultTemplates) as TemplateName[]

/** What an administrator wrote in place of a default. */
export const templates = (world: World): Collection<TemplateRow> =>
  world.store.collection<TemplateRow>('mail_templates')

/** The template in force. */
export const templateOf = (world: World, name: TemplateName): Template =>
  templates(world).get(name) ?? defaultTemplates[name]

/** Puts the values in. A value that is not given leaves nothing behind. */
export const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '').trimEnd()
