import type { SandboxReply, SandboxRequest } from '../engine/call.ts'
import { changedRequest } from '../engine/changed-request.ts'
import type { FaultRule } from '../world/world.ts'
import { ControlProblem } from './control-problem.ts'
import { scenariosOf } from './scenario-controls.ts'
import type { WorldControls } from './world-controls.ts'

/**
 * Carries a request out under the scenario that its `Prefer` header names, and no other request: `Prefer: scenario=payments.declined`,
 * with options behind it (`Prefer: scenario=infrastructure.slow; median=5`). What would strike some of many requests strikes this one
 * for certain. What strikes elsewhere (a provider, a mail) strikes while this request is answered.
 */
export async function underPreferredScenario(
  controls: WorldControls,
  preference: Preference,
  request: SandboxRequest,
  carryOut: (request: SandboxRequest) => SandboxReply | Promise<SandboxReply>,
): Promise<SandboxReply> {
  const { world } = controls
  const id = `req_${world.random('requests').token(12)}`
  let added: readonly FaultRule[]
  try {
    const rules = scenariosOf(controls).rulesFor(preference.name, preference.options)
    added = rules.map((rule) =>
      world.faults.add(
        rule.match.on === 'request'
          ? { ...rule, match: { ...rule.match, request_id: id }, when: { kind: 'always' }, scenario: preference.name }
          : { ...rule, scenario: preference.name },
      ),
    )
  } catch (error) {
    if (error instanceof ControlProblem) return refusal(error, id)
    throw error
  }
  try {
    return await carryOut(changedRequest(request, { id }))
  } finally {
    for (const rule of added) world.faults.remove(rule.id)
  }
}

/** A scenario as a header names it. */
export interface Preference {
  readonly name: string
  readonly options: Readonly<Record<string, unknown>>
}

/** Reads `scenario=NAME; option=value` out of a `Prefer` header. */
export function preferenceOf(header: string): Preference | undefined {
  for (const preference of header.split(',')) {
    const [first = '', ...parameters] = preference.split(';').map((part) => part.trim())
    const name = /^scenario="?([^"]*)"?$/i.exec(first)?.[1]
    if (name === undefined) continue
    const options = parameters.filter((part) => part !== '').map((part) => optionOf(part))
    return { name, options: Object.fromEntries(options) }
  }
  return undefined
}

function optionOf(text: string): [name: string, value: unknown] {
  const [name = '', ...rest] = text.split('=')
  const value = rest.join('=').replace(/^"(.*)"$/, '$1')
  return [name.trim(), plain.test(value) ? JSON.parse(value) : value]
}

/** Numbers and truths; everything else is a text. */
const plain = /^(true|false|-?(0|[1-9]\d*)(\.\d+)?)$/

/** Whoever names what is not there gets the same answer everywhere: it is their request that is wrong. */
function refusal({ code, title, message, extra, errors }: ControlProblem, request_id: string): SandboxReply {
  const fields = errors ?? [{ loc: ['header', 'Prefer'], msg: message, type: 'preference' }]
  const body = {
    type: `/problems/${code}`,
    title,
    status: 422,
    detail: message,
    code,
    request_id,
    ...extra,
    errors: fields,
  }
  const headers = { 'content-type': 'application/problem+json', 'x-request-id': request_id }
  return { status: 422, headers, body: JSON.stringify(body) }
}
