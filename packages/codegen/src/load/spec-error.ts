import type { SourceLocation } from '../model.ts'

/** One thing that is wrong in a spec: where, and what, in one sentence. */
export interface SpecProblem {
  readonly location: SourceLocation
  readonly message: string
}

/**
 * A spec that cannot be read as it stands. It holds everything that was found, so that one run is enough to mend a file.
 *
 * @example
 * try { await loadApis('specs') } catch (error) { if (error instanceof SpecError) console.error(error.message) }
 */
export class SpecError extends Error {
  override readonly name = 'SpecError'
  readonly problems: readonly SpecProblem[]

  constructor(problems: readonly SpecProblem[]) {
    super(problems.map(formatProblem).join('\n'))
    this.problems = problems
  }
}

/** `specs/documents.yaml:12:7 #/paths/~1a/get: Every operation needs an operationId.` */
export const formatProblem = ({ location, message }: SpecProblem): string =>
  `${location.file}:${location.line}:${location.column} #${location.pointer}: ${message}`

/** Collects problems while loading goes on, and throws them together. */
export class ProblemList {
  readonly #problems = new Map<string, SpecProblem>()

  add(location: SourceLocation, message: string): void {
    const problem = { location, message }
    this.#problems.set(formatProblem(problem), problem)
  }

  /** @throws SpecError when anything was added */
  throwIfAny(): void {
    if (this.#problems.size === 0) return
    const problems = [...this.#problems.values()]
    problems.sort(
      (a, b) =>
        compare(a.location.file, b.location.file) ||
        a.location.line - b.location.line ||
        a.location.column - b.location.column,
    )
    throw new SpecError(problems)
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
