import type { LayerDefinition } from '../run/verification.ts'
import { PACT_RULE } from './checks.ts'
import { pactsFolder, readPact, webhooksOf } from './pact-files.ts'
import { verifyPacts } from './verify-pacts.ts'

/** Every interaction of the service's pact, through Pact's own core. */
export const pactsLayer: LayerDefinition = {
  name: 'pacts',

  async plan({ contract, options }) {
    const { entry } = await readPact(options.pactsFolder ?? pactsFolder, contract.service)
    const received = webhooksOf(entry)
    const lines = new Map(contract.operations.map(({ id, line }) => [id, line]))
    return {
      checks: entry.interactions
        .filter(({ description }) => !received.includes(description))
        .map(({ description, operation }) => ({
          layer: 'pacts',
          name: description,
          operation,
          rule: PACT_RULE,
          source: `${contract.source}:${lines.get(operation) ?? 1}`,
        })),
      needs: entry.states.map(({ name }) => name),
      received,
    }
  },

  async run({ options, backend, statesUrl }, planned, tell) {
    const byName = new Map(planned.map((check) => [check.name, check]))
    const { checks } = await verifyPacts({
      provider: options.provider,
      baseUrl: options.baseUrl,
      statesUrl: statesUrl.href,
      ...(options.pactsFolder !== undefined && { folder: options.pactsFolder }),
      only: new Set(byName.keys()),
      seen: backend.tell,
    })
    for (const check of checks) tell({ ...check, ...byName.get(check.name) })
  },
}
