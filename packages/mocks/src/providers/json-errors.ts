import type { SandboxReply } from '../engine/call.ts'
import type { FieldError, ProblemDescription } from '../engine/face.ts'

/**
 * Makes a face's `renderProblem` for a vendor whose errors are JSON of one shape.
 *
 * @param shape the vendor's body for a problem, and the words for it
 * @example jsonErrors((message) => ({ error: message }))
 */
export function jsonErrors(
  shape: (message: string, problem: ProblemDescription) => Readonly<Record<string, unknown>>,
): (problem: ProblemDescription) => SandboxReply {
  return (problem) => ({
    status: problem.status,
    headers: { ...problem.headers, 'content-type': 'application/json' },
    body: JSON.stringify(shape(messageOf(problem), problem)),
  })
}

/** The words of this case, else those of the spec's example, whatever the vendor calls them there. */
export function messageOf({ extra, errors, example, detail }: ProblemDescription): string {
  if (typeof extra?.message === 'string') return extra.message
  const [wrong] = errors ?? []
  if (wrong !== undefined) return sentenceOf(wrong)
  return wordsIn(example) ?? detail
}

/** The field that is wrong, as a path. */
export const fieldOf = ({ loc }: FieldError): string => loc.slice(1).join('.') || 'body'

function sentenceOf(error: FieldError): string {
  return `${fieldOf(error)} ${error.msg}`
}

function wordsIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return undefined
  for (const name of ['error', 'message', 'error_description', 'detail']) {
    const inside = (value as Readonly<Record<string, unknown>>)[name]
    // A problem's own detail says more than that of its example.
    const found = name === 'detail' && typeof inside === 'string' ? undefined : wordsIn(inside)
    if (found !== undefined) return found
  }
  return undefined
}
