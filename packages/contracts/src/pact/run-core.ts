import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { VerifierOptions } from '@pact-foundation/pact-core'
import { CannotVerify } from '../report/report.ts'

/** What Pact's core says of one interaction. */
export interface CoreResult {
  readonly description: string
  readonly result: 'OK' | 'Error'
  /** As the core writes it: `"63ms"`. */
  readonly duration?: string
  readonly mismatch?: CoreMismatch
}

/** Why the core refuses an interaction. */
export interface CoreMismatch {
  readonly type: string
  readonly message?: string
  readonly mismatches?: readonly CoreDifference[]
}

/** One thing that is not as the pact says. */
export interface CoreDifference {
  readonly type: string
  readonly path?: string
  readonly key?: string
  readonly expected?: unknown
  readonly actual?: unknown
  readonly mismatch?: string
}

/**
 * Verifies pact files with Pact's native core. Its process is kept for the next time, and does not keep this one alive.
 *
 * @returns one result for each interaction that was run
 * @throws CannotVerify when the core crashes or answers what cannot be read
 */
export async function runCore(options: VerifierOptions): Promise<readonly CoreResult[]> {
  const answer = await ask(options)
  if (typeof answer.results !== 'string') {
    throw new CannotVerify(`Pact's core could not run: ${answer.crashed ?? 'it gave no result'}.`)
  }
  const { interactionResults } = JSON.parse(answer.results) as { readonly interactionResults?: readonly CoreResult[] }
  return interactionResults ?? []
}

interface Answer {
  readonly results?: string
  readonly crashed?: string
}

/** Processes that have nothing to do just now. */
const idle = new Set<ChildProcess>()

function ask(options: VerifierOptions): Promise<Answer> {
  const [kept] = idle
  const child = kept ?? start()
  idle.delete(child)
  hold(child, true)
  let complaint = ''
  const complain = (chunk: Buffer): void => {
    complaint = (complaint + chunk.toString()).slice(-2000)
  }
  return new Promise<Answer>((resolve, reject) => {
    const answered = (answer: Answer): void => {
      settle()
      hold(child, false)
      idle.add(child)
      resolve(answer)
    }
    const ended = (code: number | null, signal: string | null): void => {
      settle()
      resolve({ crashed: `it ended with ${signal ?? code} ${complaint.trim()}` })
    }
    const failed = (error: Error): void => {
      settle()
      reject(error)
    }
    const settle = (): void => {
      child.off('message', answered).off('exit', ended).off('error', failed)
      child.stderr?.off('data', complain)
    }
    child.on('message', answered).on('exit', ended).on('error', failed)
    child.stderr?.on('data', complain)
    child.send(options)
  })
}

function start(): ChildProcess {
  const file = import.meta.url.endsWith('.ts')
    ? fileURLToPath(new URL('./core-process.ts', import.meta.url))
    : createRequire(import.meta.url).resolve('@concord/contracts/core-process')
  const child = fork(file, [], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: environment(),
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  return child.once('exit', () => idle.delete(child))
}

/** Whether this process waits for the core's. */
function hold(child: ChildProcess, held: boolean): void {
  const what = held ? 'ref' : 'unref'
  child[what]()
  child.channel?.[what]()
  if (child.stderr instanceof Socket) child.stderr[what]()
}

/** Without the variables by which the core would skip interactions unseen, or fetch pacts from a broker by itself. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^PACT_(DESCRIPTION|PROVIDER_STATE|PROVIDER_NO_STATE|BROKER_\w+)$/.test(name),
  )
  return { ...Object.fromEntries(kept), PACT_DO_NOT_TRACK: 'true', SCARF_ANALYTICS: 'false' }
}
