import { type ScenarioName, type ScenarioOptions, scenarios } from '../scenarios/catalogue.ts'
import type { ScenarioRule } from '../scenarios/scenario.ts'
import type { LiveWorld } from '../world/live-world.ts'
import { ControlProblem } from './control-problem.ts'
import type { WorldControls } from './world-controls.ts'

/** A scenario in a list. */
export interface ScenarioView {
  readonly name: string
  readonly description: string
  readonly active: boolean
  /** The options it is on with, or its defaults. */
  readonly options: Record<string, unknown>
}

/** Switches on and off what goes wrong in a world. */
export class ScenarioControls {
  readonly #world: LiveWorld
  readonly #options = new Map<string, Record<string, unknown>>()

  constructor(world: LiveWorld) {
    this.#world = world
  }

  list(): readonly ScenarioView[] {
    const active = new Set(this.#world.faults.all.map(({ scenario }) => scenario))
    return Object.values(scenarios).map(({ name, summary, options }) => {
      const isActive = active.has(name)
      const known = isActive ? this.#options.get(name) : undefined
      return { name, description: summary, active: isActive, options: known ?? options.parse({}) }
    })
  }

  /** As {@link switchOn}, with the options checked by the compiler. */
  on<Name extends ScenarioName>(name: Name, options?: ScenarioOptions<Name>): ScenarioView {
    return this.switchOn(name, { ...options })
  }

  /**
   * Switches a scenario on; one that is on already gets the new options.
   *
   * @throws ControlProblem 404 for a name that is none, 422 for options that it does not take
   */
  switchOn(name: string, options: Readonly<Record<string, unknown>> = {}): ScenarioView {
    const { scenario, options: complete, rules } = this.#checked(name, options)
    this.#world.faults.removeScenario(name)
    for (const rule of rules) this.#world.faults.add({ ...rule, scenario: name })
    this.#options.set(name, complete)
    return { name, description: scenario.summary, active: true, options: complete }
  }

  /**
   * What a scenario is made of, without switching it on.
   *
   * @throws ControlProblem as {@link switchOn} does
   */
  rulesFor(name: string, options: Readonly<Record<string, unknown>> = {}): readonly ScenarioRule[] {
    return this.#checked(name, options).rules
  }

  #checked(name: string, options: Readonly<Record<string, unknown>>) {
    const scenario = this.#find(name)
    const result = scenario.options.strict().safeParse(options)
    if (!result.success) {
      const errors = result.error.issues.map(({ path, message, code }) => ({
        loc: ['body', ...path.map((part) => (typeof part === 'symbol' ? String(part) : part))],
        msg: message,
        type: code,
      }))
      const detail = `${name}: ${errors.map(({ loc, msg }) => `${loc.slice(1).join('.') || 'options'}: ${msg}`).join('; ')}.`
      throw new ControlProblem(422, 'scenario_options_invalid', 'Options not valid', detail, { errors })
    }
    const rules = scenario.apply(result.data)
    for (const rule of rules) this.#world.faults.check(rule)
    return { scenario, options: result.data, rules }
  }

  /** @throws ControlProblem 404 for a name that is none; a scenario that is not on stays off */
  switchOff(name: string): void {
    this.#find(name)
    this.#world.faults.removeScenario(name)
  }

  /** Ends every scenario and removes every other rule. */
  clear(): void {
    this.#world.faults.clear()
  }

  #find(name: string) {
    const found = Object.values(scenarios).find((scenario) => scenario.name === name)
    if (found !== undefined) return found
    const area = name.split('.')[0]
    const near = Object.keys(scenarios).filter((known) => known.startsWith(`${area}.`))
    const possible = near.length > 0 ? near : Object.keys(scenarios)
    const detail = `There is no scenario "${name}". There is ${possible.join(', ')}.`
    throw new ControlProblem(404, 'scenario_not_found', 'No such scenario', detail, { extra: { known: possible } })
  }
}

const known = new WeakMap<WorldControls, ScenarioControls>()

/**
 * The scenarios of a world. They are not a part of {@link WorldControls}, because the catalogue's options take longer to load than
 * the rest of a server.
 */
export function scenariosOf(controls: WorldControls): ScenarioControls {
  let scenarioControls = known.get(controls)
  if (scenarioControls === undefined) {
    scenarioControls = new ScenarioControls(controls.world)
    known.set(controls, scenarioControls)
  }
  return scenarioControls
}
