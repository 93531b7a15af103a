import { z } from 'zod'
import { ControlProblem } from '../control-problem.ts'
import { scenariosOf } from '../scenario-controls.ts'
import { type Route, route } from './route.ts'
import { FaultRule, FaultRuleRequest, listOf, Scenario, ScenarioOptions } from './schemas.ts'

const ScenarioName = z.object({ name: z.string().min(1) })

/** What goes wrong. */
export const troubleRoutes: readonly Route[] = [
  route({
    id: 'scenarios.list',
    method: 'get',
    path: '/scenarios',
    tag: 'trouble',
    summary: 'List what can go wrong, and what does',
    answer: listOf(Scenario),
    handle: ({ controls }) => ({ items: [...scenariosOf(controls).list()] }),
  }),
  route({
    id: 'scenarios.on',
    method: 'put',
    path: '/scenarios/{name}',
    tag: 'trouble',
    summary: 'Switch a scenario on',
    description:
      'The body holds its options; those that are not given have their defaults. Switching it on again replaces it.',
    params: ScenarioName,
    body: ScenarioOptions,
    answer: Scenario,
    problems: [404, 422],
    handle: ({ controls }, { params, body }) => scenariosOf(controls).switchOn(params.name, body),
  }),
  route({
    id: 'scenarios.off',
    method: 'delete',
    path: '/scenarios/{name}',
    tag: 'trouble',
    summary: 'Switch a scenario off',
    params: ScenarioName,
    problems: [404],
    handle({ controls }, { params }) {
      scenariosOf(controls).switchOff(params.name)
      return undefined
    },
  }),
  route({
    id: 'faults.list',
    method: 'get',
    path: '/faults',
    tag: 'trouble',
    summary: 'List the fault rules, those of scenarios too',
    answer: listOf(FaultRule),
    handle: ({ controls }) => ({ items: controls.world.faults.all.map(({ ...rule }) => rule) }),
  }),
  route({
    id: 'faults.add',
    method: 'post',
    path: '/faults',
    tag: 'trouble',
    summary: 'Add a fault rule',
    body: FaultRuleRequest,
    status: 201,
    answer: FaultRule,
    problems: [422],
    handle: ({ controls }, { body }) => controls.addFault(body),
  }),
  route({
    id: 'faults.clear',
    method: 'delete',
    path: '/faults',
    tag: 'trouble',
    summary: 'Remove every fault rule; scenarios end too',
    handle({ controls }) {
      scenariosOf(controls).clear()
      return undefined
    },
  }),
  route({
    id: 'faults.remove',
    method: 'delete',
    path: '/faults/{id}',
    tag: 'trouble',
    summary: 'Remove a fault rule',
    params: z.object({ id: z.string().min(1) }),
    problems: [404],
    handle({ controls }, { params }) {
      if (controls.world.faults.remove(params.id)) return undefined
      throw new ControlProblem(404, 'fault_not_found', 'No such fault rule', `There is no fault rule "${params.id}".`)
    },
  }),
]
