import type { AddressInfo } from 'node:net'
import { serveAuth } from './accounts/auth-service.ts'
import { serveContractTest } from './contract-test/state-endpoint.ts'
import { serveDocuments } from './documents/documents-service.ts'
import { openGateway } from './http/gateway.ts'
import { RateLimits } from './http/rate-limits.ts'
import { Mail } from './mail/mail.ts'
import { installTemplates } from './mail/templates.ts'
import type { Platform } from './platform.ts'
import type { Settings } from './settings.ts'
import { Sockets } from './sockets/sockets.ts'
import { Database } from './storage/database.ts'
import { FileStorage } from './storage/file-storage.ts'
import { Turns } from './storage/turns.ts'

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
  serveAuth(app, platform)
  serveDocuments(app, platform)
  if (settings.contractTest) serveContractTest(app, platform)
  await app.listen({ host: '127.0.0.1', port: settings.port })
  const { port } = app.server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      platform.sockets.closeAll()
      await app.close()
      platform.database.close()
    },
  }
}

function build(settings: Settings): Platform {
  const database = new Database(settings.database)
  installTemplates(database)
  return {
    settings,
    database,
    turns: new Turns(),
    limits: new RateLimits(),
    mail: new Mail(settings, database),
    storage: new FileStorage(settings.files),
    sockets: new Sockets(),
  }
}
