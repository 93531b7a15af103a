import ts from 'typescript'
import { type Direction, directedSchemas, typeNameOf } from '../../direction.ts'
import { headerOf, sourceOf } from '../../header.ts'
import type { ApiModel, Emitter, GeneratedFile } from '../../model.ts'
import { plainSchema } from './plain-schema.ts'
import { declaration } from './type-declaration.ts'

/**
 * One exported type for each named schema: the platform's for the SDK, each provider's for the sandbox.
 *
 * Enumerations are closed unions in both directions: an application that switches over a status wants to be told of a new
 * one by its compiler. The SDK itself does not check answers, so at run time a new value passes.
 */
export const emitTypes: Emitter = (apis) => {
  const files: GeneratedFile[] = []
  for (const api of apis) {
    if (api.kind === 'foreign') continue
    const path =
      api.kind === 'platform'
        ? 'packages/sdk/src/generated/types.ts'
        : `packages/mocks/src/generated/providers/${api.name}-types.ts`
    files.push({ path, content: printTypes(api) })
  }
  return files
}

/** The module of one API's types. */
export const printTypes = (api: ApiModel): string => {
  const schemas: Record<string, unknown> = {}
  const add = (name: string, direction: Direction) => {
    schemas[typeNameOf(api, name, direction)] = plainSchema(api.schemas.get(name)?.schema, api, direction)
  }
  for (const name of api.schemas.keys()) add(name, 'response')
  for (const name of directedSchemas(api)) add(name, 'request')
  const declarations = Object.entries(schemas).map(([name, schema]) => declaration(name, schema))
  declarations.sort((a, b) => (a.name.text < b.name.text ? -1 : 1))
  const printed = declarations.map((node) => tidy(printer.printNode(ts.EmitHint.Unspecified, node, emptyFile)))
  return `${[headerOf(sourceOf(api)), ...printed].join('\n\n')}\n`
}

const printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed })
const emptyFile = ts.createSourceFile('types.ts', '', ts.ScriptTarget.ESNext)

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
