import { CannotVerify, type Failure, type PlannedCheck } from '../report/report.ts'
import { runCheck } from '../run/run-check.ts'
import type { LayerDefinition, Verification } from '../run/verification.ts'
import { readPlatform } from '../service/platform.ts'
import type { OperationContract } from '../service/service-contract.ts'
import type { Behaviour } from './behaviour.ts'
import { Broken } from './engine/broken.ts'
import { openProviders, type Providers } from './engine/providers.ts'
import { Stage } from './engine/stage.ts'
import { behaviours } from './registry.ts'

/** What several steps must give together: rotation, races, signatures, order. */
export const behavioursLayer: LayerDefinition = {
  name: 'behaviours',

  async plan({ contract, options, sandboxUrl }) {
    const own = behaviours.filter(({ service }) => service === contract.service)
    const lines = new Map(contract.operations.map(({ id, line }) => [id, line]))
    const checks = own.map((behaviour): PlannedCheck => {
      const [operation] = behaviour.operations
      return {
        layer: 'behaviours',
        name: nameOf(behaviour),
        operation,
        rule: behaviour.id,
        source: `${contract.source}:${lines.get(operation) ?? 1}`,
      }
    })
    const wanted = own.filter((behaviour) => options.filter === undefined || nameOf(behaviour).includes(options.filter))
    const played = wanted.filter(({ needs }) => needs === 'sandbox')
    if (sandboxUrl === undefined && played.length > 0) {
      throw new CannotVerify(
        `${played.length} behaviours of ${contract.service} need the sandbox that plays the backend's providers (${played[0]?.id}, for one). Start it, point the backend's provider URLs at it, and pass --sandbox-url.`,
      )
    }
    return { checks, needs: wanted.flatMap(({ states }) => states) }
  },

  async run(verification, planned, tell) {
    const { sandboxUrl, options } = verification
    const operations = await readPlatform(options.servicesFolder)
    const providers = sandboxUrl && openProviders(sandboxUrl)
    const byName = new Map(behaviours.map((behaviour) => [`${behaviour.service} ${nameOf(behaviour)}`, behaviour]))
    for (const check of planned) {
      const behaviour = byName.get(`${verification.contract.service} ${check.name}`)
      if (behaviour === undefined) continue
      tell(await runCheck(check, () => playBehaviour(behaviour, verification, operations, providers)))
    }
  },
}

/** What a behaviour is called in a report. */
export const nameOf = ({ id, statement }: Pick<Behaviour, 'id' | 'statement'>): string => `${id}: ${statement}`

/**
 * Plays one behaviour against a backend, and leaves its providers as they were.
 *
 * @returns why the backend does not keep it; undefined when it does
 */
async function playBehaviour(
  behaviour: Behaviour,
  verification: Verification,
  operations: ReadonlyMap<string, OperationContract>,
  providers: Providers | undefined,
): Promise<Failure | undefined> {
  try {
    await behaviour.run(new Stage(verification, behaviour, operations, providers))
    return undefined
  } catch (error) {
    if (!(error instanceof Broken)) throw error
    return { ...error.failure, replay: `--only behaviours --filter ${behaviour.id}:` }
  } finally {
    await providers?.undo()
  }
}
