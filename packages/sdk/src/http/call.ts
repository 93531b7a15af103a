import type { Core } from './core.ts'
import { AbortedError, type CallFacts, type ConcordError, TimeoutError } from './errors.ts'
import type { CallOptions, Reply } from './request.ts'

/** One logical call: what stays the same over its attempts, and what can end it early. */
export class Call implements CallFacts {
  readonly core: Core
  readonly operation: string
  readonly options: CallOptions
  readonly idempotencyKey: string | undefined
  attempts = 0
  /** When the call must be over, in the clock's time. */
  readonly endsAt: number
  /** The answer that the call was settled with. */
  reply: Reply | undefined
  /** Why no more work is done. */
  ended: ConcordError | undefined
  /** Waits that an early end cuts short. */
  readonly #waits = new Set<(reason: ConcordError) => void>()
  #release: (() => void) | undefined

  constructor(core: Core, operation: string, options: CallOptions, idempotencyKey: string | undefined) {
    this.core = core
    this.operation = operation
    this.options = options
    this.idempotencyKey = idempotencyKey
    const deadline = options.deadline ?? core.deadline
    const { signal } = options
    this.endsAt = deadline ? core.clock.now() + deadline : Infinity
    if (signal || deadline) this.#limit(signal, deadline)
  }

  #limit(signal: AbortSignal | undefined, deadline: number | undefined): void {
    const end = (reason: ConcordError) => {
      this.close()
      this.ended = reason
      for (const cut of this.#waits) cut(reason)
    }
    const aborted = () => end(new AbortedError(this, signal?.reason))
    if (signal?.aborted) {
      aborted()
      return
    }
    signal?.addEventListener('abort', aborted)
    const stop = deadline && this.core.clock.after(deadline, () => end(new TimeoutError(this, 'deadline', deadline)))
    this.#release = () => {
      signal?.removeEventListener('abort', aborted)
      if (stop) stop()
    }
  }

  /**
   * Waits for some work, but not longer than the call lives. The work gives a function that stops it, which is called when
   * the wait is over: with `true` when it failed.
   */
  wait<Value>(
    work: (resolve: (value: Value) => void, reject: (reason: unknown) => void) => (failed: boolean) => void,
  ): Promise<Value> {
    return new Promise((resolve, reject) => {
      if (this.ended) {
        reject(this.ended)
        return
      }
      const leave = (failed: boolean) => {
        this.#waits.delete(fail)
        stop(failed)
      }
      const fail = (reason: unknown) => {
        leave(true)
        reject(reason)
      }
      this.#waits.add(fail)
      const stop = work((value) => {
        leave(false)
        resolve(value)
      }, fail)
    })
  }

  /** Lets go of the caller's signal and of the deadline. */
  close(): void {
    this.#release?.()
    this.#release = undefined
  }
}
