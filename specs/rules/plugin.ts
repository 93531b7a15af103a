import { extensions } from './extensions.ts'
import { headerExamples } from './header-examples.ts'
import { idempotency } from './idempotency.ts'
import { interactions, reachable } from './interactions.ts'
import { namedExamples } from './named-examples.ts'
import { operationId, operationTag, pathNames } from './operation-id.ts'
import { pagination } from './pagination.ts'
import { problems } from './problems.ts'
import type { Rule } from './redocly.ts'
import { documentedStatuses, responseHeaders } from './statuses.ts'
import { unions } from './unions.ts'
import { uniqueNames } from './unique-names.ts'
import { unusedComponents } from './unused-components.ts'
import { values } from './values.ts'

/** Our rules by name; docs/specs.md is what they enforce. */
const rules: Readonly<Record<string, Rule>> = {
  'documented-statuses': documentedStatuses,
  extensions,
  'header-examples': headerExamples,
  idempotency,
  interactions,
  'named-examples': namedExamples,
  'operation-id': operationId,
  'operation-tag': operationTag,
  pagination,
  'path-names': pathNames,
  problems,
  reachable,
  'response-headers': responseHeaders,
  unions,
  'unique-names': uniqueNames,
  'unused-components': unusedComponents,
  values,
}

export default () => ({
  id: 'concord',
  rules: { oas3: rules },
  configs: { all: { rules: Object.fromEntries(Object.keys(rules).map((name) => [`concord/${name}`, 'error'])) } },
})
