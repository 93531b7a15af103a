import type { World } from '../world/world.ts'
import type { Caller, SandboxRequest } from './call.ts'
import type { BoundOperation, FoundOperation } from './operations.ts'
import type { RequestFaults } from './request-faults.ts'
import { type Moment, momentOf } from './witness.ts'
import type { WorldState } from './world-state.ts'

/** One request on its way, and what is known of it so far. */
export interface Exchange {
  readonly state: WorldState
  readonly world: World
  readonly request: SandboxRequest
  readonly requestId: string
  /** Whether it stays off the timeline. */
  readonly quiet: boolean
  readonly began: Moment
  found: FoundOperation | undefined
  operation: BoundOperation | undefined
  caller: Caller | undefined
  faults: RequestFaults | undefined
  limitHeaders: Record<string, string> | undefined
}

/** The beginning of one. */
export function exchangeOf(state: WorldState, request: SandboxRequest, quiet = false): Exchange {
  const { world } = state
  return {
    state,
    world,
    request,
    requestId: request.id ?? `req_${world.random('requests').token(12)}`,
    quiet,
    began: momentOf(world),
    found: undefined,
    operation: undefined,
    caller: undefined,
    faults: undefined,
    limitHeaders: undefined,
  }
}
