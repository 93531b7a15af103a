import { parseArgs } from 'node:util'

export type Command =
  | { readonly kind: 'help' }
  | {
      readonly kind: 'generate'
      readonly specs: string
      readonly out: string
      readonly check: boolean
      readonly only: readonly string[]
    }
  | { readonly kind: 'sandbox'; readonly files: readonly string[]; readonly out: string }

/** Wrong use of the command: said in one sentence, with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export const usage = `concord-generate [--check] [--specs DIR] [--out DIR] [--only NAME,…]
concord-generate sandbox FILE… --out DIR

  --check      write nothing; exit 1 and list what is not as the specs give it
  --specs DIR  where the specs are (specs)
  --out DIR    the root of the workspace to write to (.)
  --only NAMES only these artefacts, such as types,schemas
  sandbox      write the sandbox's operation table of any OpenAPI 3.0 or 3.1 document to DIR`

/**
 * Understands the command line.
 *
 * @throws UsageError
 * @example
 * parseCommand(['--check'], ['types']) // { kind: 'generate', check: true, specs: 'specs', out: '.', only: [] }
 */
export const parseCommand = (commandLine: readonly string[], artefacts: readonly string[]): Command => {
  const { values, positionals } = parse(commandLine)
  if (values.help === true) return { kind: 'help' }
  const [mode, ...files] = positionals
  if (mode === undefined) {
    const only = (values.only ?? '').split(',').filter((name) => name !== '')
    const unknown = only.find((name) => !artefacts.includes(name))
    if (unknown !== undefined)
      throw new UsageError(`There is no artefact ${unknown}; there are ${artefacts.join(', ')}.`)
    return {
      kind: 'generate',
      specs: values.specs ?? 'specs',
      out: values.out ?? '.',
      check: values.check === true,
      only,
    }
  }
  if (mode !== 'sandbox') throw new UsageError(`Unknown command ${mode}; the only one is sandbox.`)
  if (files.length === 0) throw new UsageError('sandbox needs at least one OpenAPI file.')
  if (values.out === undefined) throw new UsageError('sandbox needs --out DIR.')
  const foreign = (['check', 'specs', 'only'] as const).find((name) => values[name] !== undefined)
  if (foreign !== undefined) throw new UsageError(`--${foreign} does not go with sandbox.`)
  return { kind: 'sandbox', files, out: values.out }
}

const parse = (commandLine: readonly string[]) => {
  try {
    return parseArgs({
      args: [...commandLine],
      allowPositionals: true,
      options: {
        check: { type: 'boolean' },
        specs: { type: 'string' },
        out: { type: 'string' },
        only: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new UsageError(message.split('. ')[0] ?? message)
  }
}
