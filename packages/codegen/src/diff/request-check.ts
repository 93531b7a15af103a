import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formatsModule from 'ajv-formats'
import type { Interaction } from '../emit/pact/interactions.ts'
import { directedSchema, schemaKey } from '../emit/sandbox/directed-schema.ts'
import type { ApiModel, JsonSchema, OperationModel } from '../model.ts'

const addFormats = formatsModule.default

/** Holds requests against the operations of one API. */
export class RequestCheck {
  readonly #api: ApiModel
  readonly #known = new WeakMap<JsonSchema, ValidateFunction>()
  #ajv: Ajv2020 | undefined

  constructor(api: ApiModel) {
    this.#api = api
  }

  /** What is wrong with a request for this operation: the first thing, in words; nothing where it is well formed. */
  refusal(operation: OperationModel, { path, query, headers, body }: Interaction['request']): string | undefined {
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
    for (const { name, in: place, required, schema } of operation.parameters) {
      // A path parameter may have got another name; its value stands where it stood.
      const given =
        place === 'path'
          ? (path[name] ?? Object.values(path)[0])
          : place === 'query'
            ? query[name]
            : lower[name.toLowerCase()]
      if (given === undefined) {
        if (required && place !== 'cookie') return `it lacks the ${place} parameter ${name}`
        continue
      }
      const wrong = place === 'header' ? undefined : this.#wrong(schema, given)
      if (wrong !== undefined) return `the ${place} parameter ${name} ${wrong}`
    }
    if (body === undefined) return operation.requestBody?.required === true ? 'it lacks a body' : undefined
    const content = operation.requestBody?.contents.find(({ mediaType }) => mediaType === body.mediaType)
    if (content === undefined) return `its body is ${body.mediaType}`
    if (!/[/+]json\b/.test(body.mediaType)) return undefined
    const wrong = this.#wrong(content.schema, body.value)
    return wrong === undefined ? undefined : `its body ${wrong}`
  }

  #wrong(schema: JsonSchema, value: unknown): string | undefined {
    let validate = this.#known.get(schema)
    if (validate === undefined) {
      validate = this.#validator().compile(directedSchema(schema, 'request', this.#api) as JsonSchema)
      this.#known.set(schema, validate)
    }
    if (validate(value)) return undefined
    const [error] = validate.errors ?? []
    return `${error?.instancePath === '' ? '' : `at ${error?.instancePath} `}${error?.message ?? 'is wrong'}`
  }

  #validator(): Ajv2020 {
    if (this.#ajv !== undefined) return this.#ajv
    // The loader has looked at the schemas already; looking again takes longer than everything else here.
    const ajv = new Ajv2020({ strict: false, discriminator: true, logger: false, validateSchema: false, meta: false })
    addFormats(ajv)
    for (const [name, { schema }] of this.#api.schemas)
      ajv.addSchema(directedSchema(schema, 'request', this.#api) as JsonSchema, schemaKey(name, 'value', 'request'))
    this.#ajv = ajv
    return ajv
  }
}
