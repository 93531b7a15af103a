import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { MutantPlan, MutantResult } from './mutant-trial.ts'
import type { TrialPlan, TrialResult } from './trial.ts'

/** A trial that gave no result: it crashed, or was stopped because it did not end. */
export class TrialFailed extends Error {
  override readonly name = 'TrialFailed'
}

/**
 * Plays one trial.
 *
 * @param limit milliseconds after which it is stopped
 * @throws TrialFailed
 */
export const playTrial = (plan: TrialPlan, limit: number): Promise<TrialResult> => inProcess('trial.ts', plan, limit)

/**
 * Has the answers of one service changed, in one place after another.
 *
 * @param limit milliseconds after which it is stopped
 * @throws TrialFailed
 */
export const playMutants = (plan: MutantPlan, limit: number): Promise<MutantResult> =>
  inProcess('mutant-trial.ts', plan, limit)

/** Hands the plan to a file that runs in a process of its own, and gives what it says before it ends. */
function inProcess<Result>(file: string, plan: object, limit: number): Promise<Result> {
  const child = fork(join(import.meta.dirname, file), { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  let complaint = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-2000)
  })
  return new Promise((resolve, reject) => {
    let result: Result | undefined
    const impatience = setTimeout(() => child.kill('SIGKILL'), limit)
    child.on('message', (message: Result) => {
      result = message
    })
    child.on('exit', (code, signal) => {
      clearTimeout(impatience)
      if (result !== undefined) resolve(result)
      else reject(new TrialFailed(`${file} with ${JSON.stringify(plan)} ended with ${signal ?? code}. ${complaint}`))
    })
    child.send(plan)
  })
}
