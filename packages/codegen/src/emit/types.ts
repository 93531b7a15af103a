import openapiTS, { type OpenAPI3, type OpenAPITSOptions, transformSchemaObject } from 'openapi-typescript'
import ts from 'typescript'
import { type Direction, directedSchemas, typeNameOf } from '../direction.ts'
import { headerOf, sourceOf } from '../header.ts'
import type { ApiModel, Emitter, GeneratedFile } from '../model.ts'
import { propertyKey } from '../names.ts'
import { isBinary } from '../schema-type.ts'
import { plainSchema } from './plain-schema.ts'

/**
 * One exported type for each named schema: the platform's for the SDK, each provider's for the sandbox.
 *
 * Enumerations are closed unions in both directions: an application that switches over a status wants to be told of a new
 * one by its compiler. The SDK itself does not check answers, so at run time a new value passes.
 */
export const emitTypes: Emitter = async (apis) => {
  const files: GeneratedFile[] = []
  for (const api of apis) {
    if (api.kind === 'foreign') continue
    const path =
      api.kind === 'platform'
        ? 'packages/sdk/src/generated/types.ts'
        : `packages/mocks/src/generated/providers/${api.name}-types.ts`
    files.push({ path, content: await printTypes(api) })
  }
  return files
}

/** The module of one API's types. */
export const printTypes = async (api: ApiModel): Promise<string> => {
  const schemas: Record<string, unknown> = {}
  const add = (name: string, direction: Direction) => {
    schemas[typeNameOf(api, name, direction)] = plainSchema(api.schemas.get(name)?.schema, api, direction)
  }
  for (const name of api.schemas.keys()) add(name, 'response')
  for (const name of directedSchemas(api)) add(name, 'request')
  const document: OpenAPI3 = { openapi: '3.1.0', info: { title: api.name, version: '1' }, paths: {} }
  const nodes = await openapiTS({ ...document, components: { schemas } } as OpenAPI3, options)
  const declarations = namedSchemas(nodes).map(declaration)
  declarations.sort((a, b) => (a.name.text < b.name.text ? -1 : 1))
  const printed = declarations.map((node) => tidy(printer.printNode(ts.EmitHint.Unspecified, node, emptyFile)))
  return `${[headerOf(sourceOf(api)), ...printed].join('\n\n')}\n`
}

const printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed })
const emptyFile = ts.createSourceFile('types.ts', '', ts.ScriptTarget.ESNext)

const options: OpenAPITSOptions = {
  silent: true,
  defaultNonNullable: false,
  emptyObjectsUnknown: true,
  transform: (schema, context) => {
    const { type, additionalProperties, items, prefixItems } = {
      items: undefined,
      prefixItems: undefined,
      additionalProperties: undefined,
      ...schema,
    }
    const print = (child: unknown) =>
      child === undefined
        ? unknownType
        : transformSchemaObject(child as Parameters<typeof transformSchemaObject>[0], context)
    if (type === 'string' && isBinary({ ...schema })) return ts.factory.createTypeReferenceNode('Blob')
    if (type === 'object' && additionalProperties === false && !('properties' in schema)) {
      return ts.factory.createTypeReferenceNode('Record', [
        stringType,
        ts.factory.createKeywordTypeNode(ts.SyntaxKind.NeverKeyword),
      ])
    }
    if (type === 'object' && !('properties' in schema) && additionalProperties !== undefined) {
      return ts.factory.createTypeReferenceNode('Record', [
        stringType,
        print(isObject(additionalProperties) ? additionalProperties : undefined),
      ])
    }
    if (type !== 'array') return undefined
    // It takes a tuple's or an array's item for the array itself where a composition hides it, and drops a tuple's rest.
    const rest = () => ts.factory.createArrayTypeNode(print(items))
    if (!Array.isArray(prefixItems)) return rest()
    const fixed = prefixItems.map(print)
    return ts.factory.createTupleTypeNode(
      (items as unknown) === false ? fixed : [...fixed, ts.factory.createRestTypeNode(rest())],
    )
  },
}

const unknownType = ts.factory.createKeywordTypeNode(ts.SyntaxKind.UnknownKeyword)
const stringType = ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword)

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** The members of `components['schemas']`. */
const namedSchemas = (nodes: readonly ts.Node[]): ts.PropertySignature[] => {
  const components = nodes.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === 'components')
  if (components === undefined || !ts.isInterfaceDeclaration(components)) return []
  const schemas = components.members.find((member) => nameOf(member) === 'schemas')
  if (schemas === undefined || !ts.isPropertySignature(schemas) || schemas.type === undefined) return []
  return ts.isTypeLiteralNode(schemas.type) ? schemas.type.members.filter(ts.isPropertySignature) : []
}

const nameOf = (member: ts.TypeElement): string => {
  const { name } = member
  return name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name))
    ? name.text.replace(/^"(.*)"$/, '$1')
    : ''
}

const declaration = (property: ts.PropertySignature): ts.InterfaceDeclaration | ts.TypeAliasDeclaration => {
  const modifiers = [ts.factory.createModifier(ts.SyntaxKind.ExportKeyword)]
  const name = nameOf(property)
  const type = rewrite(property.type ?? unknownType)
  const node = ts.isTypeLiteralNode(type)
    ? ts.factory.createInterfaceDeclaration(modifiers, name, undefined, undefined, type.members)
    : ts.factory.createTypeAliasDeclaration(modifiers, name, undefined, type)
  return copyComment(property, node)
}

const rewrite = (type: ts.TypeNode): ts.TypeNode => {
  const result = ts.transform(type, [(context) => (root) => visit(root, context) as ts.TypeNode])
  return result.transformed[0] ?? type
}

const visit = (node: ts.Node, context: ts.TransformationContext): ts.Node => {
  const reference = referenceName(node)
  if (reference !== undefined) return ts.factory.createTypeReferenceNode(reference)
  // openapi-typescript writes string literals as identifiers that have quotes.
  if (ts.isIdentifier(node) && node.text.startsWith('"')) return literal(JSON.parse(node.text))
  const visited = ts.visitEachChild(node, (child) => visit(child, context), context)
  if (ts.isPropertySignature(visited))
    return copyComment(
      node,
      ts.factory.updatePropertySignature(
        visited,
        undefined,
        propertyName(visited.name),
        visited.questionToken,
        visited.type,
      ),
    )
  if (ts.isIntersectionTypeNode(visited)) return withIndexInside(visited)
  return visited
}

const literal = (text: string): ts.LiteralTypeNode =>
  ts.factory.createLiteralTypeNode(
    ts.setEmitFlags(ts.factory.createStringLiteral(text, true), ts.EmitFlags.NoAsciiEscaping),
  )

/** Quotes only where they must be. */
const propertyName = (name: ts.PropertyName): ts.PropertyName => {
  const text = ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text.replace(/^"(.*)"$/, '$1') : undefined
  if (text === undefined) return name
  return propertyKey(text) === text
    ? ts.factory.createIdentifier(text)
    : ts.setEmitFlags(ts.factory.createStringLiteral(text, true), ts.EmitFlags.NoAsciiEscaping)
}

/** `components["schemas"]["Document"]` → `Document`. */
const referenceName = (node: ts.Node): string | undefined => {
  if (!ts.isIndexedAccessTypeNode(node) || !ts.isIndexedAccessTypeNode(node.objectType)) return undefined
  const { indexType } = node
  if (!ts.isLiteralTypeNode(indexType)) return ts.isIdentifier(indexType) ? JSON.parse(indexType.text) : undefined
  return ts.isStringLiteral(indexType.literal) ? indexType.literal.text : undefined
}

/** `{ a: string } & { [key: string]: unknown }` reads better, and checks faster, as one type. */
const withIndexInside = (node: ts.IntersectionTypeNode): ts.TypeNode => {
  const [first, second, ...rest] = node.types
  if (first === undefined || second === undefined || rest.length > 0) return node
  if (
    !ts.isTypeLiteralNode(first) ||
    !ts.isTypeLiteralNode(second) ||
    !second.members.every(ts.isIndexSignatureDeclaration)
  )
    return node
  return ts.factory.createTypeLiteralNode([...first.members, ...second.members])
}

const copyComment = <Node extends ts.Node>(from: ts.Node, to: Node): Node => {
  const comments = (ts.getSyntheticLeadingComments(from) ?? []).flatMap((comment) => {
    const text = tsdoc(comment.text)
    return text === undefined ? [] : [{ ...comment, text }]
  })
  return ts.setSyntheticLeadingComments(to, comments)
}

/** TSDoc has no `@description`, and its names for the rest differ. */
const tsdoc = (text: string): string | undefined => {
  const lines = text
    .replace(/^\*/, '')
    .split('\n')
    .map((line) => line.replace(/^ \*? ?/, '').trim())
    .filter((line) => line !== '' && !/^@(constant|enum)\b/.test(line))
    .map((line) => line.replace(/^@description /, '').replace(/^@default /, '@defaultValue '))
  if (lines.length === 0) return undefined
  return lines.length > 1 ? `*\n${lines.map((line) => ` * ${line}\n`).join('')} ` : `* ${lines.join('')} `
}

/** Two spaces, no semicolons, nothing at the ends of lines: as the rest of the workspace is written. */
const tidy = (code: string): string =>
  code
    .split('\n')
    .map((line) => {
      const indent = /^ */.exec(line)?.[0].length ?? 0
      const text = line.trimStart()
      const comment = text.startsWith('*') || text.startsWith('/*')
      const depth = Math.floor(indent / 4) * 2 + (comment && text.startsWith('*') ? 1 : 0)
      return `${' '.repeat(depth)}${comment ? text.trimEnd() : text.replace(/;$/, '')}`
    })
    .join('\n')
