#!/usr/bin/env node
import { writeFile } from 'node:fs/promises'
import { renderForGitHub } from '../report/github.ts'
import { CannotVerify, isSatisfied, NothingSelected, type VerificationReport } from '../report/report.ts'
import { renderReports } from '../report/report-files.ts'
import { renderForTerminal } from '../report/terminal.ts'
import { verify } from '../run/verify.ts'
import { readArguments, usage, type VerifyArguments } from './arguments.ts'
import { UsageError } from './usage-error.ts'

/** Runs the command and gives its exit code: 0 the contract is kept, 1 it is broken, 2 it could not be verified. */
async function main(): Promise<number> {
  try {
    const asked = readArguments(process.argv.slice(2))
    if (asked === undefined) {
      process.stdout.write(usage)
      return 0
    }
    return await verifyAll(asked)
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof CannotVerify)) throw error
    process.stderr.write(`concord-verify: ${error.message}\n`)
    return 2
  }
}

async function verifyAll({ providers, options, reports, note }: VerifyArguments): Promise<number> {
  const found: VerificationReport[] = []
  const nothing: NothingSelected[] = []
  try {
    for (const provider of providers) {
      try {
        const report = await verify({ ...options, provider })
        process.stdout.write(renderForTerminal(report, { colour: process.stdout.isTTY }))
        found.push(report)
      } catch (error) {
        if (!(error instanceof NothingSelected)) throw error
        nothing.push(error)
      }
    }
  } finally {
    // What was found of the first providers is not lost when a later one cannot be verified.
    if (found.length > 0) await write(found, reports)
  }
  if (found.length === 0 && nothing[0] !== undefined) throw nothing[0]
  for (const { message } of nothing) process.stdout.write(`${message}\n`)
  if (note !== undefined) process.stdout.write(`${note}\n`)
  if (process.env.GITHUB_ACTIONS === 'true') process.stdout.write(renderForGitHub(found))
  unpublished(found)
  return found.every(isSatisfied) ? 0 : 1
}

/** What a broker was to be told and does not know is not lost in silence: a deployment may wait for it. */
function unpublished(found: readonly VerificationReport[]): void {
  const troubled = found.flatMap(({ broker }) => broker?.pacts ?? []).filter(({ trouble }) => trouble !== undefined)
  const [first] = troubled
  if (first === undefined) return
  const others = troubled.length === 1 ? '' : ` The same goes for ${troubled.length - 1} more.`
  throw new CannotVerify(`The result for ${first.name} was not published. ${first.trouble}${others}`)
}

async function write(found: readonly VerificationReport[], reports: VerifyArguments['reports']): Promise<void> {
  for (const [format, file] of reports) {
    try {
      await writeFile(file, renderReports(format, found))
    } catch (error) {
      throw new UsageError(
        `The report could not be written: ${error instanceof Error ? error.message : String(error)}.`,
      )
    }
  }
}

process.exitCode = await main()
