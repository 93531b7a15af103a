import { sentenceWriter, writeParagraphs } from '../../prose/paragraphs.ts'
import { findings, openings } from '../../prose/words.ts'
import type { Random } from '../../world/random.ts'
import type { FaultEffect, World } from '../../world/world.ts'
import { type PreparedReply, takeReply } from './prepared-replies.ts'
import { type Completion, type JsonObject, lastQuestion, type Prompt, type PromptTool } from './prompt.ts'
import { sampleOf } from './sample.ts'
import { countTokens, measureTokens } from './tokens.ts'

/**
 * What a model says to a prompt: what a test prepared for it, else a call of a tool that the question speaks of, else JSON where JSON is
 * asked for, else a text about the question. The seed decides the words.
 *
 * @param effects what fault rules want it to say
 */
export function answerTo(world: World, prompt: Prompt, effects: readonly FaultEffect[] = []): Completion {
  const input = inputOf(prompt.messages)
  if (effects.some(({ kind }) => kind === 'empty')) return spoken(prompt, '', input)
  const prepared = takeReply(world, prompt)
  if (prepared !== undefined) return { ...recited(prompt, prepared, input), prepared: true }
  const random = world.random('llm')
  const tool = wantedTool(prompt)
  if (tool === undefined) return spoken(prompt, written(random, prompt), input)
  const values = sampleOf(random, tool.parameters, topicOf(lastQuestion(prompt)))
  return called(prompt, '', [{ name: tool.name, arguments: values as JsonObject }], input)
}

/** How many tokens a conversation has. */
export const inputOf = (messages: Prompt['messages']): number =>
  messages.reduce((sum, { text }) => sum + countTokens(text) + perMessage, 0)

/** What a message costs besides its words. */
const perMessage = 4

function spoken({ limit, stop }: Prompt, text: string, input: number): Completion {
  let stopped = text
  let stoppedBy: string | undefined
  for (const word of stop) {
    const place = text.indexOf(word)
    if (place < 0 || (stoppedBy !== undefined && place >= stopped.length)) continue
    stopped = text.slice(0, place)
    stoppedBy = word
  }
  const { tokens, length } = measureTokens(stopped, limit)
  const isWhole = length === stopped.length
  return {
    text: isWhole ? stopped : stopped.slice(0, length),
    calls: [],
    finish: isWhole ? 'stop' : 'length',
    stoppedBy: isWhole ? stoppedBy : undefined,
    usage: { input, output: tokens },
    prepared: false,
  }
}

function recited(prompt: Prompt, { content = '', calls = [] }: PreparedReply, input: number): Completion {
  return calls.length > 0 ? called(prompt, content, calls, input) : spoken(prompt, content, input)
}

function called(prompt: Prompt, text: string, calls: Completion['calls'], input: number): Completion {
  const words = spoken(prompt, text, input)
  const output = calls.reduce(
    (sum, { name, arguments: values }) => sum + countTokens(name) + countTokens(JSON.stringify(values)),
    words.usage.output,
  )
  return { ...words, calls, finish: 'tool', stoppedBy: undefined, usage: { input, output } }
}

/** The tool that has to be called, or one that the question speaks of; once a tool has answered, nothing more is asked of it. */
function wantedTool({ tools, toolChoice, messages }: Prompt): PromptTool | undefined {
  if (tools.length === 0 || toolChoice === 'none') return undefined
  if (typeof toolChoice === 'object') return tools.find(({ name }) => name === toolChoice.name)
  if (toolChoice === 'required') return tools[0]
  const last = messages.at(-1)
  if (last?.role !== 'user') return undefined
  const asked = new Set(wordsOf(last.text))
  return tools.find(({ name, description }) => wordsOf(`${name} ${description}`).some((word) => asked.has(word)))
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/\p{L}{4,}/gu) ?? []

function written(random: Random, prompt: Prompt): string {
  const question = lastQuestion(prompt)
  const topic = topicOf(question)
  if (typeof prompt.format === 'object') return JSON.stringify(sampleOf(random, prompt.format.schema, topic))
  if (prompt.format === 'json') return JSON.stringify({ topic, answer: remark(random, topic) })
  if (!/\b(section|essay|paper|article|chapter|report)\b/i.test(question)) return remark(random, topic)
  const [, heading = 'the question'] = /\b(?:section|heading)[^:\n]*: *"?([^"\n]+)/i.exec(question) ?? []
  const citations = [...new Set(question.match(/\([^()\d]+, \d{4}\)/g))]
  return writeParagraphs(random, { topic, heading, citations })
}

/** Two sentences. */
function remark(random: Random, topic: string): string {
  const write = sentenceWriter(random, { topic, heading: 'the question', citations: [] })
  return `${write(random.pick(openings))} ${write(random.pick(findings))}`
}

/** What a question is about, as far as it can be seen from outside. */
export function topicOf(question: string): string {
  const named = /\b(?:topic|title|subject): *(.+)/i.exec(question)?.[1]
  const about = named ?? /\b(?:about|on|of) (?:the |a |an )?([^.?!,;:\n]{3,60})/i.exec(question)?.[1]
  return (about ?? beginningOf(question)).replaceAll(/^[\s"']+|[\s"'.]+$/g, '') || 'the question'
}

/** The first six words. */
const beginningOf = (question: string): string =>
  question
    .trim()
    .split(/\s+/, 6)
    .join(' ')
    .replace(/[.?!,;:]+$/, '')
