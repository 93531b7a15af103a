import type { SandboxReply } from '../engine/call.ts'
import type { Face, FieldError, ProblemDescription } from '../engine/face.ts'
import { type OllamaBehaviours, operations } from '../generated/providers/ollama.ts'
import { embed, embeddingTokens } from './llm/embedding.ts'
import { subjectOf } from './llm/requested-model.ts'
import { allModels, findModel } from './ollama-models.ts'
import { assertModel, writingBehaviours } from './ollama-writing.ts'

const behaviours: OllamaBehaviours = {
  ...writingBehaviours,
  'ollama.embed': (call) => {
    const { model, input, dimensions } = call.body
    assertModel(call, model)
    const texts = typeof input === 'string' ? [input] : input
    const embeddings = texts.map((text) => embed(text, dimensions ?? lengthOf(model)))
    const cost = { total_duration: 14_000_000, load_duration: 1_000_000, prompt_eval_count: embeddingTokens(texts) }
    return call.reply(200, { model, embeddings, ...cost })
  },
  'ollama.embeddings': (call) => {
    const { model, prompt } = call.body
    assertModel(call, model)
    return call.reply(200, { embedding: embed(prompt, lengthOf(model)) })
  },
  'ollama.list': (call) => call.reply(200, { models: allModels() }),
}

const lengthOf = (model: string): number => findModel(model)?.dimensions ?? 0

/** Ollama, as far as the platform uses it: its official client libraries work against it. */
export const ollamaFace: Face = {
  name: 'ollama',
  prefix: '/providers/ollama',
  services: [{ name: 'ollama', operations, behaviours }],
  // Its own documentation calls it with curl's usual content type, which is that of a form.
  takesAnyTypeForJson: true,
  // It is on somebody's own machine and asks nobody for a key.
  authenticate: () => ({ userId: 0, role: 'account', claims: {} }),
  subject: (request) => subjectOf('ollama', request),
  renderProblem,
}

/** Errors as Ollama's client libraries read them: a sentence. What it has no path for is answered by its router, in plain text. */
function renderProblem({ code, status, headers, example, extra, errors, detail }: ProblemDescription): SandboxReply {
  const routed = byTheRouter[code]
  if (routed !== undefined) return { status, headers: { ...headers, 'content-type': 'text/plain' }, body: routed }
  const known = typeof example?.error === 'string' ? example.error : detail
  const error = errors?.[0] ? complaint(errors[0]) : (extra?.error ?? known)
  return { status, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify({ error }) }
}

const byTheRouter: Readonly<Record<string, string>> = {
  path_not_found: '404 page not found',
  method_not_allowed: '405 method not allowed',
}

function complaint({ loc: [, ...path], msg, type }: FieldError): string {
  const place = path.join('.')
  if (place === '' && type === 'required') return 'missing request body'
  return type === 'required' ? `${place} is required` : `${place || 'body'}: ${msg}`
}
