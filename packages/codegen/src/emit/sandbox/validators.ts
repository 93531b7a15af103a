import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import standaloneModule from 'ajv/dist/standalone/index.js'
import formatsModule from 'ajv-formats'
import { build } from 'esbuild'
import type { ApiModel, JsonSchema } from '../../model.ts'
import { directedSchema, type Strictness, schemaKey } from './directed-schema.ts'

// Both are CommonJS with a default export of their own.
const standaloneCode = standaloneModule.default
const addFormats = formatsModule.default

/** How a value is checked: a request's as it came, a form's after its texts became values, a reply's closed. */
export type Check = 'request' | 'form' | 'reply'

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

  /** One module without imports: every check, with what Ajv needs for it. */
  async module(): Promise<string> {
    for (const { schema } of this.#api.schemas.values()) wellFormed(schema)
    const parts = (['request', 'form', 'reply'] as const).filter((check) => this.#names[check].size > 0)
    const sources = new Map(parts.map((check) => [check, this.#compile(check)] as const))
    const result = await build({
      stdin: {
        contents: parts.map((check) => `export * from 'part:${check}'`).join('\n'),
        resolveDir: here,
        loader: 'js',
      },
      bundle: true,
      // Names of files stand in the output; they are not to depend on where the command is called, or where its own code lies.
      absWorkingDir: aboveModules,
      format: 'esm',
      target: 'es2022',
      charset: 'utf8',
      legalComments: 'none',
      minifySyntax: true,
      minifyWhitespace: true,
      write: false,
      logLevel: 'silent',
      plugins: [
        {
          name: 'parts',
          setup({ onResolve, onLoad }) {
            onResolve({ filter: /^part:/ }, ({ path }) => ({ path: path.slice(5), namespace: 'part' }))
            onLoad({ filter: /.*/, namespace: 'part' }, ({ path }) => ({
              contents: sources.get(path as Check) ?? '',
              loader: 'js' as const,
              resolveDir: here,
            }))
          },
        },
      ],
    })
    return result.outputFiles[0]?.text ?? ''
  }

  #compile(check: Check): string {
    const strictness = strictnessOf(check)
    const ajv = new Ajv2020({
      allErrors: check !== 'reply',
      coerceTypes: check === 'form' ? 'array' : false,
      strict: true,
      strictTypes: false,
      strictTuples: false,
      strictRequired: false,
      unevaluated: true,
      discriminator: true,
      // Small schemas (an id, a time) cost less where they stand than as a function.
      inlineRefs: 2,
      ownProperties: check !== 'reply',
      messages: false,
      // Asked once for each schema, and not of every Ajv: each would first compile what schemas look like.
      validateSchema: false,
      meta: false,
      code: { source: true, esm: true, optimize: 1 },
      ...(this.#api.kind === 'foreign' && { strict: false, logger: false as const }),
    })
    // What the sandbox says of its own clock is well formed; a pattern is enough to see that, and answers wait for it.
    addFormats(ajv, { mode: check === 'reply' ? 'fast' : 'full', keywords: false })
    const added = new Set<string>()
    for (const [name, { schema }] of this.#api.schemas) {
      for (const standing of ['value', 'part'] as const) {
        const key = schemaKey(name, standing, strictness)
        if (added.has(key)) continue
        added.add(key)
        const directed = directedSchema(schema, strictness, this.#api, standing)
        ajv.addSchema(withoutUnknownFormats(directed, this.#api, ajv) as JsonSchema, key)
      }
    }
    const exported: Record<string, string> = {}
    for (const [schema, name] of this.#names[check]) {
      const id = `export:${name}`
      ajv.addSchema(wellFormed(withoutUnknownFormats(JSON.parse(schema), this.#api, ajv) as JsonSchema), id)
      exported[name] = id
    }
    return standaloneCode(ajv, exported)
  }

  #free(wanted: string): string {
    let name = wanted
    for (let count = 2; this.#taken.has(name); count++) name = `${wanted}_${count}`
    this.#taken.add(name)
    return name
  }
}

const metaSchema = new Ajv2020({ strict: false, logger: false })

/** @throws Error that says what is no JSON Schema in it */
function wellFormed(schema: JsonSchema): JsonSchema {
  metaSchema.validateSchema(schema, true)
  return schema
}

const here = dirname(fileURLToPath(import.meta.url))
const aboveModules = join(createRequire(import.meta.url).resolve('ajv/package.json'), '../../..')

const strictnessOf = (check: Check): Strictness => (check === 'reply' ? 'reply' : 'request')

const pascalKey = (reference: string): string => {
  const name = decodeURIComponent(reference)
    .replace(/^schema:/, '')
    .replace(/[^A-Za-z0-9]+/g, '_')
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** A stranger may use any format; one that nobody can check says nothing. Ours must be right. */
function withoutUnknownFormats(schema: unknown, api: ApiModel, ajv: Ajv2020): unknown {
  if (api.kind !== 'foreign' || typeof schema !== 'object' || schema === null) return schema
  if (Array.isArray(schema)) return schema.map((item) => withoutUnknownFormats(item, api, ajv))
  return Object.fromEntries(
    Object.entries(schema)
      .filter(
        ([keyword, value]) => !(keyword === 'format' && typeof value === 'string' && ajv.formats[value] === undefined),
      )
      .map(([keyword, value]) => [keyword, withoutUnknownFormats(value, api, ajv)]),
  )
}
