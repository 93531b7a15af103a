import type { Collection, Row } from '../../world/store.ts'
import type { World } from '../../world/world.ts'

/** The words of a mail. `{name}` stands for a value. */
export interface Template {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** What an administrator wrote in place of a default. */
export interface TemplateRow extends Row, Template {
  readonly id: string
  readonly updated_at: string
}

const words = {
  document_completed: {
    subject: 'Your document "{title}" is ready',
    text: 'Hello {name},\n\n"{title}" is written and waiting for you:\n\n{link}\n\n{warnings}',
  },
  document_failed: {
    subject: 'We are sorry: "{title}" could not be written',
    text: 'Hello {name},\n\n"{title}" could not be written: {detail}\n\nYou paid {amount}. You can ask for it back at any time; we are sorry for the trouble.',
  },
  document_failed_quality: {
    subject: 'We are sorry: "{title}" did not become good enough',
    text: 'Hello {name},\n\n"{title}" did not reach the quality that we promise: {detail}\n\nWe are sorry. The full price of {amount} goes back to you; nothing is left for you to do.',
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
    subject: '"{title}" has cost {amount} so far',
    text: 'Hello {name},\n\nmaking "{title}" has cost {amount} so far. It goes on, and stops before it costs more than {limit}:\n\n{link}',
  },
  video_failed: {
    subject: 'We are sorry: "{title}" could not be made',
    text: 'Hello {name},\n\n"{title}" could not be made: {detail}',
  },
} as const

/** A mail that the platform sends. */
export type TemplateName = keyof typeof words

export const templateNames = Object.keys(words) as TemplateName[]

export const isTemplateName = (name: string): name is TemplateName => Object.hasOwn(words, name)

const rewritten = (world: World): Collection<TemplateRow> => world.store.collection<TemplateRow>('mail_templates')

/** The words in force. */
export function templateOf(world: World, name: TemplateName): Template & { readonly updated_at: string | null } {
  return rewritten(world).get(name) ?? { ...words[name], html: htmlOf(words[name].text), updated_at: null }
}

/** Puts other words in force. */
export function rewrite(world: World, name: TemplateName, { subject, text, html }: Template): void {
  const rows = rewritten(world)
  rows.delete(name)
  rows.insert({ id: name, subject, text, html, updated_at: world.clock.iso() })
}

/** The values that a mail is given, by name. */
export const placeholdersOf = (name: TemplateName): string[] => [
  ...new Set(
    Array.from(`${words[name].subject} ${words[name].text}`.matchAll(/\{(\w+)\}/g), ([, value]) => value ?? ''),
  ),
]

/** Puts the values in. A value that is not given leaves nothing behind. */
export const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '').trimEnd()

/** The same in HTML, where a value could otherwise smuggle markup in. */
export function filledHtml(html: string, values: Readonly<Record<string, string>>): string {
  const safe = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, escaped(value)]))
  return filled(html.replaceAll('{link}', safe.link ? `<a href="${safe.link}">${safe.link}</a>` : ''), safe)
}

const htmlOf = (text: string): string =>
  text
    .split('\n\n')
    .map((paragraph) => `<p>${paragraph}</p>`)
    .join('\n')

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
