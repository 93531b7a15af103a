import {
  forgetReplies,
  type PreparedReply,
  prepareReply,
  type ReplyMatch,
  type WaitingReply,
  waitingReplies,
} from '../providers/llm/prepared-replies.ts'
import type { LiveWorld } from '../world/live-world.ts'

export type { PreparedReply, ReplyMatch, WaitingReply }

/** What the language models of a world say. */
export class LlmControls {
  readonly #world: LiveWorld

  constructor(world: LiveWorld) {
    this.#world = world
  }

  /**
   * Says what a model answers next, instead of what it would have written. Replies are given in the order in which they were prepared,
   * each once unless `times` says otherwise.
   *
   * @throws {RangeError} when `times` is no whole number, or less than 0
   * @example
   * sandbox.llm.reply('Forty-two.', { contains: 'meaning of life' })
   * sandbox.llm.reply({ calls: [{ name: 'get_weather', arguments: { city: 'Bolzano' } }] }, { provider: 'openai' })
   */
  reply(reply: string | PreparedReply, match: ReplyMatch = {}): WaitingReply {
    return prepareReply(this.#world, reply, match)
  }

  /** The replies that were not given yet, in the order in which they will be. */
  get waiting(): WaitingReply[] {
    return waitingReplies(this.#world)
  }

  /** Takes back all replies that were not given yet. */
  forget(): void {
    forgetReplies(this.#world)
  }
}
