/**
 * What will happen, as data: a task is a name and a JSON-safe payload, so that a world can be snapshotted in the middle of a job and go
 * on elsewhere. Handlers are registered by name when a sandbox is put together.
 */
export interface Scheduler {
  /** Runs the task at `at` (virtual ms); ties run in the order they were made. Gives an id for `cancel`. */
  at(at: number, task: string, payload: unknown): number
  /** Runs the task `delay` virtual milliseconds from now. */
  after(delay: number, task: string, payload: unknown): number
  cancel(id: number): boolean
  /** When the next task is due, or undefined. */
  readonly next: number | undefined
  readonly size: number
}
