import type { ApiModel, JsonSchema } from '../../model.ts'
import { directedSchema, type Strictness } from './directed-schema.ts'

export const checkKinds = ['request', 'form', 'reply'] as const

/** How a value is checked: a request's as it came, a form's after its texts became values, a reply's closed. */
export type Check = (typeof checkKinds)[number]

/** All that the checks of an API are compiled from, as plain data: it can be sent to another thread. */
export interface ValidatorPlan {
  readonly kind: ApiModel['kind']
  readonly schemas: ReadonlyMap<string, { readonly schema: JsonSchema }>
  /** The name of each check, by its schema as JSON. */
  readonly checks: Readonly<Record<Check, ReadonlyMap<string, string>>>
}

/** Collects what must be checked, and gives each check a name. Equal checks share one. */
export class ValidatorSet {
  readonly #api: ApiModel
  readonly #names: Record<Check, Map<string, string>> = { request: new Map(), form: new Map(), reply: new Map() }
  readonly #taken = new Set<string>()

  constructor(api: ApiModel) {
    this.#api = api
  }

  /**
   * @param wanted the name for it, if no equal check has one
   * @returns the name under which the module exports the check; nothing for a schema that allows everything
   */
  add(check: Check, schema: JsonSchema, wanted: string): string | undefined {
    const directed = directedSchema(schema, strictnessOf(check), this.#api) as JsonSchema
    if (Object.keys(directed).length === 0) return undefined
    const key = JSON.stringify(directed)
    const known = this.#names[check].get(key)
    if (known !== undefined) return known
    const { $ref } = directed
    const name = this.#free(typeof $ref === 'string' ? `${check}${pascalKey($ref)}` : wanted)
    this.#names[check].set(key, name)
    return name
  }

  /** Every name, sorted. */
  get names(): readonly string[] {
    return [...this.#taken].sort()
  }

  /** What was collected. */
  get plan(): ValidatorPlan {
    // Without the places of the schemas, which are looked up when somebody reads them.
    const schemas = new Map(Array.from(this.#api.schemas, ([name, { schema }]) => [name, { schema }]))
    return { kind: this.#api.kind, schemas, checks: this.#names }
  }

  #free(wanted: string): string {
    let name = wanted
    for (let count = 2; this.#taken.has(name); count++) name = `${wanted}_${count}`
    this.#taken.add(name)
    return name
  }
}

export const strictnessOf = (check: Check): Strictness => (check === 'reply' ? 'reply' : 'request')

const pascalKey = (reference: string): string => {
  const name = decodeURIComponent(reference)
    .replace(/^schema:/, '')
    .replace(/[^A-Za-z0-9]+/g, '_')
  return name.charAt(0).toUpperCase() + name.slice(1)
}
