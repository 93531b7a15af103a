import type { OpenaiBehaviours } from '../generated/providers/openai.ts'
import { embed, embeddingTokens } from './llm/embedding.ts'
import { unknownModel } from './openai-errors.ts'
import { findModel } from './openai-models.ts'
import { answered } from './openai-replies.ts'

/** Vectors at OpenAI. */
export const embeddingBehaviours: Pick<OpenaiBehaviours, 'openai.createEmbedding'> = {
  'openai.createEmbedding': (call) => {
    const { world, body } = call
    const model = findModel(body.model)
    if (model?.dimensions === undefined) throw unknownModel(call, body.model)
    const dimensions = body.dimensions ?? model.dimensions
    const texts = typeof body.input === 'string' ? [body.input] : body.input
    const tokens = embeddingTokens(texts)
    const data = texts.map((text, index) => {
      const vector = embed(text, dimensions)
      const embedding = body.encoding_format === 'base64' ? base64Of(vector) : vector
      return { object: 'embedding' as const, index, embedding }
    })
    const usage = { prompt_tokens: tokens, total_tokens: tokens }
    return call.reply(200, { object: 'list', data, model: model.snapshot, usage }, answered(world, tokens))
  },
}

/** 32-bit floats, the lowest byte first: what OpenAI's client libraries ask for. */
function base64Of(vector: readonly number[]): string {
  const view = new DataView(new ArrayBuffer(vector.length * 4))
  vector.forEach((value, index) => {
    view.setFloat32(index * 4, value, true)
  })
  let text = ''
  for (const byte of new Uint8Array(view.buffer)) text += String.fromCharCode(byte)
  return btoa(text)
}
