import type { z } from 'zod'
import type { UserRow } from '../accounts/users.ts'
import type { Platform } from '../platform.ts'
import type { Sandbox } from './sandbox.ts'

/** What a provider state is set up with. */
export interface StateContext {
  readonly platform: Platform
  /** What plays the providers. */
  readonly sandbox: Sandbox
  /** Where this backend is. */
  readonly selfUrl: string
  /** The signed-in user of the interaction; somebody signs in where nobody has yet. */
  user(): UserRow
  /** Makes this user the one to whom later states belong. */
  become(user: UserRow): void
}

export type StateValues = Readonly<Record<string, unknown>>

/** A state that the contracts ask for. */
export interface ProviderState {
  readonly params: z.ZodObject
  /** The names of the values that it gives. */
  readonly returns: readonly string[]
  setUp(context: StateContext, params: Readonly<Record<string, unknown>>): StateValues | Promise<StateValues>
}

export type ProviderStates = Readonly<Record<string, ProviderState>>

/** Ties a state's work to its parameters. */
export function state<Params extends z.ZodObject>(
  params: Params,
  returns: readonly string[],
  setUp: (context: StateContext, params: z.output<Params>) => StateValues | Promise<StateValues>,
): ProviderState {
  // The endpoint hands over only what has come out of this very schema.
  return { params, returns, setUp: (context, checked) => setUp(context, checked as z.output<Params>) }
}
