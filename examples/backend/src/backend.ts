import type { AddressInfo } from 'node:net'
import { serveAuth } from './accounts/auth-service.ts'
import { serveUsers } from './accounts/users-service.ts'
import { serveAdmin } from './admin/admin-service.ts'
import { serveChannels } from './channels/channels-service.ts'
import { serveContractTest } from './contract-test/state-endpoint.ts'
import { serveDocuments } from './documents/documents-service.ts'
import { serveHealth } from './health/health-service.ts'
import { openGateway } from './http/gateway.ts'
import { RateLimits } from './http/rate-limits.ts'
import { resumeJobs } from './jobs/generation.ts'
import { serveJobs } from './jobs/jobs-service.ts'
import { LanguageModels } from './jobs/language-models.ts'
import { Mail } from './mail/mail.ts'
import { servePayments } from './payments/payments-service.ts'
import { StripeAccount } from './payments/stripe-account.ts'
import type { Platform } from './platform.ts'
import { resumeRefunds } from './refunds/refunding.ts'
import { serveRefunds } from './refunds/refunds-service.ts'
import type { Settings } from './settings.ts'
import { Sockets } from './sockets/sockets.ts'
import { serveWebsockets } from './sockets/websockets-service.ts'
import { BackgroundWork } from './storage/background-work.ts'
import { Database } from './storage/database.ts'
import { FileStorage } from './storage/file-storage.ts'
import { install } from './storage/install.ts'
import { Turns } from './storage/turns.ts'
import { resumeVideos } from './videos/making.ts'
import { PriceList } from './videos/prices.ts'
import { serveVideos } from './videos/videos-service.ts'

/** A backend that serves. */
export interface RunningBackend {
  readonly url: string
  /** Ends the sockets, finishes what is being answered, and closes the database. */
  close(): Promise<void>
}

/** Puts the rooms together and listens on loopback. */
export async function startBackend(settings: Settings): Promise<RunningBackend> {
  const platform = build(settings)
  const app = await openGateway(settings)
  serveHealth(app, platform)
  serveAuth(app, platform)
  serveUsers(app, platform)
  serveDocuments(app, platform)
  servePayments(app, platform)
  serveJobs(app, platform)
  serveRefunds(app, platform)
  serveAdmin(app, platform)
  serveChannels(app, platform)
  serveVideos(app, platform)
  await serveWebsockets(app, platform)
  if (settings.contractTest) serveContractTest(app, platform)
  await app.listen({ host: '127.0.0.1', port: settings.port })
  resumeJobs(platform)
  resumeRefunds(platform)
  resumeVideos(platform)
  const { port } = app.server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      platform.background.stopAll()
      platform.sockets.closeAll()
      await app.close()
      platform.database.close()
    },
  }
}

function build(settings: Settings): Platform {
  const database = new Database(settings.database)
  install(database)
  return {
    settings,
    database,
    turns: new Turns(),
    background: new BackgroundWork(),
    limits: new RateLimits(),
    mail: new Mail(settings, database),
    storage: new FileStorage(settings.files),
    stripe: new StripeAccount(settings),
    models: new LanguageModels(settings),
    sockets: new Sockets(),
    prices: new PriceList(),
  }
}
