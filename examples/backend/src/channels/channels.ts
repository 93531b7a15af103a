import type { Channel, ChannelCreate } from '@concord/sdk/types'
import { fault } from '../faults.ts'
import { Problem } from '../http/problems.ts'
import { timestamp } from '../storage/clock.ts'
import type { Database } from '../storage/database.ts'

/**
 * The channel, if it is this user's.
 *
 * @throws Problem channel_not_found where there is none, not_authorized where it is somebody else's
 */
export function ownChannel(database: Database, id: number, userId: number): Channel {
  const channel = database.one<Channel>`select * from channels where id = ${id}`
  if (!channel) throw new Problem('channel_not_found')
  if (channel.user_id !== userId && !fault('channel-of-another-open')) throw new Problem('not_authorized')
  return channel
}

export function insertChannel(database: Database, userId: number, wanted: ChannelCreate): Channel {
  const now = timestamp()
  const { name, niche, language, description = null } = wanted
  const channel = database.one<Channel>`
    insert into channels (user_id, name, niche, language, description, created_at, updated_at)
    values (${userId}, ${name}, ${niche}, ${language}, ${description}, ${now}, ${now})
    returning *`
  if (!channel) throw new Error('The channel was not stored.')
  return channel
}

/** Whether a video is being made for it, or waits to be. */
export const isInUse = (database: Database, id: number): boolean =>
  database.one`select id from videos where channel_id = ${id} and status in ('queued', 'processing') limit 1` !==
  undefined
