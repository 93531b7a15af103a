import type { Caller, SandboxReply, SandboxRequest } from '../engine/call.ts'
import type { Face, FieldError, ProblemDescription } from '../engine/face.ts'
import { ProblemError } from '../engine/problems.ts'
import { operations } from '../generated/providers/perplexity.ts'
import type { World } from '../world/world.ts'
import { subjectOf } from './llm/requested-model.ts'
import { completionBehaviours } from './perplexity-completions.ts'

/** Perplexity, as far as the platform uses it: OpenAI's official client libraries work against it. */
export const perplexityFace: Face = {
  name: 'perplexity',
  prefix: '/providers/perplexity',
  services: [{ name: 'perplexity', operations, behaviours: completionBehaviours }],
  authenticate,
  subject: (request) => subjectOf('perplexity', request),
  renderProblem,
}

/** A key as a bearer token. */
function authenticate(_world: World, request: SandboxRequest): Caller {
  const [, key] = /^bearer +(\S+) *$/i.exec(request.headers.authorization ?? '') ?? []
  if (key === undefined) throw new ProblemError('token_missing')
  if (!/^pplx-[\w-]+$/.test(key)) throw new ProblemError('token_invalid')
  return { userId: 0, role: 'account', claims: { key } }
}

/** Errors as Perplexity gives them. */
function renderProblem({ status, headers, example, extra, errors, detail }: ProblemDescription): SandboxReply {
  const known = errors === undefined ? example?.error : undefined
  const message = errors?.[0] ? complaint(errors[0]) : detail
  const type = status >= 500 ? 'internal_server_error' : 'bad_request'
  const error = { message, type, code: status, ...(known ?? {}), ...extra }
  return { status, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify({ error }) }
}

const complaint = ({ loc: [, ...path], msg, type }: FieldError): string =>
  `${path.join('.') || 'body'}: ${type === 'required' ? 'field required' : msg}`
