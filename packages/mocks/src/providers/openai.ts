import type { Caller, SandboxRequest } from '../engine/call.ts'
import type { Face } from '../engine/face.ts'
import { ProblemError } from '../engine/problems.ts'
import { type OpenaiBehaviours, operations } from '../generated/providers/openai.ts'
import type { World } from '../world/world.ts'
import { subjectOf } from './llm/requested-model.ts'
import { chatBehaviours } from './openai-chat.ts'
import { embeddingBehaviours } from './openai-embeddings.ts'
import { renderOpenAiProblem, unknownModel } from './openai-errors.ts'
import { allModels, findModel, modelOf } from './openai-models.ts'
import { responseBehaviours } from './openai-responses.ts'

const modelBehaviours: Pick<OpenaiBehaviours, 'openai.listModels' | 'openai.retrieveModel'> = {
  'openai.listModels': (call) => call.reply(200, { object: 'list', data: allModels() }),
  'openai.retrieveModel': (call) => {
    const model = findModel(call.path.model)
    if (model === undefined) throw unknownModel(call, call.path.model)
    return call.reply(200, modelOf(model))
  },
}

/** OpenAI, as far as the platform uses it: its official client libraries work against it. */
export const openaiFace: Face = {
  name: 'openai',
  prefix: '/providers/openai',
  services: [
    {
      name: 'openai',
      operations,
      behaviours: { ...chatBehaviours, ...responseBehaviours, ...embeddingBehaviours, ...modelBehaviours },
    },
  ],
  authenticate,
  subject: (request) => subjectOf('openai', request),
  renderProblem: renderOpenAiProblem,
}

/** A key as a bearer token. */
function authenticate(_world: World, request: SandboxRequest): Caller {
  const [, key] = /^bearer +(\S+) *$/i.exec(request.headers.authorization ?? '') ?? []
  if (key === undefined) throw new ProblemError('token_missing')
  if (!/^sk-[\w-]+$/.test(key)) {
    const hidden = key.length > 8 ? `${key.slice(0, 4)}${'*'.repeat(8)}${key.slice(-4)}` : key.replaceAll(/./g, '*')
    const message = `Incorrect API key provided: ${hidden}. You can find your API key at https://platform.openai.com/account/api-keys.`
    throw new ProblemError('token_invalid', { extra: { message } })
  }
  return { userId: 0, role: 'account', claims: { key } }
}
