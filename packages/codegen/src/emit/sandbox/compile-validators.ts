import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import standaloneModule from 'ajv/dist/standalone/index.js'
import formatsModule from 'ajv-formats'
import { build } from 'esbuild'
import type { JsonSchema } from '../../model.ts'
import { directedSchema, schemaKey } from './directed-schema.ts'
import { type Check, checkKinds, strictnessOf, type ValidatorPlan } from './validators.ts'

// Both are CommonJS with a default export of their own.
const standaloneCode = standaloneModule.default
const addFormats = formatsModule.default

/** One module without imports: every check, with what Ajv needs for it. Nothing takes as long as this when code is generated. */
export async function compileValidators(plan: ValidatorPlan): Promise<string> {
  for (const { schema } of plan.schemas.values()) wellFormed(schema)
  const parts = checkKinds.filter((check) => plan.checks[check].size > 0)
  const sources = new Map(parts.map((check) => [check, sourceOf(plan, check)] as const))
  const result = await build({
    stdin: {
      contents: parts.map((check) => `export * from 'part:${check}'`).join('\n'),
      resolveDir: here,
      loader: 'js',
    },
    bundle: true,
    // Names of files stand in the output; they are not to depend on where the command is called.
    absWorkingDir: here,
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

function sourceOf(plan: ValidatorPlan, check: Check): string {
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
    ...(plan.kind === 'foreign' && { strict: false, logger: false as const }),
  })
  // What the sandbox says of its own clock is well formed; a pattern is enough to see that, and answers wait for it.
  addFormats(ajv, { mode: check === 'reply' ? 'fast' : 'full', keywords: false })
  const added = new Set<string>()
  for (const [name, { schema }] of plan.schemas) {
    for (const standing of ['value', 'part'] as const) {
      const key = schemaKey(name, standing, strictness)
      if (added.has(key)) continue
      added.add(key)
      const directed = directedSchema(schema, strictness, plan, standing)
      ajv.addSchema(withoutUnknownFormats(directed, plan, ajv) as JsonSchema, key)
    }
  }
  const exported: Record<string, string> = {}
  for (const [schema, name] of plan.checks[check]) {
    const id = `export:${name}`
    ajv.addSchema(wellFormed(withoutUnknownFormats(JSON.parse(schema), plan, ajv) as JsonSchema), id)
    exported[name] = id
  }
  return standaloneCode(ajv, exported)
}

const metaSchema = new Ajv2020({ strict: false, logger: false })

/** @throws Error that says what is no JSON Schema in it */
function wellFormed(schema: JsonSchema): JsonSchema {
  metaSchema.validateSchema(schema, true)
  return schema
}

const here = dirname(fileURLToPath(import.meta.url))

/** A stranger may use any format; one that nobody can check says nothing. Ours must be right. */
function withoutUnknownFormats(schema: unknown, plan: ValidatorPlan, ajv: Ajv2020): unknown {
  if (plan.kind !== 'foreign' || typeof schema !== 'object' || schema === null) return schema
  if (Array.isArray(schema)) return schema.map((item) => withoutUnknownFormats(item, plan, ajv))
  return Object.fromEntries(
    Object.entries(schema)
      .filter(
        ([keyword, value]) => !(keyword === 'format' && typeof value === 'string' && ajv.formats[value] === undefined),
      )
      .map(([keyword, value]) => [keyword, withoutUnknownFormats(value, plan, ajv)]),
  )
}
