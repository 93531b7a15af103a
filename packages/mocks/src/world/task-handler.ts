import type { World } from './world.ts'

/** Carries a task out. The clock waits for it: it never moves past work in flight. */
export type TaskHandler = (world: World, payload: never) => void | Promise<void>
