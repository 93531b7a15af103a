#!/usr/bin/env node
import { writeFile } from 'node:fs/promises'
import { verifyPacts } from '../pact/verify-pacts.ts'
import { CannotVerify, isSatisfied, layers, type VerificationReport } from '../report/report.ts'
import { renderForTerminal } from '../report/terminal.ts'
import { readArguments, UsageError, usage, type VerifyArguments } from './arguments.ts'

/** Runs the command and gives its exit code: 0 the contract is kept, 1 it is broken, 2 it could not be verified. */
async function main(): Promise<number> {
  try {
    const asked = readArguments(process.argv.slice(2))
    if (asked === undefined) {
      process.stdout.write(usage)
      return 0
    }
    return await verify(asked)
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof CannotVerify)) throw error
    process.stderr.write(`concord-verify: ${error.message}\n`)
    return 2
  }
}

async function verify(asked: VerifyArguments): Promise<number> {
  if (asked.only !== undefined && asked.only !== 'pacts') {
    throw new UsageError(`--only ${asked.only} is not there yet: this version verifies pacts.`)
  }
  const report = await verifyPacts(asked)
  process.stdout.write(renderForTerminal(report, { colour: process.stdout.isTTY }))
  if (asked.only === undefined) {
    const absent = layers.filter((layer) => layer !== 'pacts')
    process.stdout.write(`Only pacts were verified; ${absent.join(', ')} are not there yet.\n`)
  }
  await write(report, asked.reports)
  return isSatisfied(report) ? 0 : 1
}

async function write(report: VerificationReport, reports: VerifyArguments['reports']): Promise<void> {
  for (const file of reports.values()) {
    try {
      await writeFile(file, `${JSON.stringify(report, null, 2)}\n`)
    } catch (error) {
      throw new UsageError(
        `The report could not be written: ${error instanceof Error ? error.message : String(error)}.`,
      )
    }
  }
}

process.exitCode = await main()
