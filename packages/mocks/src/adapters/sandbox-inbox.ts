import type { WorldControls } from '../control/world-controls.ts'
import type { Mail } from '../engine/effects.ts'

/** The mail that was sent. */
export class Inbox {
  readonly #controls: WorldControls

  constructor(controls: WorldControls) {
    this.#controls = controls
  }

  /** Newest first; to everybody, or to one address. */
  list(to?: string): readonly Mail[] {
    return this.#controls.effects.mail.list(to)
  }

  /**
   * The newest mail to an address.
   *
   * @throws Error when there is none, with those who did get mail
   */
  latest(to: string): Mail {
    const [mail] = this.list(to)
    if (mail !== undefined) return mail
    const others = [...new Set(this.list().map((sent) => sent.to))]
    throw new Error(`There is no mail to ${to}. There is mail to ${others.join(', ') || 'nobody'}.`)
  }

  /**
   * The token in the link of the newest mail to an address.
   *
   * @throws Error when there is no mail, or no link with a token in it
   * @example await concord.auth.verifyMagicLink({ token: sandbox.inbox.token('ada@example.test') })
   */
  token(to: string): string {
    const mail = this.latest(to)
    for (const link of mail.links) {
      const token = new URL(link).searchParams.get('token')
      if (token !== null) return token
    }
    throw new Error(`The newest mail to ${to} ("${mail.subject}") has no link with a token.`)
  }
}
