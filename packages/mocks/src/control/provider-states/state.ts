import type { UserRow } from '../../platform/rows.ts'
import type { LiveWorld } from '../../world/live-world.ts'
import type { WorldControls } from '../world-controls.ts'

/** What a provider state is set up with. */
export interface StateContext {
  readonly world: LiveWorld
  readonly controls: WorldControls
  /** The signed-in user of the interaction; somebody is signed in where nobody is yet. */
  user(): UserRow
  /** Makes this user the one to whom later states belong. */
  become(user: UserRow): void
  /** What earlier states of the interaction returned, and this one's parameters. */
  readonly known: Readonly<Record<string, unknown>>
}

export type StateParams = Readonly<Record<string, unknown>>

/** Brings the world about and gives the values that the catalogue promises. */
export type StateSetup = (context: StateContext, params: StateParams) => StateValues | Promise<StateValues>

export type StateValues = Readonly<Record<string, unknown>>

/** By name, as the specs' catalogue has it. */
export type StateSetups = Readonly<Record<string, StateSetup>>

export function textParam(params: StateParams, name: string): string | undefined {
  const value = params[name]
  return typeof value === 'string' ? value : undefined
}

export function numberParam(params: StateParams, name: string): number | undefined {
  const value = params[name]
  return typeof value === 'number' ? value : undefined
}
