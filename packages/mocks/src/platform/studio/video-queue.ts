import type { Channel, VideoOrder } from '@concord/sdk/types'
import { numberOf } from '../../engine/effect-options.ts'
import type { TaskHandler } from '../../world/task-handler.ts'
import type { World } from '../../world/world.ts'
import { type VideoRow, videos } from '../rows.ts'
import { makeVideo, makingTasks } from './video-making.ts'

/** How many videos are in work at once; the others wait. */
const workers = 2
/** From the order to the first worker who looks at it, in virtual milliseconds. */
const queueTime = 1_000

const urgency = { high: 0, normal: 1, low: 2 } as const

/** Puts a video into the work queue. */
export function orderVideo(world: World, channel: Channel, order: VideoOrder): VideoRow {
  const rows = videos(world)
  const now = world.clock.iso()
  const { channel_id, title, topic, duration_seconds = 360, priority = 'normal' } = order
  const video = rows.insert({
    id: rows.nextId(),
    user_id: channel.user_id,
    channel_id,
    task_id: world.random('tasks').uuid(),
    title,
    topic,
    duration_seconds,
    priority,
    status: 'queued',
    progress: 0,
    stage: 'queued',
    script: null,
    error: null,
    bought: [],
    alerted_at: null,
    task: 'waiting',
    price: priceFor(world, channel.user_id),
    created_at: now,
    started_at: null,
    finished_at: null,
    updated_at: now,
  })
  world.timeline.record('task', {
    task_id: video.task_id,
    video_id: video.id,
    action: 'generate',
    params: { title, topic, duration_seconds },
    priority,
    timestamp: now,
  })
  world.scheduler.after(queueTime, 'videos.begin', {})
  return video
}

/** What the rules make a video cost in all, in cents, if they do. */
function priceFor(world: World, userId: number): number | null {
  const struck = world.faults.strike({ on: 'action', operation: 'videos.price', user_id: userId })
  const last = struck.at(-1)
  return (last && numberOf(last, 'amount')) ?? null
}

/** Workers who are free take the most urgent videos, among equals the oldest. */
const begin: TaskHandler = (world) => {
  const rows = videos(world)
  const free = workers - rows.where({ task: 'in_work' }).length
  const waiting = rows
    .where({ task: 'waiting' })
    .toSorted((one, other) => urgency[one.priority] - urgency[other.priority])
  for (const { id } of waiting.slice(0, free)) makeVideo(world, id)
}

/** What the scheduler carries out for videos: a worker that is done asks the queue for the next one. */
export const videoTasks: Readonly<Record<string, TaskHandler>> = { 'videos.begin': begin, ...makingTasks }
