import { isObject } from '../load/json.ts'
import type { ApiModel, OperationModel } from '../model.ts'
import { ChangeLog, type Sides } from './change.ts'
import { SchemaComparison } from './compare-schemas.ts'

/** Today's day, which tells whether a sunset has passed: `2026-11-21`. */
export type Day = string

/** What every part of a comparison of two versions shares. */
export interface Comparison extends Sides {
  readonly log: ChangeLog
  /** What clients send, and what they are told. */
  readonly request: SchemaComparison
  readonly response: SchemaComparison
  readonly today: Day
}

/** One operation in both versions, as the model has it and as it is written. */
export interface OperationPair {
  readonly label: string
  readonly old: OperationModel
  readonly new: OperationModel
  readonly oldWritten: Written
  readonly newWritten: Written
}

export type Written = Readonly<Record<string, unknown>>

export const comparisonOf = (sides: Sides, today: Day): Comparison => ({
  ...sides,
  today,
  log: new ChangeLog(sides),
  request: new SchemaComparison(sides.old, sides.new, 'request'),
  response: new SchemaComparison(sides.old, sides.new, 'response'),
})

/** An operation with everything that the model leaves out: tags, scopes, extensions of others. */
export const writtenOperation = (api: ApiModel, { path, method }: OperationModel): Written =>
  inside(api.document, 'paths', path, method.toLowerCase())

/** An object further inside; an empty one where there is none. */
export const inside = (value: unknown, ...steps: readonly string[]): Written => {
  let found = value
  for (const step of steps) found = isObject(found) ? found[step] : undefined
  return isObject(found) ? found : {}
}

/** How an operation is called: by its own id, or by its address where ids are made up. */
export const labelOf = (api: ApiModel, operation: OperationModel): string =>
  api.kind === 'foreign' ? `${operation.method} ${operation.path}` : operation.id
