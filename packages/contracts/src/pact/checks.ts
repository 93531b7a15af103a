import { CannotVerify, type CheckResult } from '../report/report.ts'
import type { Exchange } from './exchange.ts'
import { failureOf } from './failures.ts'
import type { ManifestEntry, PactInteraction } from './pact-files.ts'
import type { CoreResult } from './run-core.ts'

/** The rule of every check of this layer: what a consumer was told holds. */
export const PACT_RULE = 'pact'

/** The states that the core asks for: one without a name where there are none. */
export function statesOf({ providerStates = [] }: PactInteraction): readonly string[] {
  return providerStates.length === 0 ? [''] : providerStates.map(({ name }) => name)
}

/**
 * Turns what the core says into checks, and believes it only where it fits what was planned and what really travelled.
 *
 * @throws CannotVerify when less was executed than the manifest lists, or the core is content with what never took place
 */
export function checksOf(
  entry: ManifestEntry,
  planned: readonly PactInteraction[],
  results: readonly CoreResult[],
  exchanges: readonly Exchange[],
): readonly CheckResult[] {
  const byName = new Map(results.map((result) => [result.description, result]))
  const skipped = planned.filter(({ description }) => !byName.has(description)).map(({ description }) => description)
  if (skipped.length > 0 || planned.length === 0) {
    throw new CannotVerify(
      `Only ${planned.length - skipped.length} of the ${planned.length} interactions of ${entry.provider} were executed, so nothing is proved. Missing: ${skipped.slice(0, 3).join('; ')}.`,
    )
  }
  const travelled = exchangesByName(planned, results, exchanges)
  const operations = new Map(entry.interactions.map(({ description, operation }) => [description, operation]))
  return results.map((result): CheckResult => {
    const { description } = result
    const exchange = travelled.get(description)
    const milliseconds = Number.parseFloat(result.duration ?? '0')
    const check = {
      layer: 'pacts',
      name: description,
      operation: operations.get(description) ?? '',
      rule: PACT_RULE,
      milliseconds,
    } as const
    if (result.result !== 'OK') return { ...check, failure: failureOf(result, exchange) }
    if (exchange?.trouble !== undefined) return { ...check, failure: { cause: exchange.trouble, mismatches: [] } }
    if (exchange?.sent !== undefined || exchange?.heard === true) return check
    throw new CannotVerify(`Pact's core is content with "${description}", but nothing was sent to the backend for it.`)
  })
}

/** The core runs one interaction after another, in the order of the file; where that does not add up, nothing is guessed. */
function exchangesByName(
  planned: readonly PactInteraction[],
  results: readonly CoreResult[],
  exchanges: readonly Exchange[],
): ReadonlyMap<string, Exchange> {
  const agree =
    results.length === exchanges.length &&
    planned.every((interaction, index) => {
      const states = statesOf(interaction)
      const asked = exchanges[index]?.states.map(({ name }) => name) ?? []
      return results[index]?.description === interaction.description && asked.every((name, at) => states[at] === name)
    })
  if (!agree) return new Map()
  return new Map(
    exchanges.flatMap((exchange, index) => {
      const description = planned[index]?.description
      return description === undefined ? [] : [[description, exchange] as const]
    }),
  )
}
