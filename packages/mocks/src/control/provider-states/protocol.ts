import { type UserRow, users } from '../../platform/rows.ts'
import type { LiveWorld } from '../../world/live-world.ts'
import type { Row } from '../../world/store.ts'
import { ControlProblem } from '../control-problem.ts'
import type { WorldControls } from '../world-controls.ts'
import { assertPromised, checkedParams } from './catalogue.ts'
import { stateSetups } from './setups.ts'
import { account } from './sign-in-states.ts'
import type { StateContext, StateParams, StateValues } from './state.ts'

/** The interaction that is being set up; kept in the world, so that it goes when the world is reset. */
interface InteractionRow extends Row {
  readonly id: 'current'
  readonly user_id: number | null
  readonly known: StateValues
}

const interactions = (world: LiveWorld) => world.store.collection<InteractionRow>('provider_state_interactions')

/**
 * Sets up one state of an interaction. The first one after a teardown (or in a world that has never seen one) starts from an empty
 * world; those that follow add to it. A state without a name only makes the world empty.
 *
 * @returns what the catalogue promises, for Pact to put into the request
 * @throws ControlProblem 422 for an unknown state, parameters that it does not take, or a state that cannot come about now
 */
export async function setUpState(controls: WorldControls, state: string, params: StateParams): Promise<StateValues> {
  const { world } = controls
  // Checked before anything is changed: a request that is refused leaves the world as it was.
  const checked = state === '' ? {} : checkedParams(state, params)
  if (state === '' || interactions(world).get('current') === undefined) begin(world)
  if (state === '') return {}
  const setup = stateSetups[state]
  if (setup === undefined)
    throw new Error(`The catalogue has the provider state "${state}", but the sandbox cannot set it up.`)
  const values = await told(state, async () => {
    const given = await setup(contextOf(controls), checked)
    assertPromised(state, given)
    return given
  })
  const known = { ...interactions(world).get('current')?.known, ...values }
  interactions(world).update('current', { known })
  return values
}

/** A state that could not come about is a refusal with its reason: a 5xx would be repeated by Pact's core for two minutes. */
async function told(state: string, work: () => Promise<StateValues>): Promise<StateValues> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ControlProblem) throw error
    const reason = error instanceof Error ? error.message : String(error)
    const detail = `"${state}" could not be set up: ${reason}`
    throw new ControlProblem(422, 'provider_state_failed', 'Provider state not set up', detail)
  }
}

/** Ends the interaction: the next setup starts from an empty world. */
export function tearDownState(controls: WorldControls): void {
  interactions(controls.world).delete('current')
}

function begin(world: LiveWorld): void {
  world.reset()
  interactions(world).insert({ id: 'current', user_id: null, known: {} })
}

function contextOf(controls: WorldControls): StateContext {
  const { world } = controls
  const become = (user: UserRow) => {
    interactions(world).update('current', { user_id: user.id })
  }
  return {
    world,
    controls,
    become,
    known: interactions(world).get('current')?.known ?? {},
    user() {
      const id = interactions(world).get('current')?.user_id ?? undefined
      const known = id === undefined ? undefined : users(world).get(id)
      if (known !== undefined) return known
      const user = account(world, 'ada@example.test')
      become(user)
      return user
    },
  }
}
