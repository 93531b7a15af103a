import { brokenPacts, type PactReport } from './broken-pacts.ts'
import type { Change } from './change.ts'
import { compareApis } from './compare-apis.ts'
import type { Day } from './comparison.ts'
import { type Bump, highestBump, type Level } from './rule.ts'
import type { SpecVersions } from './spec-versions.ts'

/** What a comparison comes to; every format prints this. */
export interface DiffReport {
  readonly old: string
  readonly new: string
  readonly changes: readonly Change[]
  readonly pacts: PactReport
  readonly bump: Bump
  /** Whether somebody who keeps to the old version breaks. */
  readonly breaking: boolean
}

/**
 * Compares two versions, API by API.
 *
 * @param strict - a warning counts as a break
 */
export function diffReport(versions: SpecVersions, today: Day, strict = false): DiffReport {
  const comparisons = versions.apis.map((sides) => compareApis(sides, today, versions.service))
  const order: readonly Level[] = ['breaking', 'warning', 'safe']
  const changes = comparisons
    .flatMap((comparison) => comparison.changes)
    .sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level))
  const pacts = comparisons.map(brokenPacts)
  const broken = pacts.flatMap((one) => one.broken)
  const missing = pacts.find((one) => one.missing !== undefined)?.missing
  const breaking =
    broken.length > 0 || changes.some(({ level }) => level === 'breaking' || (strict && level === 'warning'))
  return {
    old: versions.old,
    new: versions.new,
    changes,
    pacts: {
      total: pacts.reduce((sum, { total }) => sum + total, 0),
      broken,
      ...(missing !== undefined && { missing }),
    },
    bump: highestBump([...changes.map(({ bump }) => bump), ...(breaking ? (['major'] as const) : [])]),
    breaking,
  }
}

/** Why the list of broken pacts may be too short; empty where it is not. */
export const caveatOf = ({ pacts, old }: DiffReport): string =>
  pacts.missing === undefined ? '' : `Some of ${old} has no pacts that could break: ${pacts.missing}`

/** `2 breaking, 1 warning, 3 safe`. */
export const countsOf = ({ changes }: DiffReport): string => {
  const count = (level: Level) => changes.filter((change) => change.level === level).length
  const warnings = count('warning')
  return `${count('breaking')} breaking, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}, ${count('safe')} safe`
}

/** Where a change stands: the place in one operation, or the schema that several use. */
export const whereOf = ({ schema, operations, where }: Change): string =>
  schema !== undefined && operations.length > 1 ? schema : where

/** `documents.get, documents.list and 3 more`. */
export const operationsOf = ({ operations }: Change, most = 3): string => {
  const first = operations.slice(0, most).join(', ')
  return operations.length > most ? `${first} and ${operations.length - most} more` : first
}
