/** The simplest thing that may be read of a service, to look at what goes with every answer. */
export interface PlainRead {
  readonly service: string
  readonly operation: string
  /** The provider state that gives the caller; absent where anybody may read it. */
  readonly caller?: string
}

const USER = 'a signed-in user'

/** One for each service that may be deployed alone. Nothing can be read of auth, which has rules of its own. */
export const plainReads: readonly PlainRead[] = [
  { service: 'users', operation: 'users.me', caller: USER },
  { service: 'documents', operation: 'documents.list', caller: USER },
  { service: 'jobs', operation: 'jobs.list', caller: USER },
  { service: 'payments', operation: 'payments.list', caller: USER },
  { service: 'refunds', operation: 'refunds.list', caller: USER },
  { service: 'admin', operation: 'admin.stats', caller: 'a signed-in administrator' },
  { service: 'channels', operation: 'channels.list', caller: USER },
  { service: 'videos', operation: 'videos.list', caller: USER },
  { service: 'health', operation: 'health.get' },
]
