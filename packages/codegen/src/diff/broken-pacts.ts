import { type Interaction, interactionsOf } from '../emit/pact/interactions.ts'
import { messagesOf } from '../emit/pact/messages.ts'
import { canonicalJson } from '../load/json.ts'
import { SpecError } from '../load/spec-error.ts'
import type { ApiModel, ContentModel, OperationModel, ResponseModel } from '../model.ts'
import type { ApiComparison } from './compare-apis.ts'
import { becameOther } from './compare-messages.ts'
import { SchemaComparison } from './compare-schemas.ts'
import type { OperationPair } from './comparison.ts'
import { pactView } from './pact-view.ts'
import { RequestCheck } from './request-check.ts'
import { schemaRule } from './schema-rules.ts'

/** An interaction of the old pacts that a backend which keeps to the new specs does not satisfy. */
export interface BrokenPact {
  readonly service: string
  readonly operation: string
  /** The example or the problem code; for a message its type. */
  readonly interaction: string
  readonly reasons: readonly string[]
}

export interface PactReport {
  /** Interactions and messages that the old pacts have. */
  readonly total: number
  readonly broken: readonly BrokenPact[]
  /** Why some of the old specs have no pacts, where they should have. */
  readonly missing?: string
}

/**
 * The pacts of the old version, held against the new one: a pact breaks when its request is not valid any more, or when what it
 * expects is not promised any more. Only our own specs have pacts.
 */
export function brokenPacts({ old, new: next, pairs, changes, chosen }: ApiComparison): PactReport {
  if (old.kind !== 'platform') return { total: 0, broken: [] }
  const touched = new Set(changes.flatMap(({ operations }) => operations))
  const otherStates = canonicalJson([...old.providerStates]) !== canonicalJson([...next.providerStates])
  const judge = new Judge(old, next)
  const broken: BrokenPact[] = []
  const missing = new Set<string>()
  let total = 0
  const made = <Pact>(make: () => readonly Pact[]): readonly Pact[] => {
    try {
      return make()
    } catch (error) {
      if (!(error instanceof SpecError)) throw error
      missing.add(error.problems[0]?.message ?? error.message)
      return []
    }
  }
  for (const service of old.services.filter(chosen)) {
    const add = (operation: string, interaction: string, reasons: readonly string[]) => {
      total += 1
      if (reasons.length > 0) broken.push({ service: service.name, operation, interaction, reasons })
    }
    for (const operation of service.operations) {
      const pair = pairs.find((one) => one.old === operation)
      const same = pair !== undefined && !otherStates && !touched.has(pair.label)
      for (const interaction of made(() => interactionsOf(operation, old))) {
        const gone = [`${operation.method} ${operation.path} is gone`]
        const reasons = same ? [] : pair === undefined ? gone : judge.reasons(interaction, pair)
        add(operation.id, interaction.name, reasons)
      }
    }
    for (const message of made(() => messagesOf(service, old))) {
      const reasons = message.type === 'frame' ? judge.frame(message, pairs) : judge.webhook(message)
      add(message.operation, nameOf(message), reasons)
    }
  }
  const [first] = missing
  return { total, broken, ...(first !== undefined && { missing: first }) }
}

/** The name without the operation before it. */
const nameOf = ({ description, operation }: Message): string => description.slice(operation.length + 2)

type Message = ReturnType<typeof messagesOf>[number]

class Judge {
  readonly #old: ApiModel
  readonly #new: ApiModel
  readonly #before: RequestCheck
  readonly #after: RequestCheck

  constructor(old: ApiModel, next: ApiModel) {
    this.#old = old
    this.#new = next
    this.#before = new RequestCheck(old)
    this.#after = new RequestCheck(next)
  }

  reasons(interaction: Interaction, pair: OperationPair): string[] {
    const { old, new: next } = pair
    const plain = (path: string) => path.replace(/\{[^}]+\}/g, '{}')
    if (old.method !== next.method || plain(old.path) !== plain(next.path))
      return [`${old.method} ${old.path} is ${next.method} ${next.path} now`]
    return [
      ...this.#stateReasons(interaction.states),
      ...this.#callerReasons(interaction, next),
      ...this.#requestReasons(interaction, next),
      ...this.#responseReasons(interaction, next),
    ]
  }

  #stateReasons(states: Interaction['states']): string[] {
    return states.flatMap(({ name }) => {
      const state = this.#new.providerStates.get(name)
      if (state === undefined) return [`the provider state "${name}" is gone`]
      const lost = Object.keys(this.#old.providerStates.get(name)?.returns ?? {}).filter(
        (value) => !(value in state.returns),
      )
      return lost.map((value) => `the provider state "${name}" does not return ${value} any more`)
    })
  }

  #callerReasons({ states, operation, status }: Interaction, next: OperationModel): string[] {
    if (status === 401 || status === 403) return []
    if (operation.security.length === 0 && next.security.length > 0) return ['it sends no token, and one is needed now']
    const administrator = states.some(({ name }) => name.includes('administrator'))
    if (operation.access === 'admin' || next.access !== 'admin' || administrator) return []
    return ['it is sent by a user who is no administrator']
  }

  #requestReasons(interaction: Interaction, next: OperationModel): string[] {
    const { operation, request, broken, name } = interaction
    const was = this.#before.refusal(operation, request)
    const is = this.#after.refusal(next, request)
    if (broken !== undefined || name === 'validation_failed')
      return was !== undefined && is === undefined ? ['its request, wrong on purpose, is not refused any more'] : []
    return was === undefined && is !== undefined ? [`its request is refused: ${is}`] : []
  }

  #responseReasons({ status, response, content, example, problem, name }: Interaction, next: OperationModel): string[] {
    const after = responseFor(next, status)
    if (after === undefined) return [`the status ${status} is not answered any more`]
    if (problem && !after.codes.includes(name)) return [`the code ${name} is not answered with ${status} any more`]
    const headers = this.#headerReasons(response, after)
    if (content === undefined) return headers
    const other = after.contents.find(({ mediaType }) => mediaType === content.mediaType)
    if (other === undefined) return [...headers, `the answer is not ${content.mediaType} any more`]
    const exact = new Set(problem ? ['$.code', '$.status'] : [])
    return [...headers, ...this.#bodyReasons(content.schema, other.schema, example?.value, exact)]
  }

  #headerReasons(old: ResponseModel, next: ResponseModel): string[] {
    const comparison = new SchemaComparison(this.#old, this.#new, 'response')
    return old.headers
      .filter(({ required }) => required)
      .flatMap((header) => {
        const after = next.headers.find(({ name }) => name.toLowerCase() === header.name.toLowerCase())
        if (after?.required !== true) return [`the header ${header.name} is not promised any more`]
        return breakingOnes(comparison, header.schema, after.schema).map(
          (reason) => `in the header ${header.name}, ${reason}`,
        )
      })
  }

  #bodyReasons(
    old: ContentModel['schema'],
    next: ContentModel['schema'],
    example: unknown,
    exact: ReadonlySet<string> = new Set(),
  ): string[] {
    const before = pactView(old, example, this.#old.schemas, exact)
    const after = pactView(next, example, this.#new.schemas, exact)
    return breakingOnes(new SchemaComparison(this.#old, this.#new, 'response'), before, after)
  }

  frame(message: Message, pairs: readonly OperationPair[]): string[] {
    const pair = pairs.find(({ old }) => old.id === message.operation)
    if (pair === undefined) return ['the socket is gone']
    const type = nameOf(message)
    const sides = { old: this.#old, new: this.#new }
    const { kept } = becameOther(sides, pair.old.messages?.server ?? [], pair.new.messages?.server ?? [])
    const found = kept.find(({ name }) => name === type)
    const states = this.#stateReasons(message.states)
    if (found === undefined) return [...states, 'the message is gone']
    return [...states, ...this.#bodyReasons(found.before, found.after, message.value)]
  }

  webhook(message: Message): string[] {
    const bodies = [this.#old, this.#new].map((api) =>
      api.services.flatMap(({ webhooks }) => webhooks).find(({ name }) => name === message.operation),
    )
    const [before, after] = bodies.map((webhook) => webhook?.requestBody?.contents[0])
    if (before === undefined) return []
    if (after === undefined) return ['the webhook is gone']
    return this.#bodyReasons(before.schema, after.schema, message.value)
  }
}

function responseFor(operation: OperationModel, status: number): ResponseModel | undefined {
  const find = (wanted: string) => operation.responses.find((response) => response.status === wanted)
  return find(String(status)) ?? find(`${String(status)[0]}XX`) ?? find('default')
}

/** A pact compares by rules of its own, so what cannot be told (two patterns) breaks it too. */
function breakingOnes(
  comparison: SchemaComparison,
  old: ContentModel['schema'],
  next: ContentModel['schema'],
): string[] {
  return comparison
    .compare(old, next)
    .filter(({ kind }) => schemaRule(kind, 'response').level !== 'safe')
    .map(({ kind, at, detail }) => {
      const said = kind.endsWith('property-removed') ? 'it may be missing' : detail
      return at === '$' ? said : `${at}: ${said}`
    })
}
