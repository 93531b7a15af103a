import type { GlobalContext } from 'openapi-typescript'
import transformSchemaObject from 'openapi-typescript/dist/transform/schema-object.mjs'
import ts from 'typescript'
import type { JsonSchema } from '../../model.ts'
import { isBinary, isLazyMap } from '../../schema-type.ts'

/**
 * The type of one schema, as openapi-typescript makes it: references are `components['schemas']['NAME']`.
 *
 * Its own entry point first lints and bundles the whole document, which we have done, and follows references by recursion until
 * the stack is full; so only its transformer is called, on one schema at a time.
 */
export const schemaNode = (name: string, schema: unknown): ts.TypeNode =>
  transformSchemaObject(toTransform(schema), { path: `#/components/schemas/${name}`, ctx: context })

type TransformInput = Parameters<typeof transformSchemaObject>[0]

/** The transformer's own types know fewer schemas than it takes: no `true`, no `prefixItems` beside `items`. */
const toTransform = (schema: unknown): TransformInput => schema as TransformInput

const factory = ts.factory
const unknownType = factory.createKeywordTypeNode(ts.SyntaxKind.UnknownKeyword)
const neverType = factory.createKeywordTypeNode(ts.SyntaxKind.NeverKeyword)
const stringType = factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword)

const record = (values: ts.TypeNode): ts.TypeNode => factory.createTypeReferenceNode('Record', [stringType, values])

type Transform = NonNullable<GlobalContext['transform']>

const transform: Transform = (schema, options) => {
  const words: JsonSchema = { ...schema }
  const print = (child: unknown) =>
    child === undefined || child === true ? unknownType : transformSchemaObject(toTransform(child), options)
  if (words.type === 'string' && isBinary(words)) return factory.createTypeReferenceNode('Blob')
  if (words.type === 'object' && !('properties' in words)) {
    const values = words.additionalProperties
    if (values === false) return record(neverType)
    if (values !== undefined && !isLazyMap(values)) return record(print(values))
  }
  if (words.type !== 'array') return undefined
  // It takes a tuple's or an array's item for the array itself where a composition hides it, and drops a tuple's rest.
  const rest = () => factory.createArrayTypeNode(print(words.items))
  if (!Array.isArray(words.prefixItems)) return rest()
  const fixed = words.prefixItems.map(print)
  return factory.createTupleTypeNode(words.items === false ? fixed : [...fixed, factory.createRestTypeNode(rest())])
}

/** Its options, and no linter (`redoc`): a transformer never asks for one. */
const context = {
  additionalProperties: false,
  alphabetize: false,
  arrayLength: false,
  // A default does not make a property required: a client may leave it out, and a server that fills it in says so.
  defaultNonNullable: false,
  discriminators: { objects: {}, refsHandled: [] },
  emptyObjectsUnknown: true,
  enum: false,
  enumValues: false,
  conditionalEnums: false,
  dedupeEnums: false,
  excludeDeprecated: false,
  exportType: false,
  immutable: false,
  injectFooter: [],
  pathParamsAsTypes: false,
  postTransform: undefined,
  propertiesRequiredByDefault: false,
  rootTypes: false,
  rootTypesNoSchemaPrefix: false,
  rootTypesKeepCasing: false,
  silent: true,
  transform,
  transformProperty: undefined,
  resolve: () => undefined,
  makePathsEnum: false,
  generatePathParams: false,
  readWriteMarkers: false,
} satisfies Omit<GlobalContext, 'redoc'> as unknown as GlobalContext
