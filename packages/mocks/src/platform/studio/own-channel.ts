import type { Channel } from '@concord/sdk/types'
import { type OwnerCall, ownedBy } from '../ownership.ts'
import { channels } from '../rows.ts'

/** The channel, if it is the caller's. */
export const ownChannel = (call: OwnerCall, channelId: number): Channel =>
  ownedBy(call, channels(call.world).get(channelId), 'channel_not_found')
