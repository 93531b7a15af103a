import type { CheckResult, Layer } from '@concord/contracts/report'
import { namesTheFault, type SeededFault } from './right-reasons.ts'
import type { Findings } from './trial.ts'

/** What a verification made of a fault. */
export interface Judgement {
  /** The failures that name it, the quickest check first. */
  readonly right: readonly CheckResult[]
  /** Every other failure, and every service of which nothing could be said. */
  readonly wake: readonly string[]
}

/** Tells the failures that name a fault from those in its wake. */
export function judge(fault: SeededFault, findings: readonly Findings[]): Judgement {
  const failed = findings.flatMap(({ checks }) => checks.filter(({ failure }) => failure !== undefined))
  const right = failed.filter((check) => namesTheFault(fault, check))
  return {
    right: [...right].sort((one, other) => one.milliseconds - other.milliseconds),
    wake: [
      ...failed.filter((check) => !right.includes(check)).map(({ layer, name }) => `${layer}: ${name}`),
      ...findings.flatMap(({ cannotVerify }) => cannotVerify ?? []),
    ],
  }
}

export const layersOf = (checks: readonly CheckResult[]): readonly Layer[] => [
  ...new Set(checks.map(({ layer }) => layer)),
]
