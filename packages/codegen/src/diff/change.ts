import type { Direction } from '../direction.ts'
import { placeOf } from '../load/face.ts'
import type { ApiModel, SourceLocation } from '../model.ts'
import { type OperationRule, operationRules } from './operation-rules.ts'
import { type Bump, bumpOf, type Level, type Rule } from './rule.ts'
import type { SchemaFinding } from './schema-finding.ts'
import { schemaRule } from './schema-rules.ts'

/** One difference between two versions of the specs. */
export interface Change {
  /** `response-enum-value-added`; docs/diff.md lists them. */
  readonly rule: string
  readonly level: Level
  readonly bump: Bump
  readonly breaks: Rule['breaks']
  /** The operations, webhooks or sockets that it is about; empty where it is about no single one. */
  readonly operations: readonly string[]
  /** Where in them: `200 application/json $.items[*].status`. */
  readonly where: string
  /** The named schema in which it changed, and where inside: `Document.title`. Every operation above uses it. */
  readonly schema?: string
  /** What changed and who breaks, in one sentence. */
  readonly message: string
  readonly old?: SourceLocation
  readonly new?: SourceLocation
}

/** The two sides of a comparison. */
export interface Sides {
  readonly old: ApiModel
  readonly new: ApiModel
}

interface Reported {
  readonly operation?: string
  readonly where?: string
  readonly schema?: string
  readonly detail: string
  readonly old?: unknown
  readonly new?: unknown
}

/** Collects changes; what is the same change in many operations becomes one. */
export class ChangeLog {
  readonly #sides: Sides
  readonly #changes = new Map<string, Change & { operations: string[] }>()

  constructor(sides: Sides) {
    this.#sides = sides
  }

  /** A change by a rule of its own. `old` and `new` are parts of the models, for their places. */
  report(rule: OperationRule, reported: Reported): void {
    this.#add(
      rule,
      operationRules[rule],
      `${rule} ${reported.operation} ${reported.where} ${reported.detail}`,
      reported,
    )
  }

  /** The differences between two schemas, as changes of one place of an operation. */
  schema(direction: Direction, findings: readonly SchemaFinding[], operation: string, where: string): void {
    for (const finding of findings) {
      const id = `${direction}-${finding.kind}`
      const schema = finding.within && `${finding.within.name}${finding.within.at.slice(1)}`
      const shared = schema ?? `${operation} ${where} ${finding.at}`
      this.#add(id, schemaRule(finding.kind, direction), `${id} ${shared} ${finding.detail}`, {
        ...finding,
        operation,
        where: finding.at === '$' ? where : `${where} ${finding.at}`,
        ...(schema !== undefined && { schema }),
      })
    }
  }

  /** Breaking ones first, each kind in the order in which it was found. */
  get changes(): readonly Change[] {
    const order: readonly Level[] = ['breaking', 'warning', 'safe']
    return [...this.#changes.values()].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level))
  }

  #add(id: string, rule: Rule, key: string, { operation, where = '', schema, detail, ...places }: Reported): void {
    const known = this.#changes.get(key)
    if (known !== undefined) {
      if (operation !== undefined && !known.operations.includes(operation)) known.operations.push(operation)
      return
    }
    const old = locationOf(this.#sides.old, places.old)
    const next = locationOf(this.#sides.new, places.new)
    this.#changes.set(key, {
      rule: id,
      level: rule.level,
      bump: bumpOf(rule),
      breaks: rule.breaks,
      operations: operation === undefined ? [] : [operation],
      where,
      ...(schema !== undefined && { schema }),
      message: `${capital(detail)}: ${rule.because}.`,
      ...(old && { old }),
      ...(next && { new: next }),
    })
  }
}

/** A part of a model knows its place, or is one. */
function locationOf(api: ApiModel, part: unknown): SourceLocation | undefined {
  return isLocation(part) ? part : placeOf(api, part)
}

const isLocation = (part: unknown): part is SourceLocation =>
  typeof part === 'object' && part !== null && 'pointer' in part && 'line' in part && 'file' in part

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
