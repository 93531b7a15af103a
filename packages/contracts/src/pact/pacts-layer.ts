import { reportTo } from '../broker/report-to.ts'
import type { PlannedCheck } from '../report/report.ts'
import type { LayerDefinition } from '../run/verification.ts'
import type { ServiceContract } from '../service/service-contract.ts'
import { PACT_RULE } from './checks.ts'
import { executableOf } from './pact-files.ts'
import type { PactSource } from './pact-source.ts'
import { verifyPact } from './verify-pact.ts'

/** Every interaction of the service's pacts, through Pact's own core. */
export const pactsLayer: LayerDefinition = {
  name: 'pacts',

  async plan({ contract, pacts }) {
    const sources = await pacts()
    const received = sources.flatMap(({ entry }) => entry.interactions.filter(({ type }) => type === 'webhook'))
    return {
      checks: sources.flatMap((source) => plannedOf(source, contract)),
      needs: sources.flatMap(({ entry }) => entry.states.map(({ name }) => name)),
      received: received.map(({ description }) => description),
    }
  },

  async run({ options, backend, frames, pacts, statesUrl }, planned, tell) {
    const byName = new Map(planned.map((check) => [check.name, check]))
    for (const source of await pacts()) {
      const own = executableOf(source.entry).filter(({ description }) => byName.has(description))
      if (own.length === 0) continue
      const { checks } = await verifyPact({
        source,
        baseUrl: options.baseUrl,
        statesUrl: statesUrl.href,
        only: new Set(own.map(({ description }) => description)),
        // What a pending pact asks for may be documented nowhere yet.
        ...(source.brought?.pending !== true && { seen: backend.tell }),
        ...(source.brought === undefined && { heard: (frame) => void frames.set(frame.type, frame) }),
      })
      for (const check of checks) tell({ ...check, ...byName.get(check.name) })
    }
  },

  async report({ options, pacts }, results) {
    return options.broker && reportTo(options.broker, await pacts(), results)
  },
}

function plannedOf({ entry, pact, brought }: PactSource, contract: ServiceContract): readonly PlannedCheck[] {
  const lines = new Map(contract.operations.map(({ id, line }) => [id, line]))
  const pending = new Set(pact.interactions.filter((one) => one.pending === true).map(({ description }) => description))
  return executableOf(entry).map(({ description, operation }) => ({
    layer: 'pacts',
    name: description,
    operation,
    rule: PACT_RULE,
    source: `${contract.source}:${lines.get(operation) ?? 1}`,
    ...((brought?.pending === true || pending.has(description)) && { pending: true }),
  }))
}
