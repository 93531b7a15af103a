import { workName } from '../jobs/generation.ts'
import { cancelOpenIntent } from '../payments/intents.ts'
import type { Platform } from '../platform.ts'
import { timestamp } from '../storage/clock.ts'
import { revokeAll } from './sessions.ts'

/** Takes an account away with everything that is its user's. What was paid stays in the books. */
export async function deleteAccount(platform: Platform, userId: number): Promise<void> {
  const { database, background } = platform
  // Nobody may be able to pay for what is gone.
  const documents = database.all<{ id: number }>`select id from documents where user_id = ${userId}`
  for (const { id } of documents) await cancelOpenIntent(platform, id)
  revokeAll(platform, userId)
  const stopped = database.transaction(() => {
    const now = timestamp()
    const jobs = database.all<{ id: number }>`
      update jobs
      set status = 'failed', stage = 'failed', error_code = 'account_deleted',
          error_detail = 'The account was deleted while its document was written.', finished_at = ${now}, updated_at = ${now}
      where user_id = ${userId} and status in ('queued', 'running')
      returning id`
    database.run`delete from activities where user_id = ${userId}`
    // Documents, sections, citations, files and tokens go with it.
    database.run`delete from users where id = ${userId}`
    return jobs
  })
  for (const { id } of stopped) background.stop(workName(id))
}
