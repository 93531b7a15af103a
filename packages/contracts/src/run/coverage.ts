import type { Reply } from '../backend/backend.ts'
import type { Coverage } from '../report/report.ts'
import { operationFinder } from '../service/operation-of.ts'
import type { ServiceContract } from '../service/service-contract.ts'

/** Counts which documented outcomes a backend was seen to give. */
export interface CoverageCount {
  see(reply: Pick<Reply, 'sent' | 'status'>): void
  /** Every documented operation × status, in the order of the contract. */
  readonly coverage: readonly Coverage[]
}

/**
 * Counts the answers of a run by operation and documented status; `4XX` and `default` count what nothing nearer documents.
 */
export function countCoverage(contract: ServiceContract, baseUrl: URL): CoverageCount {
  const answers = new Map<string, number>()
  const find = operationFinder(contract, baseUrl)
  return {
    see({ sent, status }) {
      const operation = find(sent)
      const documented = operation?.responses.map((response) => response.status) ?? []
      const nearest = [String(status), `${Math.floor(status / 100)}XX`, 'default'].find((one) =>
        documented.includes(one),
      )
      if (operation === undefined || nearest === undefined) return
      const key = `${operation.id} ${nearest}`
      answers.set(key, (answers.get(key) ?? 0) + 1)
    },
    get coverage() {
      return contract.operations.flatMap(({ id, responses }) =>
        responses.map(({ status }) => ({ operation: id, status, answers: answers.get(`${id} ${status}`) ?? 0 })),
      )
    },
  }
}
