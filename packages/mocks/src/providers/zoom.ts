import type { SandboxReply } from '../engine/call.ts'
import type { Face, FieldError, ProblemDescription } from '../engine/face.ts'
import { operations } from '../generated/providers/zoom.ts'
import { fieldOf, jsonErrors } from './json-errors.ts'
import { meetingBehaviours } from './zoom-meetings.ts'
import { authenticate, expireToken, oauthBehaviours } from './zoom-oauth.ts'

/** Zoom, as far as apps are let in and plan meetings there. */
export const zoomFace: Face = {
  name: 'zoom',
  prefix: '/providers/zoom',
  services: [{ name: 'zoom', operations, behaviours: { ...oauthBehaviours, ...meetingBehaviours } }],
  authenticate,
  expireToken,
  renderProblem,
}

/** The authorization server gives reasons, the API has numbers. */
function renderProblem(problem: ProblemDescription): SandboxReply {
  const isOAuth = (problem.operation ?? '') in oauthBehaviours && problem.status < 429
  // What is wrong with a request is 400 here, whatever the engine calls it.
  const status = problem.status === 422 ? 400 : problem.status
  return (isOAuth ? oauthErrors : apiErrors)({ ...problem, status })
}

const oauthErrors = jsonErrors((message, { errors, example, extra }) => ({
  reason: errors === undefined && extra?.message === undefined ? (textOf(example?.reason) ?? message) : message,
  error: textOf(example?.error) ?? 'invalid_request',
}))

const apiErrors = jsonErrors((message, { status, errors, example, extra }) => {
  if (errors !== undefined) return refusal(errors)
  const number = typeof example?.code === 'number' ? example.code : undefined
  if (number !== undefined)
    return { code: number, message, ...(extra?.errors !== undefined && { errors: extra.errors }) }
  if (status === 404) return { code: 2300, message: 'This API endpoint is not recognized.' }
  if (status === 415) return { code: 300, message: 'Unsupported Content Type' }
  return { code: status, message }
})

function refusal(errors: readonly FieldError[]): Readonly<Record<string, unknown>> {
  if (errors.some(({ loc }) => loc.length === 1))
    return { code: 300, message: 'Request Body should be a valid JSON object.' }
  return {
    code: 300,
    message: 'Validation Failed.',
    errors: errors.map((error) => ({ field: fieldOf(error), message: `It ${error.msg}.` })),
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
