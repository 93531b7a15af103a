import type { VideoPriority } from '@concord/sdk/types'
import type { Database } from '../storage/database.ts'
import type { VideoRow } from './videos.ts'

/** How many videos are in work at once; the others wait. */
export const places = 2

const urgencies: Readonly<Record<VideoPriority, number>> = { high: 0, normal: 1, low: 2 }

/** Lets a video wait for a place. */
export function enqueue(database: Database, { id, task_id, priority }: VideoRow): void {
  database.run`
    insert into video_tasks (task_id, video_id, urgency) values (${task_id}, ${id}, ${urgencies[priority]})`
}

/** Gives a free place to the most urgent video that waits, among equals to the oldest; undefined where one of them is missing. */
export function takeNext(database: Database): number | undefined {
  const taken = database.one<{ video_id: number }>`
    update video_tasks set in_work = 1
    where video_id = (select video_id from video_tasks where in_work = 0 order by urgency, video_id limit 1)
      and (select count(*) from video_tasks where in_work = 1) < ${places}
    returning video_id`
  return taken?.video_id
}

/** The videos that have a place, the oldest first. */
export const inWork = (database: Database): number[] =>
  database.all<{ video_id: number }>`select video_id from video_tasks where in_work = 1 order by video_id`.map(
    ({ video_id }) => video_id,
  )

/** Takes a video out of the queue, and its place is free. */
export function leave(database: Database, videoId: number): void {
  database.run`delete from video_tasks where video_id = ${videoId}`
}
