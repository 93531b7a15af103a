import type { ServerResponse } from 'node:http'
import { end } from '../backend/http-text.ts'
import { StateFailed, setUpState, tearDownState } from '../backend/provider-states.ts'
import type { Exchange, StateCall } from './exchange.ts'

/** How provider states are set up. */
export interface StateOptions {
  readonly states: URL
  /** By name of a provider state: the values that it must return. */
  readonly promised: ReadonlyMap<string, readonly string[]>
  /** What each interaction asks of its states, in the order in which the core runs them. */
  readonly setups: readonly StateSetup[]
}

/** What an interaction asks of its states. */
export interface StateSetup {
  /** How many there are. */
  readonly states: number
  /** The values that its request is filled with: together the states must return them. */
  readonly values: readonly string[]
}

interface StateChange {
  readonly action: 'setup' | 'teardown'
  readonly state: string
  readonly params: Readonly<Record<string, unknown>>
}

/** The exchange that goes on now. */
export function latest(exchanges: Exchange[]): Exchange {
  const last = exchanges.at(-1) ?? { states: [] }
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
    // The core tears every state down; the first time ends the interaction, and after it there is nothing to do. It compares the answer
    // meanwhile.
    const ended = latest(exchanges)
    ended.tornDown ??= tearDownState(states, change.state)
    return end(answer, 200, {})
  }
  const exchange = await exchangeFor(options, exchanges)
  const call: StateCall = { name: change.state, values: {} }
  exchange.states.push(call)
  try {
    call.values = await setUpState(states, { name: change.state, params: change.params }, promised)
    complete(options.setups[exchanges.length - 1], exchange)
    end(answer, 200, call.values)
  } catch (error) {
    if (!(error instanceof StateFailed)) throw error
    exchange.trouble ??= error.message
    end(answer, 422, { detail: exchange.trouble })
  }
}

/** Without a value the core would send the example that stands in the pact, and that proves nothing. */
function complete(setup: StateSetup | undefined, { states }: Exchange): void {
  if (setup === undefined || states.length < setup.states) return
  const returned: Readonly<Record<string, unknown>> = Object.assign({}, ...states.map(({ values }) => values))
  const absent = setup.values.filter((name) => returned[name] === undefined || returned[name] === null)
  if (absent.length === 0) return
  const names = states.map(({ name }) => `"${name}"`).join(', ')
  throw new StateFailed(`The request needs ${absent.join(', ')}, which no provider state of it returned: ${names}.`)
}

/**
 * The interaction to which a setup belongs. After a setup that failed the core goes on with the other states of the interaction, sends no request
 * and tears nothing down, so the next interaction is known by its turn, and the teardown is made up for.
 */
async function exchangeFor({ states, setups }: StateOptions, exchanges: Exchange[]): Promise<Exchange> {
  const last = exchanges.at(-1)
  const wanted = setups[exchanges.length - 1]?.states ?? 1
  if (last !== undefined && last.tornDown === undefined && last.states.length < wanted) return last
  await tearDownLast(states, exchanges)
  const fresh: Exchange = { states: [] }
  exchanges.push(fresh)
  return fresh
}

/** Ends the last exchange, if the core did not, and waits until it has ended. */
export async function tearDownLast(states: URL, exchanges: readonly Exchange[]): Promise<void> {
  const last = exchanges.at(-1)
  if (last === undefined) return
  last.tornDown ??= tearDownState(states, last.states[0]?.name ?? '')
  await last.tornDown
}
