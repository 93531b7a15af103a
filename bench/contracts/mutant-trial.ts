// One process that changes the answers of one service in one place after another, and looks whether that is noticed.
import { type Layer, NothingSelected } from '@concord/contracts/report'
import { verify } from '@concord/contracts/verify'
import { checksOfSchemas } from '../../packages/contracts/src/conformance/schema-checks.ts'
import { operationFinder } from '../../packages/contracts/src/service/operation-of.ts'
import { readServiceContract, type ServiceContract } from '../../packages/contracts/src/service/service-contract.ts'
import { type AnswerChange, changesOf } from '../../tests/contracts/answer-changes.ts'
import { tamperWith } from '../../tests/contracts/tampering.ts'
import { answerParent, openPlace } from './place.ts'

export interface MutantPlan {
  readonly service: string
}

/** How the changed answers of a service fared. */
export interface MutantResult {
  readonly service: string
  /** Changed answers that break the contract. */
  readonly mutants: number
  readonly killedByPacts: number
  readonly killed: number
  readonly survivors: readonly string[]
  /** Changed answers that the contract allows just as well, and which are therefore no mutants. */
  readonly allowed: number
}

/** Answers of one operation with one status. */
interface Kind {
  readonly operation: string
  readonly status: number
  /** The one that says most. */
  readonly body: Record<string, unknown>
}

answerParent(play)

async function play({ service }: MutantPlan): Promise<MutantResult> {
  const contract = await readServiceContract(service)
  const place = await openPlace()
  const kinds = new Map<string, Kind>()
  /** What is changed now, by operation and status. */
  let current: ReadonlyMap<string, AnswerChange> | undefined
  const find = operationFinder(contract, new URL(place.backendUrl))
  const proxy = await tamperWith(place.backendUrl, (body, path, status, method) => {
    const operation = find({ method, url: place.backendUrl + path })?.id
    if (operation === undefined) return body
    const key = keyOf({ operation, status })
    if (current !== undefined) return current.get(key)?.apply(body) ?? body
    if (sizeOf(body) > sizeOf(kinds.get(key)?.body)) kinds.set(key, { operation, status, body })
    return body
  })
  const failing = async (only: readonly Layer[], filter: string): Promise<readonly string[]> => {
    const { statesUrl, sandboxUrl } = place
    try {
      const report = await verify({ provider: service, baseUrl: proxy.url, statesUrl, sandboxUrl, only, filter })
      return report.checks.flatMap(({ name, failure }) => (failure === undefined ? [] : [name]))
    } catch (error) {
      if (error instanceof NothingSelected) return []
      throw error
    }
  }
  try {
    const anyway = await failing(['pacts'], '')
    // The proxy passes no sockets on, so that their messages are missed; but nothing that is to be changed may fail as it is.
    const broken = anyway.find((name) => [...kinds.keys()].some((key) => name.startsWith(key)))
    if (broken !== undefined) throw new Error(`${service} fails without any change: ${broken}.`)
    let allowed = 0
    const mutants = chosen([...kinds.values()]).map((kind) => {
      const isAllowed = allowanceOf(contract, kind)
      const changes = changesOf(kind.body)
      const breaking = changes.filter((change) => !isAllowed(change.apply(kind.body)))
      allowed += changes.length - breaking.length
      return { key: keyOf(kind), operation: kind.operation, changes: breaking }
    })
    const unnoticed: { readonly key: string; readonly operation: string; readonly change: AnswerChange }[] = []
    // Operations do not see one another's answers, so that one of each can be changed at a time.
    for (let round = 0; round < Math.max(...mutants.map(({ changes }) => changes.length)); round += 1) {
      const now = mutants.flatMap(({ key, operation, changes }) => {
        const change = changes[round]
        return change === undefined ? [] : [{ key, operation, change }]
      })
      current = new Map(now.map(({ key, change }) => [key, change]))
      const names = await failing(['pacts'], '')
      unnoticed.push(...now.filter(({ key }) => !names.some((name) => name.startsWith(key))))
    }
    const survivors: string[] = []
    for (const { key, operation, change } of unnoticed) {
      const further = async (changes: typeof current) => {
        current = changes
        return failing(['conformance', 'access', 'behaviours'], `${operation}: `)
      }
      const unchanged = await further(new Map())
      const names = await further(new Map([[key, change]]))
      if (names.every((name) => unchanged.includes(name))) survivors.push(`${key} ${change.what}`)
    }
    const total = mutants.reduce((sum, { changes }) => sum + changes.length, 0)
    return {
      service,
      mutants: total,
      killedByPacts: total - unnoticed.length,
      killed: total - survivors.length,
      survivors,
      allowed,
    }
  } finally {
    await proxy.close()
    await place.close()
  }
}

/** With this the names of its pact's interactions begin. */
const keyOf = ({ operation, status }: Pick<Kind, 'operation' | 'status'>): string => `${operation}: ${status} `

/** Every success; of problems, which are all of one shape, one operation for each status. */
function chosen(kinds: readonly Kind[]): readonly Kind[] {
  const seen = new Set<number>()
  return kinds.filter(({ status }) => {
    if (status < 400) return true
    const isFirst = !seen.has(status)
    seen.add(status)
    return isFirst
  })
}

/** Says of a changed answer whether the contract allows it just as well. */
function allowanceOf(contract: ServiceContract, { operation, status }: Kind): (body: unknown) => boolean {
  const responses = contract.operations.find(({ id }) => id === operation)?.responses ?? []
  const content = responses
    .find((response) => response.status === String(status))
    ?.contents.find(({ mediaType }) => mediaType.endsWith('json'))
  if (content === undefined) return () => false
  const check = checksOfSchemas(contract).reply(content.schema)
  return (body) => check(body).length === 0
}

const sizeOf = (body: unknown): number => JSON.stringify(body)?.length ?? 0
