import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Outcome, Task } from './validator-worker.ts'
import type { ValidatorPlan } from './validators.ts'

/** Compiles the checks of APIs on threads of their own, while everything else is emitted. */
export interface ValidatorWorkers {
  /** @throws what the compiler refuses */
  compile(plan: ValidatorPlan): Promise<string>
  close(): Promise<void>
}

/** The checks of the platform take as long as those of all providers together, so a third thread would have nothing to do. */
const most = 2

/** Starts the threads; they last until they are closed. */
export function startValidatorWorkers(): ValidatorWorkers {
  const threads = Array.from({ length: Math.min(most, availableParallelism()) }, () => new Thread())
  return {
    compile: (plan) => threads.reduce((least, thread) => (thread.load < least.load ? thread : least)).compile(plan),
    async close() {
      await Promise.all(threads.map((thread) => thread.close()))
    },
  }
}

/** Where it stands once the package is built, only the package knows. */
const program = import.meta.url.endsWith('.ts')
  ? new URL('./validator-worker.ts', import.meta.url)
  : pathToFileURL(createRequire(import.meta.url).resolve('@concord/codegen/validator-worker'))

class Thread {
  /** How many schemas it was given. */
  load = 0
  readonly #worker = new Worker(program)
  readonly #waiting: { resolve(module: string): void; reject(reason: unknown): void }[] = []

  constructor() {
    this.#worker.on('message', (outcome: Outcome) => {
      if ('error' in outcome) this.#waiting[outcome.id]?.reject(outcome.error)
      else this.#waiting[outcome.id]?.resolve(outcome.module)
    })
    this.#worker.on('error', (error) => {
      for (const { reject } of this.#waiting) reject(error)
    })
  }

  /** Sends it at once: the thread has its next task at hand while this one is busy and hears nothing. */
  compile(plan: ValidatorPlan): Promise<string> {
    this.load += plan.schemas.size
    return new Promise((resolve, reject) => {
      const task: Task = { id: this.#waiting.push({ resolve, reject }) - 1, plan }
      this.#worker.postMessage(task)
    })
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }
}
