import { timestamp } from '../storage/clock.ts'
import type { Database } from '../storage/database.ts'

/** The words of a mail. `{name}` stands for a value. */
export interface Words {
  readonly subject: string
  readonly text: string
  readonly html: string
}

const defaults = {
  document_completed: {
    subject: 'Your document "{title}" is ready',
    text: 'Hello {name},\n\n"{title}" is written and waiting for you:\n\n{link}\n\n{warnings}',
  },
  document_failed: {
    subject: 'We are sorry: "{title}" could not be written',
    text: 'Hello {name},\n\n"{title}" could not be written: {detail}\n\nYou paid {amount} and can ask for it back at any time. We are sorry for the trouble.',
  },
  document_failed_quality: {
    subject: 'We are sorry: "{title}" did not become good enough',
    text: 'Hello {name},\n\n"{title}" did not reach the quality that we promise: {detail}\n\nWe are sorry. The full price of {amount} goes back to you; there is nothing left for you to do.',
  },
  magic_link: {
    subject: 'Your sign-in link',
    text: 'Hello,\n\nthis link signs you in. It works once, within 15 minutes:\n\n{link}\n\nIf you did not ask for it, ignore this mail.',
  },
  refund_approved: {
    subject: 'Your refund was approved',
    text: 'Hello {name},\n\nwe approved your refund of {amount}. It reaches your account within a few days.\n\n{note}',
  },
  refund_rejected: {
    subject: 'Your refund was declined',
    text: 'Hello {name},\n\nwe could not approve your refund of {amount}.\n\nThe reason: {reason}',
  },
  reset_password: {
    subject: 'Choose a new password',
    text: 'Hello,\n\nchoose a new password here. The link works once, within an hour:\n\n{link}\n\nIf you did not ask for it, ignore this mail.',
  },
  verify_email: {
    subject: 'Confirm your e-mail address',
    text: 'Hello {name},\n\nplease confirm your address within 24 hours:\n\n{link}\n\nYour verification code: {code}',
  },
  video_budget_alert: {
    subject: 'Your video "{title}" is getting expensive',
    text: 'Hello {name},\n\n"{title}" has cost {amount} by now. It goes on being made, as long as it stays within what a video may cost. What was bought for it:\n\n{link}',
  },
  video_failed: {
    subject: 'We are sorry: "{title}" could not be made',
    text: 'Hello {name},\n\n"{title}" could not be made: {detail}\n\nWe are sorry for the trouble.',
  },
} as const

/** A mail that the platform sends. */
export type TemplateName = keyof typeof defaults

/** A template as the database has it; its placeholders are those of the words that the platform came with. */
export interface TemplateRow extends Words {
  readonly key: string
  readonly placeholders: string
  readonly updated_at: string
}

/** Puts the words into the database that the platform comes with. What an administrator changed stays. */
export function installTemplates(database: Database): void {
  for (const [key, { subject, text }] of Object.entries(defaults)) {
    const names = Array.from(`${subject} ${text}`.matchAll(/\{(\w+)\}/g), ([, name]) => name)
    const html = text
      .split('\n\n')
      .map((paragraph) => `<p>${paragraph}</p>`)
      .join('\n')
    database.run`
      insert into email_templates (key, subject, text, html, placeholders, updated_at)
      values (${key}, ${subject}, ${text}, ${html}, ${JSON.stringify([...new Set(names)])}, ${timestamp()})
      on conflict (key) do nothing`
  }
}

/** The mail in its final words. */
export function written(database: Database, name: TemplateName, values: Readonly<Record<string, string>>): Words {
  const words = database.one<TemplateRow>`select * from email_templates where key = ${name}`
  if (!words) throw new Error(`There is no e-mail template "${name}".`)
  return {
    subject: filled(words.subject, values),
    text: filled(words.text, values),
    // A value must not smuggle markup in.
    html: filled(words.html, Object.fromEntries(Object.entries(values).map(([key, value]) => [key, escaped(value)]))),
  }
}

/** A value that is not given leaves nothing behind. */
const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '').trimEnd()

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
