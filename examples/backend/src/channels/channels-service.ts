import { channelsContract } from '@concord/contracts/ts-rest/channels'
import type { Channel } from '@concord/sdk/types'
import type { FastifyInstance } from 'fastify'
import { logActivity } from '../accounts/activity.ts'
import { Problem } from '../http/problems.ts'
import { serve } from '../http/service.ts'
import type { Platform } from '../platform.ts'
import { timestamp } from '../storage/clock.ts'
import { pageOf } from '../storage/pages.ts'
import { insertChannel, isInUse, ownChannel } from './channels.ts'

/** What videos are made for. */
export function serveChannels(app: FastifyInstance, platform: Platform): void {
  const { database } = platform
  serve(app, platform, channelsContract, {
    create: ({ caller, body }) => {
      const channel = insertChannel(database, caller.userId, body)
      logActivity(database, caller.userId, 'channel.created', { type: 'channel', id: channel.id })
      return { status: 201, body: channel }
    },

    list: ({ caller: { userId }, query }) => {
      const { language = null } = query
      const page = pageOf(
        query,
        database.one`
          select count(*) as total from channels
          where user_id = ${userId} and (${language} is null or language = ${language})`,
        ({ limit, offset }) => database.all<Channel>`
          select * from channels
          where user_id = ${userId} and (${language} is null or language = ${language})
          order by id desc limit ${limit} offset ${offset}`,
      )
      return { status: 200, body: page }
    },

    get: ({ caller, params }) => ({ status: 200, body: ownChannel(database, params.channel_id, caller.userId) }),

    update: ({ caller, params: { channel_id }, body }) => {
      const channel = ownChannel(database, channel_id, caller.userId)
      const { name, niche, language, description } = { ...channel, ...body }
      const changed = database.one<Channel>`
        update channels
        set name = ${name}, niche = ${niche}, language = ${language}, description = ${description},
            updated_at = ${timestamp()}
        where id = ${channel_id}
        returning *`
      return { status: 200, body: changed ?? channel }
    },

    delete: ({ caller, params: { channel_id } }) => {
      ownChannel(database, channel_id, caller.userId)
      if (isInUse(database, channel_id)) throw new Problem('channel_in_use')
      database.transaction(() => {
        // Its videos go with it.
        database.run`delete from channels where id = ${channel_id}`
        logActivity(database, caller.userId, 'channel.deleted', { type: 'channel', id: channel_id })
      })
      return { status: 204, body: undefined }
    },
  })
}
