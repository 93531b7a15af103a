import { WorldReplaced } from '../../world/activity.ts'
import type { World } from '../../world/world.ts'

/** How fast a model writes, in virtual time. */
interface Pace {
  /** Milliseconds to the first token. */
  readonly first: number
  /** Milliseconds between two tokens. */
  readonly each: number
}

/** Drawn from the seed for each answer: 150 to 600 ms to the first token, then 40 to 90 tokens a second. */
function paceOf(world: World): Pace {
  const random = world.random('llm.pace')
  return { first: random.integer(150, 600), each: 1000 / random.integer(40, 90) }
}

/**
 * Lets parts of an answer through as a model writes them. On a clock that stands still they come at once, because nobody could wait for
 * them and move it too. A world that goes away in the middle ends the stream where it is.
 *
 * @param before what comes before the first token, in one chunk
 * @param parts one for each token
 * @param after what comes with the last token
 */
export function paced(world: World, before: string, parts: Iterable<string>, after: string): AsyncIterable<string> {
  const { first, each } = paceOf(world)
  const random = world.random('llm.pace')
  // Drawn now: of streams that flow at the same time, it must not matter which one is read first.
  const steps = Array.from(parts, (part, index) => ({
    part,
    wait: index === 0 ? first : Math.round(each * (0.5 + random.next())),
  }))
  return flow(world, before, steps, after)
}

async function* flow(
  world: World,
  before: string,
  steps: readonly { readonly part: string; readonly wait: number }[],
  after: string,
): AsyncGenerator<string> {
  try {
    if (before !== '') yield before
    for (const { part, wait } of steps) {
      if (!world.clock.paused) await world.activity.sleep(wait)
      yield part
    }
    if (after !== '') yield after
  } catch (error) {
    if (!(error instanceof WorldReplaced)) throw error
  }
}

/** An event of a stream as `text/event-stream` has it. */
export const sse = (data: unknown, event?: string): string =>
  `${event === undefined ? '' : `event: ${event}\n`}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`
