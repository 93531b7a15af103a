import type { Face } from '../engine/face.ts'
import { type GptzeroBehaviours, operations } from '../generated/providers/gptzero.ts'
import type { JudgedDocument } from '../generated/providers/gptzero-types.ts'
import { randomFor } from '../world/seeded-random.ts'
import { keyIn } from './api-keys.ts'
import { fieldOf, jsonErrors } from './json-errors.ts'
import { sentencesOf } from './sentences.ts'
import { scoreOf, share } from './steered-score.ts'

/** What is beyond is not looked at. */
const longest = 50_000

const behaviours: GptzeroBehaviours = {
  'gptzero.predictText': (call) => {
    const text = call.body.document.slice(0, longest)
    const percent = scoreOf(call, 'gptzero', text, 12, 45)
    const random = randomFor(call.world.seed, `gptzero-ids:${text}`)
    return call.reply(200, {
      version: call.body.version ?? '2025-11-13-base',
      neatVersion: '3.15b',
      scanId: random.uuid(),
      documents: [judged(text, percent, random)],
    })
  },
}

/** GPTZero, as far as a text is judged with it. */
export const gptzeroFace: Face = {
  name: 'gptzero',
  prefix: '/providers/gptzero',
  services: [{ name: 'gptzero', operations, behaviours }],
  authenticate: keyIn('x-api-key'),
  renderProblem: jsonErrors((message, { errors }) => {
    const missing = errors?.find(({ type }) => type === 'required')
    return { error: missing === undefined ? message : `${fieldOf(missing)} is required` }
  }),
}

function judged(text: string, percent: number, random: ReturnType<typeof randomFor>): JudgedDocument {
  const machine = share(percent)
  const mixed = share(Math.min(percent, 100 - percent) / 4)
  const human = share(100 - percent) - mixed
  const likely = percent > 55 ? 'ai' : percent > 45 ? 'mixed' : 'human'
  const sure = Math.max(machine, human)
  const confidence = sure > 0.85 ? 'high' : sure > 0.6 ? 'medium' : 'low'
  // A sentence differs from the whole by as much as there is room for on both sides.
  const room = Math.min(percent, 100 - percent, 10)
  const sentences = sentencesOf(text).map(({ text: sentence }) => {
    const own = percent + random.integer(-room, room)
    return {
      sentence,
      generated_prob: share(own),
      perplexity: 20 + random.integer(0, 800) / 10,
      highlight_sentence_for_ai: own > 55,
    }
  })
  return {
    document_id: random.uuid(),
    average_generated_prob: machine,
    completely_generated_prob: machine,
    overall_burstiness: random.integer(100, 900) / 10,
    predicted_class: likely,
    class_probabilities: { human: share(human * 100), ai: machine, mixed },
    confidence_score: share(sure * 100),
    confidence_category: confidence,
    document_classification: likely === 'ai' ? 'AI_ONLY' : likely === 'mixed' ? 'MIXED' : 'HUMAN_ONLY',
    result_message: `Our detector ${howSure[confidence]} that the text is ${writtenBy[likely]}.`,
    language: 'en',
    paragraphs:
      sentences.length === 0
        ? []
        : [{ start_sentence_index: 0, num_sentences: sentences.length, completely_generated_prob: machine }],
    sentences,
  }
}

const howSure = {
  high: 'is highly confident',
  medium: 'is moderately confident',
  low: 'is uncertain, but thinks',
} as const
const writtenBy = { ai: 'written by AI', mixed: 'a mix of human and AI writing', human: 'written by a human' } as const
