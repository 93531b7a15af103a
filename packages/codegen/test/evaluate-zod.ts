import { stripTypeScriptTypes } from 'node:module'
import * as z from 'zod'
import { printSchemas } from '../src/emit/schemas/schemas.ts'
import type { ApiModel } from '../src/model.ts'

/** Runs the generated module of Zod schemas: schemas by the name of their type. */
export const evaluateZod = (api: ApiModel): ReadonlyMap<string, z.ZodType> => {
  const code = stripTypeScriptTypes(printSchemas(api)).replace(/^import .*$/gm, '')
  const body = `const schemas = new Map()\n${code.replace(/^export const (\w+)Schema = /gm, 'const $1Schema = ')}`
  const names = [...code.matchAll(/^export const (\w+)Schema = /gm)].map(([, name]) => name)
  const result: unknown = new Function(
    'z',
    `${body}\n${names.map((name) => `schemas.set('${name}', ${name}Schema)`).join('\n')}\nreturn schemas`,
  )(z)
  if (!(result instanceof Map)) throw new Error('The generated module gives no schemas.')
  return result
}
