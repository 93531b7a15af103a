import type { z } from 'zod'
import type { World } from '../world/world.ts'
import { authScenarios } from './auth.ts'
import { generationScenarios } from './generation.ts'
import { infrastructureScenarios } from './infrastructure.ts'
import { llmScenarios } from './llm.ts'
import { paymentScenarios } from './payments.ts'
import { qualityScenarios } from './quality.ts'
import type { Scenario, ScenarioRule } from './scenario.ts'
import { searchScenarios } from './search.ts'
import { studioScenarios } from './studio.ts'
import { webhookScenarios } from './webhooks.ts'
import { websocketScenarios } from './websocket.ts'

const all = [
  ...webhookScenarios,
  ...llmScenarios,
  ...qualityScenarios,
  ...searchScenarios,
  ...paymentScenarios,
  ...generationScenarios,
  ...websocketScenarios,
  ...authScenarios,
  ...infrastructureScenarios,
  ...studioScenarios,
] as const

type Known = (typeof all)[number]

/** The name of a scenario. */
export type ScenarioName = Known['name']

/** What can be said about a scenario when it is switched on. Every option has a default. */
export type ScenarioOptions<Name extends ScenarioName> = z.input<Extract<Known, { readonly name: Name }>['options']>

/**
 * Everything that can be made to go wrong, by name. Options are checked when a scenario is switched on, so this map may forget what
 * each of them takes; {@link ScenarioOptions} knows it, which is why the compiler has to be told that the two are the same.
 */
export const scenarios: Readonly<Record<ScenarioName, Scenario<ScenarioName>>> = Object.fromEntries(
  all.map((scenario) => [scenario.name, scenario]),
) as unknown as Readonly<Record<ScenarioName, Scenario<ScenarioName>>>

/**
 * The rules of a scenario, with its options checked and completed.
 *
 * @throws ZodError for options that it does not have.
 * @example rulesOf('webhooks.concurrent', { copies: 5 })
 */
export function rulesOf<Name extends ScenarioName>(
  name: Name,
  options?: ScenarioOptions<Name>,
): readonly ScenarioRule[] {
  const scenario = scenarios[name]
  return scenario.apply(scenario.options.strict().parse(options ?? {}))
}

/** Switches a scenario on, in place of itself with other options if it was on. */
export function switchOn<Name extends ScenarioName>(world: World, name: Name, options?: ScenarioOptions<Name>): void {
  const rules = rulesOf(name, options)
  world.faults.removeScenario(name)
  for (const rule of rules) world.faults.add({ ...rule, scenario: name })
}
