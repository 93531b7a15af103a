import { parseArgs } from 'node:util'
import { UsageError } from './arguments.ts'

const formats = ['text', 'json', 'markdown', 'github'] as const

export type DiffFormat = (typeof formats)[number]

export type DiffCommand =
  | { readonly kind: 'help' | 'rules' }
  | {
      readonly kind: 'diff'
      readonly old: string
      readonly new?: string
      readonly format: DiffFormat
      readonly strict: boolean
      readonly colour: boolean
      /** Print the bump alone. */
      readonly bump: boolean
      /** Write a changeset for these packages. */
      readonly changeset: readonly string[]
    }

export const diffUsage = `concord-diff OLD [NEW] [--format text|json|markdown|github] [--strict] [--no-color]
concord-diff OLD [NEW] --bump
concord-diff OLD [NEW] --changeset PACKAGE,…

  OLD, NEW     a file, a folder, or either in a git revision: main:specs, v1.2.0:openapi.yaml
               (NEW is what OLD is in the work tree, where OLD is in a revision)
  --format F   text (the default), json, markdown for a comment, github for annotations
  --strict     what may break counts as breaking
  --bump       print major, minor, patch or none, and nothing else
  --changeset  write the changeset that follows to .changeset/, for these packages
  --rules      print the table of rules

  exit code    0 nothing breaks, 1 something does, 2 the two could not be compared;
               with --bump and --changeset 0 where the two could be compared`

/**
 * Understands the command line of `concord-diff`.
 *
 * @throws UsageError
 * @example
 * parseDiffCommand(['main:specs', '--bump'], true)
 */
export const parseDiffCommand = (commandLine: readonly string[], colour: boolean): DiffCommand => {
  const { values, positionals } = parse(commandLine)
  if (values.help === true) return { kind: 'help' }
  if (values.rules === true) return { kind: 'rules' }
  const [old, next, extra] = positionals
  if (old === undefined) throw new UsageError('concord-diff needs an old version to compare with.')
  if (extra !== undefined) throw new UsageError(`concord-diff compares two versions; ${extra} is a third.`)
  const format = formats.find((one) => one === (values.format ?? 'text'))
  if (format === undefined)
    throw new UsageError(`There is no format ${values.format}; there are ${formats.join(', ')}.`)
  const packages = (values.changeset ?? '').split(',').filter((name) => name !== '')
  if (values.changeset !== undefined && packages.length === 0)
    throw new UsageError('--changeset needs the names of the packages that are made from the specs.')
  const wrong = packages.find((name) => !/^(@[\w.-]+\/)?[\w.-]+$/.test(name))
  if (wrong !== undefined) throw new UsageError(`${wrong} is no name of a package.`)
  if (values.bump === true && packages.length > 0) throw new UsageError('--bump and --changeset do not go together.')
  return {
    kind: 'diff',
    old,
    ...(next !== undefined && { new: next }),
    format,
    strict: values.strict === true,
    colour: colour && values['no-color'] !== true,
    bump: values.bump === true,
    changeset: packages,
  }
}

const parse = (commandLine: readonly string[]) => {
  try {
    return parseArgs({
      args: [...commandLine],
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        strict: { type: 'boolean' },
        'no-color': { type: 'boolean' },
        bump: { type: 'boolean' },
        changeset: { type: 'string' },
        rules: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new UsageError(message.split('. ')[0] ?? message)
  }
}
