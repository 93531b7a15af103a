import type { VideoComponent, VideoError } from '@concord/sdk/types'
import type { TaskHandler } from '../../world/task-handler.ts'
import type { World } from '../../world/world.ts'
import { logActivity } from '../accounts/activity-log.ts'
import { type ChainPosition, callModel, chainStart } from '../language-models/llm-chain.ts'
import type { ModelPrompt } from '../language-models/llm-client.ts'
import { appLink, notify, written } from '../mail/mails.ts'
import { channels, users, type VideoRow, videos } from '../rows.ts'
import { alertAmount, currency, limitAmount, priceList, spentOn, videoComponents } from './video-budget.ts'

/** How often a model may answer with nothing. */
const mostAttempts = 3

/** How long a component takes, in virtual milliseconds. */
const workTimes: Readonly<Record<VideoComponent, number>> = {
  script: 6_000,
  voice: 12_000,
  visuals: 30_000,
  music: 4_000,
  thumbnail: 4_000,
  rendering: 20_000,
}

interface Work {
  readonly video_id: number
}

interface Writing extends Work {
  readonly attempt: number
  readonly position: ChainPosition
}

/** A component that is there and has to be paid. */
interface Buying extends Work {
  readonly component: VideoComponent
  /** Of the script. */
  readonly text?: string
}

/** Begins with a video: its worker has just taken it from the queue. */
export const makeVideo = (world: World, id: number): void =>
  goOn(world, changeVideo(world, id, { status: 'processing', task: 'in_work', started_at: world.clock.iso() }))

const write: TaskHandler = async (world, work: Writing) => {
  const video = inWork(world, work)
  if (!video) return
  const about = { video_id: video.id, task_id: video.task_id }
  const step = await callModel(world, work.position, scriptPrompt(world, video), about)
  if (step.kind === 'exhausted') {
    world.scheduler.after(step.delay, 'videos.give-up', { video_id: video.id } satisfies Work)
  } else if (step.kind === 'again') {
    world.scheduler.after(step.delay, 'videos.write', { ...work, position: step.position } satisfies Writing)
  } else if (step.text !== '') {
    const written = { video_id: video.id, component: 'script', text: step.text } satisfies Buying
    world.scheduler.after(Math.round(step.delay + workTimes.script), 'videos.buy', written)
  } else if (work.attempt < mostAttempts) {
    const next = { video_id: video.id, attempt: work.attempt + 1, position: chainStart } satisfies Writing
    world.scheduler.after(step.delay, 'videos.write', next)
  } else {
    world.scheduler.after(step.delay, 'videos.give-up', { video_id: video.id } satisfies Work)
  }
}

/** A component is bought unless that would make the video dearer than any may be. */
const buy: TaskHandler = (world, { video_id, component, text }: Buying) => {
  const video = inWork(world, { video_id })
  if (!video) return
  const amount = priceList(video.duration_seconds, video.price).get(component) ?? 0
  const total = spentOn(video.bought) + amount
  if (total > limitAmount) {
    const detail = `The ${component} would bring this video to ${dollars(total)}. No video may cost more than ${dollars(limitAmount)}.`
    fail(world, video, { code: 'budget_exceeded', detail })
    return
  }
  const now = world.clock.iso()
  const bought = [...video.bought, { name: component, amount, currency, bought_at: now } as const]
  const isAlert = video.alerted_at === null && total >= alertAmount
  const changed = changeVideo(world, video.id, {
    bought,
    progress: Math.round((bought.length / videoComponents.length) * 100),
    ...(text !== undefined && { script: text }),
    ...(isAlert && { alerted_at: now }),
  })
  if (isAlert) alert(world, changed, total)
  goOn(world, changed)
}

const giveUp: TaskHandler = (world, work: Work) => {
  const video = inWork(world, work)
  if (video) fail(world, video, { code: 'all_providers_failed', detail: 'No language model answered.' })
}

/** What the scheduler carries out while a video is made. */
export const makingTasks: Readonly<Record<string, TaskHandler>> = {
  'videos.write': write,
  'videos.buy': buy,
  'videos.give-up': giveUp,
}

const changeVideo = (world: World, id: number, change: Partial<Omit<VideoRow, 'id'>>): VideoRow =>
  videos(world).update(id, { ...change, updated_at: world.clock.iso() })

/** The video, unless it has ended or is gone with its channel. */
function inWork(world: World, { video_id }: Work): VideoRow | undefined {
  const video = videos(world).get(video_id)
  return video?.task === 'in_work' ? video : undefined
}

/** On to the component behind those that are there. */
function goOn(world: World, video: VideoRow): void {
  const component = videoComponents[video.bought.length]
  if (component === undefined) {
    end(world, video, 'ready_for_upload', { progress: 100 })
    return
  }
  changeVideo(world, video.id, { stage: component })
  if (component === 'script') {
    const work = { video_id: video.id, attempt: 1, position: chainStart } satisfies Writing
    world.scheduler.after(0, 'videos.write', work)
  } else {
    world.scheduler.after(workTimes[component], 'videos.buy', { video_id: video.id, component } satisfies Buying)
  }
}

function scriptPrompt(world: World, { channel_id, title, topic, duration_seconds }: VideoRow): ModelPrompt {
  const { niche = '', language = 'en' } = channels(world).get(channel_id) ?? {}
  return {
    system: `You write what is said in videos about ${niche}, in the language ${language}.`,
    question: `Title: ${title}\nWrite the article that is read aloud, ${duration_seconds} seconds long.\nTopic: ${topic}`,
  }
}

function alert(world: World, { id, user_id, title }: VideoRow, total: number): void {
  notify(world, users(world).get(user_id), 'video_budget_alert', {
    title,
    amount: written(total, currency),
    limit: written(limitAmount, currency),
    link: appLink(world, `/videos/${id}`),
  })
}

function fail(world: World, video: VideoRow, error: VideoError): void {
  end(world, video, 'failed', { error })
  notify(world, users(world).get(video.user_id), 'video_failed', { title: video.title, detail: error.detail })
}

/** The worker is free for the next one. */
function end(
  world: World,
  { id, user_id }: VideoRow,
  status: 'ready_for_upload' | 'failed',
  change: Partial<Pick<VideoRow, 'progress' | 'error'>>,
): void {
  changeVideo(world, id, { ...change, status, stage: status, task: null, finished_at: world.clock.iso() })
  logActivity(world, user_id, status === 'failed' ? 'video.failed' : 'video.completed', 'video', id)
  world.scheduler.after(0, 'videos.begin', {})
}

const dollars = (cents: number): string => `$${(cents / 100).toFixed(2)}`
