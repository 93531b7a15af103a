import type { ChannelsBehaviours } from '../../generated/channels.ts'
import { logActivity } from '../accounts/activity-log.ts'
import { newestPageOf } from '../pages.ts'
import { channels, videos } from '../rows.ts'
import { deleteChannel } from './channel-rows.ts'
import { ownChannel } from './own-channel.ts'

/** The channels of a user. */
export const channelsBehaviours: ChannelsBehaviours = {
  'channels.create': (call) => {
    const rows = channels(call.world)
    const now = call.world.clock.iso()
    const channel = rows.insert({
      id: rows.nextId(),
      user_id: call.caller.userId,
      name: call.body.name,
      niche: call.body.niche,
      language: call.body.language,
      description: call.body.description ?? null,
      created_at: now,
      updated_at: now,
    })
    logActivity(call.world, call.caller.userId, 'channel.created', 'channel', channel.id)
    return call.reply(201, channel)
  },

  'channels.list': (call) => {
    const { language } = call.query
    const own = channels(call.world).where({ user_id: call.caller.userId, ...(language !== undefined && { language }) })
    return call.reply(200, newestPageOf(own, call.query))
  },

  'channels.get': (call) => call.reply(200, ownChannel(call, call.path.channel_id)),

  'channels.update': (call) => {
    const { id } = ownChannel(call, call.path.channel_id)
    return call.reply(200, channels(call.world).update(id, { ...call.body, updated_at: call.world.clock.iso() }))
  },

  'channels.delete': (call) => {
    const { id } = ownChannel(call, call.path.channel_id)
    const made = videos(call.world).where({ channel_id: id })
    if (made.some(({ status }) => status === 'queued' || status === 'processing')) throw call.problem('channel_in_use')
    deleteChannel(call.world, id)
    logActivity(call.world, call.caller.userId, 'channel.deleted', 'channel', id)
    return call.reply(204, undefined)
  },
}
