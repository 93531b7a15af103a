import type { Caller, SandboxRequest } from '../engine/call.ts'
import type { Face } from '../engine/face.ts'
import { ProblemError } from '../engine/problems.ts'
import { operations } from '../generated/providers/anthropic.ts'
import type { World } from '../world/world.ts'
import { renderAnthropicProblem } from './anthropic-errors.ts'
import { messageBehaviours } from './anthropic-messages.ts'
import { subjectOf } from './llm/requested-model.ts'

/** Anthropic, as far as the platform uses it: its official client libraries work against it. */
export const anthropicFace: Face = {
  name: 'anthropic',
  prefix: '/providers/anthropic',
  services: [{ name: 'anthropic', operations, behaviours: messageBehaviours }],
  authenticate,
  subject: (request) => subjectOf('anthropic', request),
  renderProblem: renderAnthropicProblem,
}

/** A key in a header of its own, or as a bearer token. */
function authenticate(_world: World, request: SandboxRequest): Caller {
  const { authorization = '', 'x-api-key': key = /^bearer +(\S+) *$/i.exec(authorization)?.[1] } = request.headers
  if (key === undefined) throw new ProblemError('token_missing')
  if (!/^sk-ant-[\w-]+$/.test(key)) throw new ProblemError('token_invalid')
  return { userId: 0, role: 'account', claims: { key } }
}
