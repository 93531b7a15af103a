import { addJSDocComment } from 'openapi-typescript/dist/lib/ts.mjs'
import ts from 'typescript'
import { propertyKey } from '../../names.ts'
import { schemaNode } from './schema-node.ts'

/**
 * The exported declaration of a type that openapi-typescript made: an interface where it can be one, references by name, and
 * the schema's words as TSDoc.
 */
export const declaration = (name: string, schema: unknown): ts.InterfaceDeclaration | ts.TypeAliasDeclaration => {
  const modifiers = [ts.factory.createModifier(ts.SyntaxKind.ExportKeyword)]
  const property = ts.factory.createPropertySignature(undefined, name, undefined, undefined)
  if (isAnnotated(schema)) addJSDocComment(schema, property)
  const type = rewrite(schemaNode(name, schema))
  const node = ts.isTypeLiteralNode(type)
    ? ts.factory.createInterfaceDeclaration(modifiers, name, undefined, undefined, type.members)
    : ts.factory.createTypeAliasDeclaration(modifiers, name, undefined, type)
  return copyComment(property, node)
}

const isAnnotated = (schema: unknown): schema is Parameters<typeof addJSDocComment>[0] =>
  typeof schema === 'object' && schema !== null

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
