import { setTimeout as wait } from 'node:timers/promises'
import type { Answer } from '../engine/answer.ts'
import type { Stage } from '../engine/stage.ts'

/** What every behaviour of a production begins with. */
export const productionStates = ['a signed-in user', 'a channel', 'the price of a video'] as const

const PATIENCE = 60_000
const STEP = 10

/** A video at one moment, and what it had cost by then. */
export interface Look {
  readonly video: Answer
  readonly cost: Answer
}

/** A video from its order to its end. */
export interface Production {
  /** In their order, the last one among them. */
  readonly looks: readonly Look[]
  readonly last: Look
}

/**
 * Begins anew, orders a video whose components come to this many cents, and looks at it until it has ended.
 *
 * @throws Broken when it never ends
 */
export async function watchVideo(stage: Stage, price: number): Promise<Production> {
  const [user, channel, priced] = productionStates
  const values = await stage.setUp(user, channel, [priced, { amount: price }])
  const as = values.token
  const order = {
    channel_id: values.number('channel_id'),
    title: 'Why bees dance',
    topic: 'How a bee tells the others where the flowers are',
  }
  const made = (await stage.call('videos.generate', { body: order, as })).expect(202)
  const path = { video_id: made.number('video_id') }
  const looks: Look[] = []
  const end = performance.now() + PATIENCE
  for (;;) {
    // The video first: what it cost at its end stands by the time that it says so.
    const video = await stage.call('videos.get', { path, as })
    const cost = await stage.call('videos.cost', { path, as })
    // A minute holds 60 requests; whoever is told to wait waits.
    if (video.status !== 429 && cost.status !== 429) {
      const look = { video: video.expect(200), cost: cost.expect(200) }
      if (['ready_for_upload', 'failed'].includes(video.text('status'))) return { looks: [...looks, look], last: look }
      looks.push(look)
    }
    if (performance.now() > end) throw video.broken(`The video has not ended after ${PATIENCE / 1000} s.`)
    await stage.hurry(STEP)
    // As often as a client may, and not more.
    await wait(looks.length < 20 ? 50 : 2_500)
  }
}
