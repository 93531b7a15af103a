import type { BoughtComponent, Channel, VideoStatus } from '@concord/sdk/types'
import { channels, type VideoRow, videos } from '../../platform/rows.ts'
import { alertAmount, currency, videoComponents } from '../../platform/studio/video-budget.ts'
import type { World } from '../../world/world.ts'
import { account } from './sign-in-states.ts'
import { numberParam, type StateSetups, type StateValues, textParam } from './state.ts'

/** Channels, the videos that are made for them, and what those cost. */
export const studioStates: StateSetups = {
  'a channel': (context, params) => ({
    channel_id: insertChannel(context.world, context.user().id, textParam(params, 'language')).id,
  }),

  'a channel of another user': ({ world }) => ({
    channel_id: insertChannel(world, account(world, 'grace@example.test').id).id,
  }),

  'a video': (context, params) => {
    const status = statuses.find((name) => name === params.status) ?? 'ready_for_upload'
    return videoValues(insertVideo(context.world, context.user().id, status, numberParam(params, 'amount')))
  },

  'a video of another user': ({ world }) =>
    videoValues(insertVideo(world, account(world, 'grace@example.test').id, 'processing')),

  'the price of a video': ({ world }, params) => {
    world.faults.add({
      match: { on: 'action', operation: 'videos.price' },
      when: { kind: 'always' },
      effect: { kind: 'price', amount: params.amount },
    })
    return {}
  },
}

const statuses = ['queued', 'processing', 'ready_for_upload', 'failed'] as const satisfies readonly VideoStatus[]

/** How many components a video has, and what they have cost where nobody says. */
const usual: Readonly<Record<VideoStatus, { readonly components: number; readonly amount: number }>> = {
  queued: { components: 0, amount: 0 },
  processing: { components: 2, amount: 40 },
  ready_for_upload: { components: videoComponents.length, amount: 108 },
  failed: { components: videoComponents.length - 1, amount: 282 },
}

function insertChannel(world: World, userId: number, language = 'en'): Channel {
  const rows = channels(world)
  const now = world.clock.iso()
  return rows.insert({
    id: rows.nextId(),
    user_id: userId,
    name: 'Bee by bee',
    niche: 'Wild bees and the meadows that they live on',
    language,
    description: null,
    created_at: now,
    updated_at: now,
  })
}

/** A video as if it had been ordered, and whatever its status asks for had happened. Nobody works on it, so it stays as it is. */
function insertVideo(world: World, userId: number, status: VideoStatus, spent?: number): VideoRow {
  const rows = videos(world)
  const now = world.clock.iso()
  const { components, amount } = usual[status]
  const bought = boughtFor(components, spent ?? amount, now)
  const hasEnded = status === 'ready_for_upload' || status === 'failed'
  return rows.insert({
    id: rows.nextId(),
    user_id: userId,
    channel_id: insertChannel(world, userId).id,
    task_id: world.random('tasks').uuid(),
    title: 'Why bees dance',
    topic: 'How a bee tells the others where the flowers are',
    duration_seconds: 360,
    priority: 'normal',
    status,
    progress: Math.round((components / videoComponents.length) * 100),
    stage: status === 'processing' ? (videoComponents[components] ?? status) : status,
    script:
      components > 0 ? 'A bee comes home with pollen on her legs, and the whole hive wants to know from where.' : null,
    error:
      status === 'failed'
        ? { code: 'budget_exceeded', detail: 'The rendering would bring this video to more than $3.00.' }
        : null,
    bought,
    alerted_at: status !== 'queued' && (spent ?? amount) >= alertAmount ? now : null,
    task: null,
    price: null,
    created_at: now,
    started_at: status === 'queued' ? null : now,
    finished_at: hasEnded ? now : null,
    updated_at: now,
  })
}

/** The first components, which have cost this together; the last one takes what does not go evenly. */
function boughtFor(count: number, amount: number, at: string): BoughtComponent[] {
  const each = Math.floor(amount / Math.max(1, count))
  return videoComponents.slice(0, count).map((name, index) => ({
    name,
    amount: index === count - 1 ? amount - each * index : each,
    currency,
    bought_at: at,
  }))
}

const videoValues = ({ id, channel_id }: VideoRow): StateValues => ({ video_id: id, channel_id })
