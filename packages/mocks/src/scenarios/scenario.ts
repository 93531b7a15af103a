import { z } from 'zod'
import type { FaultMatch, FaultRule, FaultWhen } from '../world/world.ts'

/** A rule before it is switched on: the sandbox gives it its id and the scenario's name. */
export type ScenarioRule = Omit<FaultRule, 'id' | 'scenario'>

/**
 * A name for something that goes wrong. It is data: its options become a few fault rules, and whoever meets a rule carries it out.
 *
 * @example scenarios['webhooks.duplicate'].apply({ copies: 3 })
 */
export interface Scenario<Name extends string = string, Options extends z.ZodObject = z.ZodObject> {
  /** `area.name`. */
  readonly name: Name
  readonly area: string
  /** What happens, in one sentence. */
  readonly summary: string
  /** With a default for every option, so that no option needs to be given. */
  readonly options: Options
  apply(options: z.output<Options>): readonly ScenarioRule[]
}

/** Writes a scenario down; only there so that its options are typed. */
export function scenario<const Name extends `${string}.${string}`, Options extends z.ZodObject>(
  name: Name,
  summary: string,
  options: Options,
  apply: (options: z.output<Options>) => readonly ScenarioRule[],
): Scenario<Name, Options> {
  return { name, area: name.slice(0, name.indexOf('.')), summary, options, apply }
}

/** Every time. */
export const always = { kind: 'always' } as const

/** The next `n` times, or every time. */
export const firstTimes = (n: number | undefined): FaultWhen => (n === undefined ? always : { kind: 'first', n })

/** A rule for what is wrong with a provider. */
export const onProvider = (
  provider: string,
  effect: ScenarioRule['effect'],
  when: FaultWhen = always,
  match: Omit<FaultMatch, 'on' | 'provider'> = {},
): ScenarioRule => ({ match: { on: 'provider', provider, ...match }, when, effect })

/** How long something takes. */
export const seconds = (usual: number, what: string) => z.number().min(0).max(86_400).default(usual).describe(what)

/** How often in a row. */
export const times = z
  .int()
  .min(1)
  .max(1000)
  .optional()
  .describe('How many times in a row; absent, until it is switched off.')

/** A status with which a server says that the fault is its own. */
export const faultStatus = z.int().min(500).max(599).default(503).describe('What it answers.')
