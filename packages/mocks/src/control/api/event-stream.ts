import type { Timeline, TimelineItem, TimelineKind } from '../../world/timeline.ts'

/** How often a silent stream says that it is there, so that no proxy closes it. Real milliseconds. */
const heartbeat = 15_000

/**
 * The timeline as server-sent events: what is there already, then each item as it happens, until the signal ends it. An item's
 * `seq` is the event's id, so that a browser that reconnects goes on where it stopped.
 */
export async function* timelineEvents(
  timeline: Timeline,
  since: number,
  kind: TimelineKind | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<string> {
  const waiting: TimelineItem[] = [...timeline.since(since, kind)]
  let wake = () => {}
  const unsubscribe = timeline.subscribe((item) => {
    if (kind !== undefined && item.kind !== kind) return
    waiting.push(item)
    wake()
  })
  signal?.addEventListener('abort', () => wake(), { once: true })
  try {
    yield ': the timeline of this world\n\n'
    while (signal?.aborted !== true) {
      const item = waiting.shift()
      if (item !== undefined) {
        yield `id: ${item.seq}\nevent: ${item.kind}\ndata: ${JSON.stringify(item)}\n\n`
        continue
      }
      let timer: ReturnType<typeof setTimeout> | undefined
      const silent = await new Promise<boolean>((resolve) => {
        wake = () => resolve(false)
        timer = setTimeout(() => resolve(true), heartbeat)
      })
      clearTimeout(timer)
      if (silent) yield ': still here\n\n'
    }
  } finally {
    unsubscribe()
  }
}
