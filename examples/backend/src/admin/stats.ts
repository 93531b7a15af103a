import type { AdminStats, Revenue } from '@concord/sdk/types'
import { timestamp } from '../storage/clock.ts'
import type { Database } from '../storage/database.ts'

interface Counted {
  readonly total: number
}

/** The platform in figures, counted now. */
export function figures(database: Database): AdminStats {
  const byStatus = {
    draft: 0,
    payment_pending: 0,
    generating: 0,
    completed: 0,
    failed: 0,
    failed_quality: 0,
    refunded: 0,
  }
  const documents = database.all<Counted & { status: keyof typeof byStatus }>`
    select status, count(*) as total from documents group by status`
  for (const { status, total } of documents) byStatus[status] = total
  const total = (counted: Counted | undefined): number => counted?.total ?? 0
  return {
    users_total: total(database.one`select count(*) as total from users`),
    documents_total: documents.reduce((sum, { total }) => sum + total, 0),
    documents_by_status: byStatus,
    jobs_running: total(database.one`select count(*) as total from jobs where status = 'running'`),
    payments_completed: total(database.one`select count(*) as total from payments where status = 'completed'`),
    refunds_pending: total(database.one`select count(*) as total from refunds where status = 'pending'`),
    revenue: database.all<Revenue>`
      select sum(amount - amount_refunded) as amount, currency from payments
      where completed_at is not null group by currency order by currency`,
    counted_at: timestamp(),
  }
}
