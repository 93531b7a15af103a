import type {
  ApiModel,
  ContentModel,
  ExampleModel,
  InteractionModel,
  OperationModel,
  ResponseModel,
} from '../../model.ts'
import { breakField } from './broken-field.ts'
import { type DefaultRule, type InteractionRequest, requestFor, wrong } from './interaction-request.ts'
import { isRecord } from './schema.ts'

/** One thing that a consumer does and what it must be told: an operation, one of its named examples, and how to come there. */
export interface Interaction {
  readonly operation: OperationModel
  /** The example's name; for a problem its code. */
  readonly name: string
  readonly status: number
  /** Statuses that may come in the place of {@link status}, because the spec leaves it to the provider. */
  readonly or: readonly number[]
  readonly states: InteractionModel['states']
  readonly request: InteractionRequest
  readonly response: ResponseModel
  /** Absent where the answer has no body. */
  readonly content?: ContentModel
  readonly example?: ExampleModel
  readonly problem: boolean
  /** Where the request was broken on purpose: what the first of the problem's errors must name. */
  readonly broken?: readonly [place: string, field: string]
}

interface Outcome {
  readonly name: string
  readonly response: ResponseModel
  readonly content?: ContentModel
  readonly example?: ExampleModel
}

const SIGNED_IN = 'a signed-in user'
const ADMINISTRATOR = 'a signed-in administrator'
const EXPIRED = 'an expired access token'
const USED_KEY = 'a used idempotency key'
const LIMITED = 'the rate limit is used up'

/**
 * Every interaction of an operation, by the rules of docs/specs.md. Operations that open a socket have none.
 *
 * @throws SpecError when a documented code or example can be reached by no rule and no entry, or an entry names a state that
 * the catalogue lacks
 */
export function interactionsOf(operation: OperationModel, api: ApiModel): readonly Interaction[] {
  if (operation.responses.some(({ status }) => status === '101')) return []
  const successes = successesOf(operation)
  const problems = operation.responses.flatMap((response) =>
    response.codes.map((code): Outcome => {
      const content = response.contents.find(({ examples }) => examples.some(({ name }) => name === code))
      const example = content?.examples.find(({ name }) => name === code)
      return { name: code, response, ...(content && { content }), ...(example && { example }) }
    }),
  )
  return [
    ...successes.map((outcome) => ({
      ...interactionFor(operation, api, outcome, undefined),
      or: alternativesTo(operation, outcome, successes),
    })),
    ...problems.map((outcome) => interactionFor(operation, api, outcome, successes[0])),
  ]
}

/** Success examples in the order of the spec. A success without a body is named by the entry that names nothing else. */
function successesOf(operation: OperationModel): readonly Outcome[] {
  const named = new Set(
    operation.responses.flatMap(({ contents }) => contents.flatMap(({ examples }) => examples.map(({ name }) => name))),
  )
  const unclaimed = [...operation.interactions.keys()].filter((name) => !named.has(name))
  const outcomes = operation.responses
    .filter(({ status, codes }) => /^[23]/.test(status) && codes.length === 0)
    .flatMap((response): readonly Outcome[] => {
      const examples = response.contents.flatMap((content) =>
        content.examples.map((example) => ({ name: example.name, response, content, example })),
      )
      if (examples.length > 0) return examples
      if (response.contents.length > 0)
        throw wrong(
          operation,
          `The ${response.status} of ${operation.id} has no named example, so no consumer can ask for it.`,
        )
      return [{ name: unclaimed.shift() ?? operation.verb, response }]
    })
  if (unclaimed.length > 0) {
    throw wrong(
      operation,
      `x-interactions of ${operation.id} names ${unclaimed.join(', ')}, which is neither an example nor a code of this operation.`,
    )
  }
  return outcomes
}

function interactionFor(
  operation: OperationModel,
  api: ApiModel,
  outcome: Outcome,
  success: Outcome | undefined,
): Interaction {
  const entry = operation.interactions.get(outcome.name)
  const rule = success === undefined ? undefined : defaultRule(operation, outcome.name)
  if (success !== undefined && rule === undefined && entry === undefined) {
    throw wrong(
      operation,
      `Nothing says how a consumer comes to ${outcome.name} of ${operation.id}. Give it an entry in x-interactions, or do not document it.`,
    )
  }
  const usual = operation.interactions.get(success?.name ?? outcome.name)
  const states = statesFor(operation, api, entry, usual, rule)
  const request = requestFor(operation, api, {
    example: success?.name ?? outcome.name,
    entries: [usual, entry],
    rule,
    states,
  })
  const breaks = outcome.name === 'validation_failed' && (entry === undefined || !overrides(entry))
  const broken = breaks ? breakField(operation, request, api.schemas) : undefined
  if (breaks && broken === undefined) {
    throw wrong(operation, `${operation.id} documents validation_failed but has no field that can be wrong.`)
  }
  return {
    operation,
    name: outcome.name,
    status: statusOf(operation, outcome),
    or: [],
    states,
    request: broken?.request ?? request,
    response: outcome.response,
    ...(outcome.content && { content: outcome.content }),
    ...(outcome.example && { example: outcome.example }),
    problem: success !== undefined,
    ...(broken && { broken: broken.at }),
  }
}

/** What an entry allows beside its own example: successes that nothing but their status tells apart, so that one set of rules holds for all. */
function alternativesTo(operation: OperationModel, outcome: Outcome, successes: readonly Outcome[]): readonly number[] {
  const own = statusOf(operation, outcome)
  const statuses = (operation.interactions.get(outcome.name)?.or ?? []).map((name) => {
    const other = successes.find((success) => success.name === name)
    if (other === undefined || other === outcome)
      throw wrong(
        operation,
        `${operation.id} may not be answered with "${name}" in the place of ${outcome.name}: it is no other success of it.`,
      )
    if (shapeOf(other) !== shapeOf(outcome))
      throw wrong(
        operation,
        `${operation.id} may not be answered with "${name}" in the place of ${outcome.name}: their headers or bodies differ.`,
      )
    return statusOf(operation, other)
  })
  return [...new Set(statuses)].filter((status) => status !== own).sort()
}

const shapeOf = ({ response, content }: Outcome): string =>
  JSON.stringify([
    response.headers.filter(({ required }) => required).map(({ name, schema }) => [name, schema]),
    content?.mediaType,
    content?.schema,
  ])

function defaultRule(operation: OperationModel, code: string): DefaultRule | undefined {
  switch (code) {
    case 'token_missing':
      return { token: 'none' }
    case 'token_invalid':
      return { token: 'invalid' }
    case 'token_expired':
      return { token: 'expired' }
    case 'idempotency_key_reused':
      return {
        states: [{ name: USED_KEY, params: { operation: operation.id } }],
        headers: { 'Idempotency-Key': 'a-used-key' },
      }
    case 'rate_limited':
      return { states: [{ name: LIMITED, params: {} }] }
    case 'validation_failed':
      return {}
    default:
      return undefined
  }
}

function statesFor(
  operation: OperationModel,
  api: ApiModel,
  entry: InteractionModel | undefined,
  usual: InteractionModel | undefined,
  rule: DefaultRule | undefined,
): InteractionModel['states'] {
  const own = entry?.states ?? []
  const wanted = own.length === 0 && rule !== undefined && rule.token === undefined ? (usual?.states ?? []) : own
  const after = [...wanted, ...(rule?.states ?? [])]
  for (const { name } of after) {
    if (!api.providerStates.has(name))
      throw wrong(
        operation,
        `${operation.id} asks for the provider state "${name}", which no x-provider-states declares.`,
      )
  }
  if (operation.security.length === 0 || rule?.token === 'none' || rule?.token === 'invalid') return after
  if (rule?.token === 'expired') return [{ name: EXPIRED, params: {} }, ...after]
  if (after.some(({ name }) => 'access_token' in (api.providerStates.get(name)?.returns ?? {}))) return after
  return [{ name: operation.access === 'admin' ? ADMINISTRATOR : SIGNED_IN, params: {} }, ...after]
}

function overrides(entry: InteractionModel): boolean {
  return (
    [entry.path, entry.query, entry.headers].some((part) => Object.keys(part).length > 0) || entry.body !== undefined
  )
}

function statusOf(operation: OperationModel, { response, example, name }: Outcome): number {
  if (/^\d{3}$/.test(response.status)) return Number(response.status)
  const status = isRecord(example?.value) ? example.value.status : undefined
  if (typeof status === 'number') return status
  throw wrong(operation, `${name} of ${operation.id} stands under ${response.status} and does not say its status.`)
}
