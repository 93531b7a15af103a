import ts from 'typescript'

/** The types that a module exports, in one spelling, by name: no comments, one line, parentheses only where they are needed. */
export const exportedTypes = (code: string): ReadonlyMap<string, string> => {
  const file = ts.createSourceFile('types.ts', code, ts.ScriptTarget.ESNext, true)
  const types = new Map<string, string>()
  for (const statement of file.statements) {
    if (ts.isInterfaceDeclaration(statement))
      types.set(statement.name.text, spell(ts.factory.createTypeLiteralNode(statement.members), file))
    if (ts.isTypeAliasDeclaration(statement)) types.set(statement.name.text, spell(statement.type, file))
  }
  return types
}

/** A type expression in the same spelling. */
export const spelledType = (expression: string): string => exportedTypes(`export type T = ${expression}`).get('T') ?? ''

const printer = ts.createPrinter({ removeComments: true })

const spell = (type: ts.TypeNode, file: ts.SourceFile): string => {
  const plain = ts.transform(type, [
    (context) => (root) => ts.visitNode(root, withoutParentheses(context), ts.isTypeNode) ?? root,
  ])
  const [node = type] = plain.transformed
  const text = printer.printNode(ts.EmitHint.Unspecified, node, file)
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll('"', "'")
    .replaceAll(/\[\w+: string\]/g, '[name: string]')
}

/** A union in a union is one union, however it is bracketed. */
const membersOf = (type: ts.TypeNode): readonly ts.TypeNode[] => {
  const bare = ts.isParenthesizedTypeNode(type) ? type.type : type
  return ts.isUnionTypeNode(bare) ? bare.types.flatMap(membersOf) : [type]
}

/** The factory puts them back where they are needed. */
const withoutParentheses = (context: ts.TransformationContext): ts.Visitor => {
  const visit = (node: ts.Node): ts.Node => {
    const bare = ts.isParenthesizedTypeNode(node) ? node.type : node
    if (ts.isUnionTypeNode(bare))
      return ts.factory.createUnionTypeNode(membersOf(bare).map((type) => ts.visitNode(type, visit, ts.isTypeNode)))
    if (ts.isIntersectionTypeNode(bare)) {
      return ts.factory.createIntersectionTypeNode(bare.types.map((type) => ts.visitNode(type, visit, ts.isTypeNode)))
    }
    if (ts.isArrayTypeNode(bare))
      return ts.factory.createArrayTypeNode(ts.visitNode(bare.elementType, visit, ts.isTypeNode))
    return ts.visitEachChild(bare, visit, context)
  }
  return visit
}
