import { join } from 'node:path'
import type { Artefact } from '../emitters.ts'
import { loadApis, loadForeign } from '../load/load-apis.ts'
import { SpecError } from '../load/spec-error.ts'
import type { ApiModel, GeneratedFile } from '../model.ts'
import { type Command, parseCommand, UsageError, usage } from './arguments.ts'
import { compare, type Drift, write } from './output.ts'

/** Where the command talks to; tests pass their own. */
export interface Terminal {
  out(line: string): void
  error(line: string): void
}

/**
 * Runs `concord-generate`.
 *
 * @returns the exit code: 0 done (or nothing to do), 1 a broken spec or drift, 2 wrong use
 * @example
 * process.exitCode = await run(['--check'], console-like terminal, artefacts)
 */
export const run = async (
  commandLine: readonly string[],
  terminal: Terminal,
  artefacts: Readonly<Record<string, Artefact>>,
): Promise<number> => {
  try {
    return await execute(parseCommand(commandLine, Object.keys(artefacts)), terminal, artefacts)
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.error(`${error.message}\n\n${usage}`)
      return 2
    }
    if (error instanceof SpecError) {
      const count = error.problems.length
      terminal.error(
        `${error.message}\n\n${count === 1 ? 'One problem' : `${count} problems`} in the specs; nothing was written.`,
      )
      return 1
    }
    throw error
  }
}

const execute = async (
  command: Command,
  terminal: Terminal,
  artefacts: Readonly<Record<string, Artefact>>,
): Promise<number> => {
  const started = performance.now()
  if (command.kind === 'help') {
    terminal.out(usage)
    return 0
  }
  if (command.kind === 'sandbox') {
    const files = await emitAll([loadForeign(command.files)], only(artefacts, ['sandbox']))
    const moved = files.map((file) => ({ ...file, path: file.path.replace(/^packages\/mocks\/src\/generated\//, '') }))
    report(terminal, command.out, moved, compare(command.out, moved, []), started)
    return 0
  }
  const chosen = command.only.length === 0 ? artefacts : only(artefacts, command.only)
  const files = await emitAll(loadApis(command.specs), chosen)
  const owns = Object.values(chosen).map((artefact) => artefact.owns)
  const drift = compare(command.out, files, owns)
  if (!command.check) {
    report(terminal, command.out, files, drift, started)
    return 0
  }
  const lines = [
    ...drift.missing.map((path) => `missing  ${path}`),
    ...drift.changed.map((path) => `drifted  ${path}`),
    ...drift.stale.map((path) => `stale    ${path}`),
  ]
  if (lines.length === 0) {
    terminal.out(`${files.length} generated files are as the specs give them (${seconds(started)}).`)
    return 0
  }
  terminal.error(
    `${lines.join('\n')}\n\nThe generated files are not what the specs give; run npm run generate and commit.`,
  )
  return 1
}

const only = (
  artefacts: Readonly<Record<string, Artefact>>,
  names: readonly string[],
): Readonly<Record<string, Artefact>> =>
  Object.fromEntries(Object.entries(artefacts).filter(([name]) => names.includes(name)))

const emitAll = async (
  apis: readonly ApiModel[],
  artefacts: Readonly<Record<string, Artefact>>,
): Promise<GeneratedFile[]> => {
  const files = (await Promise.all(Object.values(artefacts).map(({ emit }) => emit(apis)))).flat()
  const paths = new Set<string>()
  for (const { path } of files) {
    if (paths.has(path)) throw new Error(`Two artefacts write ${path}.`)
    paths.add(path)
  }
  return files
}

const report = (
  terminal: Terminal,
  root: string,
  files: readonly GeneratedFile[],
  drift: Drift,
  started: number,
): void => {
  write(root, files, drift)
  for (const path of drift.missing) terminal.out(`created  ${join(root, path)}`)
  for (const path of drift.changed) terminal.out(`changed  ${join(root, path)}`)
  for (const path of drift.stale) terminal.out(`removed  ${join(root, path)}`)
  const same = files.length - drift.missing.length - drift.changed.length
  terminal.out(`${files.length} files, ${same} of them as they were (${seconds(started)}).`)
}

const seconds = (started: number): string => `${((performance.now() - started) / 1000).toFixed(1)} s`
