import { effectsOf } from '../../engine/effects-of.ts'
import { MailUnavailable } from '../../engine/mailbox.ts'
import type { World } from '../../world/world.ts'
import type { UserRow } from '../rows.ts'
import { filled, filledHtml, type TemplateName, templateOf } from './mail-templates.ts'

/**
 * Writes a mail from its template and sends it.
 *
 * @throws MailUnavailable when no mail can be handed over.
 */
export function sendMail(
  world: World,
  to: string,
  template: TemplateName,
  values: Readonly<Record<string, string>>,
): void {
  const { subject, text, html } = templateOf(world, template)
  effectsOf(world).mail.send({
    to,
    subject: filled(subject, values),
    text: filled(text, values),
    html: filledHtml(html, values),
  })
}

/** Whether a mail of this kind could not be handed over right now. Asking counts as an attempt. */
export const mailIsDown = (world: World, template: TemplateName): boolean =>
  world.faults.strike({ on: 'mail', type: templateOf(world, template).subject }).length > 0

/**
 * Tells a user something about what is theirs, if they want such mails. A mail that cannot be handed over never undoes what it
 * speaks of.
 */
export function notify(
  world: World,
  user: UserRow | undefined,
  template: TemplateName,
  values: Readonly<Record<string, string>>,
): void {
  if (!user?.settings.email_notifications) return
  try {
    sendMail(world, user.email, template, { name: user.name, ...values })
  } catch (error) {
    if (!(error instanceof MailUnavailable)) throw error
  }
}

/** An address of the application, for links in mails. */
export const appLink = (world: World, path: string): string => `${effectsOf(world).origin}${path}`

/** Money for people: `25.00 EUR`. */
export const written = (amount: number, currency: string): string =>
  `${(amount / 100).toFixed(2)} ${currency.toUpperCase()}`
