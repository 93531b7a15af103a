import type { ServerResponse } from 'node:http'
import { end } from '../backend/http-text.ts'
import { StateFailed, setUpState, tearDownState } from '../backend/provider-states.ts'
import type { Exchange, StateCall } from './exchange.ts'

/** How provider states are set up. */
export interface StateOptions {
  readonly states: URL
  /** By name of a provider state: the values that it must return. */
  readonly promised: ReadonlyMap<string, readonly string[]>
  /** How many states each interaction sets up, in the order in which the core runs them. */
  readonly setups: readonly number[]
}

interface StateChange {
  readonly action: 'setup' | 'teardown'
  readonly state: string
  readonly params: Readonly<Record<string, unknown>>
}

/** The exchange that goes on now. */
export function latest(exchanges: Exchange[]): Exchange {
  const last = exchanges.at(-1) ?? { states: [], tornDown: false }
  if (exchanges.length === 0) exchanges.push(last)
  return last
}

/** Passes one call of Pact's provider-state protocol on, strictly. */
export async function changeState(
  options: StateOptions,
  body: Buffer,
  exchanges: Exchange[],
  answer: ServerResponse,
): Promise<void> {
  const { states, promised } = options
  const change = JSON.parse(body.toString()) as StateChange
  if (change.action === 'teardown') {
    latest(exchanges).tornDown = true
    await tearDownState(states, change.state)
    return end(answer, 200, {})
  }
  const exchange = await exchangeFor(options, exchanges)
  const call: StateCall = { name: change.state, values: {} }
  exchange.states.push(call)
  try {
    call.values = await setUpState(states, { name: change.state, params: change.params }, promised)
    end(answer, 200, call.values)
  } catch (error) {
    if (!(error instanceof StateFailed)) throw error
    exchange.trouble ??= error.message
    end(answer, 422, { detail: exchange.trouble })
  }
}

/**
 * The interaction to which a setup belongs. After a setup that failed the core goes on with the other states of the interaction, sends no request
 * and tears nothing down, so the next interaction is known by its turn, and the teardown is made up for.
 */
async function exchangeFor({ states, setups }: StateOptions, exchanges: Exchange[]): Promise<Exchange> {
  const last = exchanges.at(-1)
  if (last !== undefined && !last.tornDown) {
    if (last.states.length < (setups[exchanges.length - 1] ?? 1)) return last
    await tearDownLast(states, exchanges)
  }
  const fresh: Exchange = { states: [], tornDown: false }
  exchanges.push(fresh)
  return fresh
}

/** Ends an exchange that the core did not end. */
export async function tearDownLast(states: URL, exchanges: readonly Exchange[]): Promise<void> {
  const last = exchanges.at(-1)
  if (last === undefined || last.tornDown) return
  last.tornDown = true
  await tearDownState(states, last.states[0]?.name ?? '')
}
