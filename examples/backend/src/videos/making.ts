import { setTimeout as sleep } from 'node:timers/promises'
import { logActivity } from '../accounts/activity.ts'
import { userById } from '../accounts/users.ts'
import { AllProvidersFailed } from '../jobs/language-models.ts'
import { price } from '../mail/mail.ts'
import type { Platform } from '../platform.ts'
import { carryThrough } from '../storage/background-work.ts'
import { timestamp } from '../storage/clock.ts'
import type { Database } from '../storage/database.ts'
import { components, currency, limitAmount } from './prices.ts'
import { buy } from './purchase.ts'
import { writeScript } from './script.ts'
import { boughtFor, type VideoRow, videoById } from './videos.ts'
import { inWork, leave, takeNext } from './work-queue.ts'

/** Has the videos made that wait, as many at once as there are places. */
export function takeUpVideos(platform: Platform): void {
  for (let id = takeNext(platform.database); id !== undefined; id = takeNext(platform.database)) begin(platform, id)
}

/** Takes up what an earlier process left behind: each video goes on behind its last bought component. */
export function resumeVideos(platform: Platform): void {
  for (const id of inWork(platform.database)) begin(platform, id)
  takeUpVideos(platform)
}

function begin(platform: Platform, videoId: number): void {
  platform.background.start(`video ${videoId}`, 0, async (signal) => {
    await carryThrough(`Video ${videoId}`, () => make(platform, videoId, signal), signal)
    // Whoever stopped this work has other videos.
    signal.throwIfAborted()
    takeUpVideos(platform)
  })
}

/** Makes a video, from where it stands to its end. */
async function make(platform: Platform, videoId: number, signal: AbortSignal): Promise<void> {
  const { database } = platform
  try {
    const bought = new Set(boughtFor(database, videoId).map(({ name }) => name))
    for (const name of components.filter((component) => !bought.has(component))) {
      const video = moveOn(database, videoId, name)
      // It went with its channel, or with its user.
      if (!video) return
      const script = name === 'script' ? await writeScript(platform.models, video, signal) : undefined
      await sleep(platform.settings.componentDelay, undefined, { signal })
      const purchase = buy(database, videoId, name, script)
      if (purchase.kind === 'gone') return
      if (purchase.kind === 'beyond the limit') return await refuse(platform, video, name, purchase.amount)
      if (purchase.alerts) await alert(platform, purchase.video)
      // Whoever stopped this work may have given it to somebody else.
      signal.throwIfAborted()
    }
    end(database, videoId, 'ready_for_upload')
  } catch (error) {
    if (!(error instanceof AllProvidersFailed)) throw error
    await fail(platform, videoId, 'all_providers_failed', 'No language model answered. Order the video again later.')
  }
}

/** The video that a component is now being made for; undefined when it has ended, or is gone. */
const moveOn = (database: Database, videoId: number, component: string): VideoRow | undefined => {
  const now = timestamp()
  return database.one<VideoRow>`
    update videos
    set status = 'processing', stage = ${component}, started_at = coalesce(started_at, ${now}), updated_at = ${now}
    where id = ${videoId} and status in ('queued', 'processing')
    returning *`
}

/** After the purchase that says so, and never again: whoever takes the video over finds its user alerted. */
const alert = ({ database, mail }: Platform, { id, user_id, title, amount }: VideoRow): Promise<void> =>
  mail.notify(userById(database, user_id), 'video_budget_alert', {
    title,
    amount: price(amount, currency),
    link: mail.link(`/videos/${id}`),
  })

const refuse = (platform: Platform, { id }: VideoRow, component: string, amount: number): Promise<void> =>
  fail(
    platform,
    id,
    'budget_exceeded',
    `With the ${component} this video would cost ${dollars(amount)}. No video may cost more than ${dollars(limitAmount)}.`,
  )

async function fail(
  { database, mail }: Platform,
  videoId: number,
  code: 'budget_exceeded' | 'all_providers_failed',
  detail: string,
): Promise<void> {
  const video = videoById(database, videoId)
  if (!video) return
  end(database, videoId, 'failed', { code, detail })
  await mail.notify(userById(database, video.user_id), 'video_failed', { title: video.title, detail })
}

/** The end of a video and of its message are one step, so nobody takes up what has ended. */
function end(
  database: Database,
  videoId: number,
  status: 'ready_for_upload' | 'failed',
  error?: { readonly code: string; readonly detail: string },
): void {
  const now = timestamp()
  database.transaction(() => {
    leave(database, videoId)
    const ended = database.one<VideoRow>`
      update videos
      set status = ${status}, stage = ${status}, error_code = ${error?.code ?? null},
          error_detail = ${error?.detail ?? null}, finished_at = ${now}, updated_at = ${now}
      where id = ${videoId} and status = 'processing'
      returning *`
    const action = status === 'failed' ? 'video.failed' : 'video.completed'
    if (ended) logActivity(database, ended.user_id, action, { type: 'video', id: videoId })
  })
}

const dollars = (cents: number): string => `$${(cents / 100).toFixed(2)}`
