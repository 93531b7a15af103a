import type { ApiModel } from './model.ts'

/**
 * The first line of every generated file in a language with comments.
 *
 * @example
 * headerOf('specs/documents.yaml') // '// Generated from specs/documents.yaml by npm run generate; do not edit.'
 */
export const headerOf = (...sources: readonly string[]): string =>
  `// Generated from ${sources.join(', ')} by npm run generate; do not edit.`

/** Where a whole face is written: its one file, or the folder of its files. */
export const sourceOf = (api: ApiModel): string => {
  const files = api.services.map(({ file }) => file)
  const [first = api.name] = files
  return files.length > 1 ? `${first.slice(0, first.lastIndexOf('/') + 1)}*` : first
}
