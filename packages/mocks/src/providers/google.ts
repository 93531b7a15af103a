import type { SandboxReply } from '../engine/call.ts'
import type { Face, ProblemDescription } from '../engine/face.ts'
import { operations } from '../generated/providers/google.ts'
import { authenticate, oauthBehaviours } from './google-oauth.ts'
import { taskListBehaviours } from './google-task-lists.ts'
import { taskBehaviours } from './google-tasks.ts'
import { jsonErrors } from './json-errors.ts'

/** Google, as far as people sign in with it and keep their tasks there. */
export const googleFace: Face = {
  name: 'google',
  prefix: '/providers/google',
  services: [
    { name: 'google', operations, behaviours: { ...oauthBehaviours, ...taskListBehaviours, ...taskBehaviours } },
  ],
  authenticate,
  renderProblem,
}

/** The authorization server speaks OAuth's errors; the APIs have Google's own. */
function renderProblem(problem: ProblemDescription): SandboxReply {
  const { operation = '', example } = problem
  const isOAuth = oauthOperations.has(operation) && problem.status < 429
  // What is wrong with a request is 400 here, whatever the engine calls it.
  const status = problem.status === 422 || problem.status === 415 ? 400 : problem.status
  return (isOAuth ? oauthErrors : apiErrors)({ ...problem, status, ...(example && { example }) })
}

const oauthOperations = new Set(['google.authorize', 'google.exchangeToken', 'google.revokeToken', 'google.tokenInfo'])

const oauthErrors = jsonErrors((message, { example }) => ({
  error: typeof example?.error === 'string' ? example.error : 'invalid_request',
  error_description:
    typeof example?.error_description === 'string' && message === example.error ? example.error_description : message,
}))

interface ApiError {
  readonly status: string
  readonly message: string
  readonly errors: readonly { readonly message: string; readonly domain: string; readonly reason: string }[]
}

const apiErrors = jsonErrors((message, { status, example }) => {
  const known = typeof example?.error === 'object' ? (example.error as ApiError) : undefined
  const [reason] = known?.errors ?? []
  return {
    error: {
      code: status,
      message,
      status: known?.status ?? (status === 404 ? 'NOT_FOUND' : status >= 500 ? 'INTERNAL' : 'INVALID_ARGUMENT'),
      errors: [{ message, domain: reason?.domain ?? 'global', reason: reason?.reason ?? 'invalid' }],
    },
  }
})
