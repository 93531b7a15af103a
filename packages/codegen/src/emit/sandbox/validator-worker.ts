import { enableCompileCache } from 'node:module'
import { parentPort } from 'node:worker_threads'
import type { ValidatorPlan } from './validators.ts'

/** What the thread is asked: to compile the checks of one API. */
export interface Task {
  readonly id: number
  readonly plan: ValidatorPlan
}

export type Outcome = { readonly id: number } & ({ readonly module: string } | { readonly error: unknown })

enableCompileCache()
const { compileValidators } = await import('./compile-validators.ts')

parentPort?.on('message', async ({ id, plan }: Task) => {
  const outcome: Outcome = await compileValidators(plan).then(
    (module) => ({ id, module }),
    (error: unknown) => ({ id, error }),
  )
  parentPort?.postMessage(outcome)
})
