import { z } from 'zod'
import { providerStates } from '../../generated/provider-states.ts'
import { setUpState, tearDownState } from '../provider-states/protocol.ts'
import { type Route, route } from './route.ts'
import { listOf, StateEntry, StateRequest } from './schemas.ts'

/** Pact's protocol for provider states, made strict. */
export const stateRoutes: readonly Route[] = [
  route({
    id: 'providerStates.list',
    method: 'get',
    path: '/provider-states',
    tag: 'contracts',
    summary: 'Read the catalogue of provider states',
    answer: listOf(StateEntry),
    handle: () => ({ items: [...providerStates] }),
  }),
  route({
    id: 'providerStates.change',
    method: 'post',
    path: '/provider-states',
    tag: 'contracts',
    summary: 'Set a provider state up, or tear it down',
    description:
      'The first state after a teardown starts from an empty world; later ones add to it. An unknown state is a 422 with the known ones.',
    body: StateRequest,
    answer: z.record(z.string(), z.unknown()),
    problems: [422],
    async handle({ controls }, { body }) {
      if (body.action === 'setup') return { ...(await setUpState(controls, body.state, body.params)) }
      tearDownState(controls)
      return {}
    },
  }),
]
