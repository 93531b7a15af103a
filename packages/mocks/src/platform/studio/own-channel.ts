import type { Channel } from '@concord/sdk/types'
import type { OwnerCall } from '../documents/own-document.ts'
import { channels } from '../rows.ts'

/** The channel, if it is the caller's: else the problem is 404 for none and 403 for somebody else's. */
export function ownChannel(call: OwnerCall, channelId: number): Channel {
  const channel = channels(call.world).get(channelId)
  if (!channel) throw call.problem('channel_not_found')
  if (channel.user_id !== call.caller.userId) throw call.problem('not_authorized')
  return channel
}
