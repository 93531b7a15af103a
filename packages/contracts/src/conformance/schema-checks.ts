import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import formatsModule from 'ajv-formats'
import type { DirectedSchema, ServiceContract } from '../service/service-contract.ts'

// CommonJS with a default export of its own.
const addFormats = formatsModule.default

/** Says what is wrong with a value, a sentence for each fault; none when nothing is. */
export type SchemaCheck = (value: unknown) => readonly string[]

/** The checks of one service, each compiled when it is first asked for. */
export interface SchemaChecks {
  /** Of what is answered: closed. */
  reply(schema: DirectedSchema): SchemaCheck
  /** Of what is sent. */
  request(schema: DirectedSchema): SchemaCheck
  /** Of a header, whose value travels as text. */
  header(schema: DirectedSchema): SchemaCheck
}

/**
 * Compiles the schemas of a service.
 *
 * @example
 * checksOfSchemas(contract).reply({ $ref: 'schema:Document' })(body) // ['$.owner is not in the spec.']
 */
export function checksOfSchemas({ schemas }: Pick<ServiceContract, 'schemas'>): SchemaChecks {
  const direction = (known: Readonly<Record<string, DirectedSchema>>, coerceTypes: boolean) => {
    const ajv = new Ajv2020({
      allErrors: true,
      strict: false,
      unevaluated: true,
      discriminator: true,
      ownProperties: true,
      verbose: true,
      coerceTypes,
    })
    addFormats(ajv)
    for (const [key, schema] of Object.entries(known)) ajv.addSchema(schema, key)
    const compiled = new Map<string, SchemaCheck>()
    return (schema: DirectedSchema): SchemaCheck => {
      const text = JSON.stringify(schema)
      const check = compiled.get(text) ?? sentences(ajv.compile(schema))
      compiled.set(text, check)
      return check
    }
  }
  const reply = direction(schemas.reply, false)
  const request = direction(schemas.request, false)
  const header = direction(schemas.request, true)
  return { reply, request, header }
}

function sentences(validate: ValidateFunction): SchemaCheck {
  return (value) => {
    if (validate(value)) return []
    // A union that fails says first that none of its branches fits; the branches say more.
    const errors = (validate.errors ?? []).filter(({ keyword }) => !/^(oneOf|anyOf|allOf|if)$/.test(keyword))
    return [...new Set((errors.length > 0 ? errors : (validate.errors ?? [])).map(sentence))]
  }
}

function sentence({ keyword, params, instancePath, message, data }: ErrorObject): string {
  const where = `$${instancePath.replace(/\/(\d+)(?=\/|$)/g, '[$1]').replaceAll('/', '.')}`
  switch (keyword) {
    case 'additionalProperties':
      return `${where}.${params.additionalProperty} is not in the spec.`
    case 'unevaluatedProperties':
      return `${where}.${params.unevaluatedProperty} is not in the spec.`
    case 'required':
      return `${where}.${params.missingProperty} is missing.`
    case 'type':
      return `${where} is ${kindOf(data)}, not ${[params.type].flat().join(' or ')}.`
    case 'enum':
      return `${where} is ${show(data)}, not one of ${params.allowedValues.map(show).join(', ')}.`
    case 'const':
      return `${where} is ${show(data)}, not ${show(params.allowedValue)}.`
    default:
      return `${where} is ${show(data)}: it ${message ?? `breaks ${keyword}`}.`
  }
}

const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
