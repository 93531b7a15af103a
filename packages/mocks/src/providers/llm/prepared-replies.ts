import type { Row } from '../../world/store.ts'
import type { World } from '../../world/world.ts'
import { type JsonObject, lastQuestion, type Prompt } from './prompt.ts'

/** What a model is to say. A text stands for its content. */
export interface PreparedReply {
  readonly content?: string | undefined
  /** Functions that it asks to be called. */
  readonly calls?: readonly { readonly name: string; readonly arguments: JsonObject }[] | undefined
}

/** To which requests a reply is the answer; every part that is given must fit. */
export interface ReplyMatch {
  /** `openai`, `anthropic`, `ollama`, `perplexity`. */
  readonly provider?: string | undefined
  readonly model?: string | undefined
  /** In what was asked last; capitals do not matter. */
  readonly contains?: string | undefined
  /** How often it is given. Default 1; 0 is for ever. */
  readonly times?: number | undefined
}

interface PreparedRow extends Row {
  readonly id: number
  readonly reply: PreparedReply
  readonly match: ReplyMatch
  readonly left: number
}

const rowsOf = (world: World) => world.store.collection<PreparedRow>('llm.replies')

/** A reply that was prepared and not given yet, or not as often as it should be. */
export interface WaitingReply {
  readonly id: number
  readonly reply: PreparedReply
  readonly match: ReplyMatch
  /** How often it will still be given; null is for ever. */
  readonly left: number | null
}

/** Says what a model answers next. Replies are given in the order in which they were prepared. */
export function prepareReply(world: World, reply: string | PreparedReply, match: ReplyMatch = {}): WaitingReply {
  const rows = rowsOf(world)
  const { times = 1 } = match
  if (!Number.isInteger(times) || times < 0)
    throw new RangeError(`A reply is given a whole number of times, or 0 for ever; ${times} is none of them.`)
  const prepared = typeof reply === 'string' ? { content: reply } : reply
  return waiting(rows.insert({ id: rows.nextId(), reply: prepared, match, left: times }))
}

/** What was prepared and not given yet, in its order. */
export const waitingReplies = (world: World): WaitingReply[] => rowsOf(world).all().map(waiting)

const waiting = ({ id, reply, match, left }: PreparedRow): WaitingReply => ({
  id,
  reply,
  match,
  left: left === 0 ? null : left,
})

/** Takes back all that was prepared and not given yet. */
export function forgetReplies(world: World): void {
  const rows = rowsOf(world)
  for (const { id } of rows.all()) rows.delete(id)
}

/** The reply that was prepared for a prompt. It is used up by this. */
export function takeReply(world: World, prompt: Prompt): PreparedReply | undefined {
  const rows = rowsOf(world)
  const row = rows.all().find(({ match }) => fits(match, prompt))
  if (row === undefined) return undefined
  if (row.left === 1) rows.delete(row.id)
  else if (row.left > 1) rows.update(row.id, { left: row.left - 1 })
  return row.reply
}

const fits = ({ provider, model, contains }: ReplyMatch, prompt: Prompt): boolean =>
  (provider === undefined || provider === prompt.provider) &&
  (model === undefined || model === prompt.model) &&
  (contains === undefined || lastQuestion(prompt).toLowerCase().includes(contains.toLowerCase()))
