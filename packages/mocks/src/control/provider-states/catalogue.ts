import { z } from 'zod'
import type { FieldError } from '../../engine/face.ts'
import { type ProviderStateEntry, providerStates } from '../../generated/provider-states.ts'
import { ControlProblem } from '../control-problem.ts'
import type { StateParams, StateValues } from './state.ts'

interface CompiledEntry {
  readonly entry: ProviderStateEntry
  readonly params: z.ZodType
  readonly returns: z.ZodType
}

let compiled: ReadonlyMap<string, CompiledEntry> | undefined

function entries(): ReadonlyMap<string, CompiledEntry> {
  compiled ??= new Map(
    providerStates.map((entry) => [
      entry.name,
      { entry, params: objectOf(entry.params, false), returns: objectOf(entry.returns, true) },
    ]),
  )
  return compiled
}

function objectOf(properties: ProviderStateEntry['params'], required: boolean): z.ZodType {
  return z.fromJSONSchema({
    type: 'object',
    properties,
    required: required ? Object.keys(properties) : [],
    additionalProperties: false,
  } as z.core.JSONSchema.JSONSchema)
}

/**
 * Parameters as the catalogue has them, with its defaults.
 *
 * @throws ControlProblem 422 for a state that the catalogue does not have, or parameters that it does not allow
 */
export function checkedParams(state: string, params: StateParams): StateParams {
  const found = entries().get(state)
  if (found === undefined) {
    const known = [...entries().keys()]
    throw new ControlProblem(
      422,
      'provider_state_unknown',
      'Provider state not known',
      `${unknownState(state, known)}`,
      {
        extra: { known },
      },
    )
  }
  const result = found.params.safeParse(params)
  if (result.success) return result.data as StateParams
  const errors = result.error.issues.map((issue): FieldError => {
    const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))
    return { loc: ['body', 'params', ...path], msg: issue.message, type: issue.code }
  })
  const detail = `"${state}" does not take these parameters: ${errors.map(({ loc, msg }) => `${loc.slice(1).join('.')}: ${msg}`).join('; ')}. It takes ${listed(Object.keys(found.entry.params))}.`
  throw new ControlProblem(422, 'provider_state_params_invalid', 'Parameters not valid', detail, {
    errors,
    extra: { params: found.entry.params },
  })
}

/** Throws when a state did not give what the catalogue promises: a fault of the sandbox, told as one. */
export function assertPromised(state: string, values: StateValues): void {
  const result = entries().get(state)?.returns.safeParse(values)
  if (result === undefined || result.success) return
  const reasons = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
  throw new Error(`The provider state "${state}" did not return what the catalogue promises: ${reasons}.`)
}

function unknownState(state: string, known: readonly string[]): string {
  const wanted = state.toLowerCase()
  const near = known.filter((name) => name.toLowerCase().includes(wanted) || wanted.includes(name.toLowerCase()))
  const hint =
    near.length > 0 ? `Did you mean ${listed(near)}?` : 'GET /__sandbox/provider-states lists those that exist.'
  return `There is no provider state "${state}". ${hint}`
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.map((name) => `"${name}"`).join(', ')
}
