import type { RateLimits } from './http/rate-limits.ts'
import type { LanguageModels } from './jobs/language-models.ts'
import type { Mail } from './mail/mail.ts'
import type { StripeAccount } from './payments/stripe-account.ts'
import type { Settings } from './settings.ts'
import type { Sockets } from './sockets/sockets.ts'
import type { BackgroundWork } from './storage/background-work.ts'
import type { Database } from './storage/database.ts'
import type { FileStorage } from './storage/file-storage.ts'
import type { Turns } from './storage/turns.ts'
import type { PriceList } from './videos/prices.ts'

/** What every room of the backend can reach. */
export interface Platform {
  readonly settings: Settings
  readonly database: Database
  readonly turns: Turns
  readonly background: BackgroundWork
  readonly limits: RateLimits
  readonly mail: Mail
  readonly storage: FileStorage
  readonly stripe: StripeAccount
  readonly models: LanguageModels
  readonly sockets: Sockets
  readonly prices: PriceList
}
