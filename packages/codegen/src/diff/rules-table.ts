import { operationRules } from './operation-rules.ts'
import { bumpOf, type Rule } from './rule.ts'
import { directionsOf, type SchemaRule, schemaKinds, schemaRule } from './schema-rules.ts'

/** Every rule by its id: those for schemas once for each direction. */
export function allRules(): ReadonlyMap<string, Rule> {
  const kinds = Object.keys(schemaKinds) as SchemaRule[]
  const schemas = (['request', 'response'] as const).flatMap((direction) =>
    kinds
      .filter((kind) => directionsOf(kind).includes(direction))
      .map((kind) => [`${direction}-${kind}`, schemaRule(kind, direction)] as const),
  )
  return new Map<string, Rule>([...Object.entries<Rule>(operationRules), ...schemas])
}

/** The table of docs/diff.md. */
export function rulesTable(): string {
  const rows = [...allRules()].map(
    ([id, rule]) => `| \`${id}\` | ${rule.level} | ${bumpOf(rule)} | ${rule.breaks} | ${rule.title}: ${rule.because} |`,
  )
  return ['| rule | level | bump | who breaks | what |', '|---|---|---|---|---|', ...rows].join('\n')
}
