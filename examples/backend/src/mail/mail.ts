import type { UserRow } from '../accounts/users.ts'
import type { Settings } from '../settings.ts'
import { minutes } from '../storage/clock.ts'
import type { Database } from '../storage/database.ts'
import { type Carrier, carrierFor } from './carriers.ts'
import { type TemplateName, written } from './templates.ts'

/** No mail can be handed over for now. */
export class MailUnavailable extends Error {
  override readonly name = 'MailUnavailable'
}

const ownAddress = 'no-reply@tesigo.example.test'

/** For so long a mail server that refused a mail counts as down, whatever it says of itself. */
const memory = 1 * minutes

/** Writes mails from their templates and hands them over. */
export class Mail {
  readonly #database: Database
  readonly #carrier: Carrier
  readonly #appUrl: string
  #failedAt = Number.NEGATIVE_INFINITY

  constructor(settings: Settings, database: Database) {
    this.#database = database
    this.#appUrl = settings.appUrl
    this.#carrier = carrierFor(settings)
  }

  /** @throws MailUnavailable */
  async send(to: string, template: TemplateName, values: Readonly<Record<string, string>>): Promise<void> {
    const words = written(this.#database, template, values)
    try {
      await this.#carrier.take({ from: `TesiGo <${ownAddress}>`, to, ...words })
      this.#failedAt = Number.NEGATIVE_INFINITY
    } catch (error) {
      this.#failedAt = Date.now()
      throw new MailUnavailable(`The mail "${template}" could not be handed over.`, { cause: error })
    }
  }

  /**
   * Tells a user something about what is theirs, if they want such mails. A mail that cannot be handed over never undoes what it
   * speaks of.
   */
  async notify(
    user: UserRow | undefined,
    template: TemplateName,
    values: Readonly<Record<string, string>>,
  ): Promise<void> {
    if (!user?.email_notifications) return
    try {
      await this.send(user.email, template, { name: user.name, ...values })
    } catch (error) {
      if (!(error instanceof MailUnavailable)) throw error
      console.error(error.message, error.cause)
    }
  }

  /**
   * Sends the same mail to nobody but ourselves, where the address that was given must not get one: it takes as long, and fails
   * when the other would fail.
   *
   * @throws MailUnavailable
   */
  sendToOurselves(template: TemplateName): Promise<void> {
    return this.send(ownAddress, template, { link: this.link('/') })
  }

  /** Whether the last mail went out, and the server answers. */
  async isHealthy(): Promise<boolean> {
    if (Date.now() - this.#failedAt < memory) return false
    return this.#carrier.check().then(
      () => true,
      () => false,
    )
  }

  /** Forgets that a mail was refused. */
  forgetFailure(): void {
    this.#failedAt = Number.NEGATIVE_INFINITY
  }

  /** An address of the application. */
  link(path: string): string {
    return `${this.#appUrl}${path}`
  }
}

/** Money for people: `25.00 EUR`. */
export const price = (amount: number, currency: string): string =>
  `${(amount / 100).toFixed(2)} ${currency.toUpperCase()}`
