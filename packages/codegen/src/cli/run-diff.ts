import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { changesetOf } from '../diff/changeset.ts'
import { type DiffReport, diffReport } from '../diff/diff-report.ts'
import { InputError } from '../diff/input-error.ts'
import { githubReport, jsonReport, markdownReport } from '../diff/report-formats.ts'
import { terminalReport } from '../diff/report-terminal.ts'
import { rulesTable } from '../diff/rules-table.ts'
import { readVersions } from '../diff/spec-versions.ts'
import { SpecError } from '../load/spec-error.ts'
import { UsageError } from './arguments.ts'
import { type DiffCommand, diffUsage, parseDiffCommand } from './diff-arguments.ts'
import type { Terminal } from './run.ts'

/** What a run depends on beside its arguments. */
export interface Surroundings {
  readonly working: string
  /** `2026-11-21`; tells whether a sunset has passed. */
  readonly today: string
  readonly colour: boolean
}

/**
 * Runs `concord-diff`.
 *
 * @returns the exit code: 0 nothing breaks, 1 something does, 2 the two could not be compared
 * @example
 * process.exitCode = runDiff(['main:specs', 'specs'], terminal, { working: process.cwd(), today: '2026-11-21', colour: false })
 */
export const runDiff = (commandLine: readonly string[], terminal: Terminal, around: Surroundings): number => {
  try {
    return execute(parseDiffCommand(commandLine, around.colour), terminal, around)
  } catch (error) {
    if (error instanceof UsageError) terminal.error(`${error.message}\n\n${diffUsage}`)
    else if (error instanceof InputError) terminal.error(error.message)
    else if (error instanceof SpecError) {
      const count = error.problems.length
      terminal.error(
        `${error.message}\n\n${count === 1 ? 'One problem' : `${count} problems`} in the specs; nothing was compared.`,
      )
    } else {
      const message = error instanceof Error ? error.message : String(error)
      terminal.error(`The two could not be compared: ${message} That is a fault of concord-diff; please report it.`)
    }
    return 2
  }
}

const execute = (command: DiffCommand, terminal: Terminal, { working, today }: Surroundings): number => {
  if (command.kind !== 'diff') {
    terminal.out(command.kind === 'help' ? diffUsage : rulesTable())
    return 0
  }
  const report = diffReport(readVersions(command.old, command.new, working), today, command.strict)
  if (command.bump) {
    terminal.out(report.bump)
    return 0
  }
  if (command.changeset.length > 0) {
    terminal.out(writeChangeset(report, command.changeset, working))
    return 0
  }
  terminal.out(print(report, command))
  return report.breaking ? 1 : 0
}

const print = (report: DiffReport, { format, colour }: Extract<DiffCommand, { kind: 'diff' }>): string => {
  switch (format) {
    case 'json':
      return jsonReport(report)
    case 'markdown':
      return markdownReport(report)
    case 'github':
      return githubReport(report)
    case 'text':
      return terminalReport(report, colour)
  }
}

const writeChangeset = (report: DiffReport, packages: readonly string[], working: string): string => {
  const file = changesetOf(report, packages)
  if (file === undefined) return 'Nothing changed, so there is no changeset to write.'
  const path = join(working, file.path)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, file.content)
  return `${file.path}: ${report.bump}`
}
