import type { World } from '../world/world.ts'
import type { Mail, Mailbox } from './effects.ts'

/** A fault on mail struck: the mail server cannot be reached. */
export class MailUnavailable extends Error {
  override readonly name = 'MailUnavailable'

  constructor() {
    super('The mail server of this world is down: a fault rule on mail says so.')
  }
}

/** The mail of one world. It goes nowhere else. */
export class WorldMailbox implements Mailbox {
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  send(mail: { to: string; from?: string; subject: string; text: string; html: string }): Mail {
    const world = this.#world
    if (world.faults.strike({ on: 'mail', type: mail.subject }).length > 0) throw new MailUnavailable()
    const { to, from = 'no-reply@platform.test', subject, text, html } = mail
    const sent: Mail = {
      id: `mail_${world.random('mail').token(12)}`,
      to,
      from,
      subject,
      text,
      html,
      links: linksIn(text, html),
      created_at: world.clock.iso(),
    }
    this.#mails.insert(sent)
    world.timeline.record('mail', { mail_id: sent.id, to, subject })
    return sent
  }

  list(to?: string): readonly Mail[] {
    const mails = to === undefined ? this.#mails.all() : this.#mails.where({ to })
    return mails.toReversed()
  }

  get #mails() {
    return this.#world.store.collection<Mail>('sandbox.mail', { indexes: ['to'] })
  }
}

function linksIn(text: string, html: string): string[] {
  const inText = Array.from(text.matchAll(/https?:\/\/[^\s<>"')]+/g), ([link]) => link)
  const inHtml = Array.from(html.matchAll(/href="([^"]+)"/g), ([, link]) => (link as string).replaceAll('&amp;', '&'))
  return [...new Set([...inText, ...inHtml])]
}
