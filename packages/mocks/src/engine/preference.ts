import type { SandboxReply } from './call.ts'
import type { CallContext } from './call-context.ts'
import type { OperationEntry } from './operation-table.ts'
import { codeOf, ProblemError, validationFailed } from './problems.ts'
import { furtherMembers } from './request-faults.ts'

/**
 * `Prefer: code=404` or `Prefer: example=draft`, as those who know Prism write it: the answer that the spec has for it, whatever the
 * state of the world. Nothing for any other preference.
 *
 * @throws {ProblemError} the documented problem that is asked for, or a 422 that says what the spec has
 */
export function preferredReply(entry: OperationEntry, call: CallContext): SandboxReply | undefined {
  const header = call.request.headers.prefer
  if (header === undefined) return undefined
  const code = /(?:^|[\s;,])code="?(\d{3})"?/.exec(header)?.[1]
  const name = /(?:^|[\s;,])example="?([^\s;,"]+)"?/.exec(header)?.[1]
  if (code === undefined && name === undefined) return undefined
  const problem = name ?? codeOf(entry.problems, Number(code))
  const known = problem === undefined ? undefined : entry.problems[problem]
  if (problem !== undefined && known !== undefined && (code === undefined || known.status === Number(code))) {
    const needed = entry.replies[known.status]?.requiredHeaders.includes('retry-after')
    throw new ProblemError(problem, {
      extra: furtherMembers(known.body),
      headers: needed ? { 'retry-after': '30' } : {},
    })
  }
  for (const [status, reply] of Object.entries(entry.replies)) {
    if (!/^\d+$/.test(status) || (code !== undefined && status !== code)) continue
    const example = name === undefined ? Object.values(reply.examples)[0] : reply.examples[name]
    if (example !== undefined || (name === undefined && reply.mediaTypes.length === 0))
      return call.reply(Number(status), example)
  }
  const examples = Object.values(entry.replies).flatMap((reply) => Object.keys(reply.examples))
  const there = `${Object.keys(entry.replies).join(', ')}; examples: ${[...examples, ...Object.keys(entry.problems)].join(', ')}`
  throw validationFailed([
    { loc: ['header', 'Prefer'], msg: `asks for what the spec does not have. It has: ${there}`, type: 'preference' },
  ])
}
