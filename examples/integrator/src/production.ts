import type { Concord } from '@concord/sdk'
import type { Video, VideoCost, VideoOrder } from '@concord/sdk/types'
import type { Person } from './person.ts'

/** What came of the production. */
export interface ProductionEnd {
  readonly video: Video
  readonly cost: VideoCost
}

/** What is made if nothing else is. */
export const whyBeesDance: Omit<VideoOrder, 'channel_id'> = {
  title: 'Why bees dance',
  topic: 'How a bee tells the others where the flowers are',
}

/** Seconds between two looks at a video in work. */
const untilNextLook = 10

/** A channel, and a video for it whose cost is followed until it is ready or has failed: what the studio does for a user who is signed in. */
export async function production(
  concord: Concord,
  person: Pick<Person, 'letTimePass'>,
  say: (line: string) => void,
): Promise<ProductionEnd> {
  const channel = await concord.channels.create({ name: 'Bee by bee', niche: 'Wild bees', language: 'en' })
  const { video_id } = await concord.videos.generate({ channel_id: channel.id, ...whyBeesDance })
  say(`Ordered the video "${whyBeesDance.title}" for ${channel.name}.`)

  let told = 0
  for (;;) {
    const video = await concord.videos.get(video_id)
    const cost = await concord.videos.cost(video_id)
    for (const { name, amount } of cost.components.slice(told)) say(`  ${name}: ${dollars(amount)}`)
    told = cost.components.length
    if (video.status === 'ready_for_upload' || video.status === 'failed') {
      say(`The video is ${video.status} at ${dollars(cost.amount)}.`)
      return { video, cost }
    }
    await person.letTimePass(untilNextLook)
  }
}

const dollars = (cents: number): string => `$${(cents / 100).toFixed(2)}`
