import type { Reply } from '../backend/backend.ts'
import { curlOf } from '../backend/sent-request.ts'
import type { Coverage } from '../report/report.ts'
import { operationFinder } from '../service/operation-of.ts'
import type { ServiceContract } from '../service/service-contract.ts'
import { strangenessOf } from './reply-check.ts'
import { checksOfSchemas, type SchemaChecks } from './schema-checks.ts'

/** Something in an answer that the spec does not say, and the request that showed it first. */
export interface StrangeAnswer {
  readonly fault: string
  readonly curl: string
}

/** What a backend was seen to answer in one run, whichever layer asked. */
export interface AnswerLog {
  see(reply: Reply): void
  /** What one answer holds that the spec does not say. */
  strangeIn(reply: Reply): readonly string[]
  /** Whether an operation was seen to answer with this status. */
  has(operation: string, status: number): boolean
  /** Everything strange in the answers of an operation, in the order in which it was found. */
  strange(operation: string): readonly StrangeAnswer[]
  /** Every documented operation × status, in the order of the contract. */
  readonly coverage: readonly Coverage[]
}

interface Observed {
  readonly statuses: Map<number, number>
  /** Not held against the schemas before somebody wants to know: to compile those takes longer than many a layer. */
  readonly unexamined: Reply[]
  readonly faults: Map<string, string>
}

/** Holds every answer of a run against closed schemas, and counts them. */
export function openAnswerLog(contract: ServiceContract, baseUrl: URL): AnswerLog {
  const find = operationFinder(contract, baseUrl)
  let checks: SchemaChecks | undefined
  const observed = new Map(
    contract.operations.map(({ id }): [string, Observed] => [
      id,
      { statuses: new Map(), unexamined: [], faults: new Map() },
    ]),
  )
  const strangeIn = (reply: Reply): readonly string[] => {
    const operation = find(reply.sent)
    if (operation === undefined) return []
    checks ??= checksOfSchemas(contract)
    return strangenessOf(reply, operation, contract, checks)
  }
  return {
    strangeIn,
    see(reply) {
      const found = observed.get(find(reply.sent)?.id ?? '')
      if (found === undefined) return
      found.statuses.set(reply.status, (found.statuses.get(reply.status) ?? 0) + 1)
      found.unexamined.push(reply)
    },
    has: (operation, status) => observed.get(operation)?.statuses.has(status) ?? false,
    strange(operation) {
      const { unexamined = [], faults = new Map<string, string>() } = observed.get(operation) ?? {}
      for (const reply of unexamined.splice(0)) {
        for (const fault of strangeIn(reply)) if (!faults.has(fault)) faults.set(fault, curlOf(reply.sent))
      }
      return [...faults].map(([fault, curl]) => ({ fault, curl }))
    },
    get coverage() {
      return contract.operations.flatMap(({ id, responses }) => {
        const documented = responses.map(({ status }) => status)
        const statuses = [...(observed.get(id)?.statuses ?? [])]
        return documented.map((status) => ({
          operation: id,
          status,
          answers: statuses
            .filter(([one]) => nearest(one, documented) === status)
            .reduce((sum, [, count]) => sum + count, 0),
        }))
      })
    },
  }
}

/** What documents a status: `404`, else `4XX`, else `default`. */
const nearest = (status: number, documented: readonly string[]): string | undefined =>
  [String(status), `${Math.floor(status / 100)}XX`, 'default'].find((name) => documented.includes(name))
