import { createRequire } from 'node:module'
import { executableOf } from '../pact/pact-files.ts'
import type { BroughtPact, PactSource } from '../pact/pact-source.ts'
import { type BrokerPact, type BrokerReport, CannotVerify, type CheckResult } from '../report/report.ts'
import type { BrokerOptions } from './broker-options.ts'
import { type Broker, linkOf, openBroker } from './hal.ts'

const { version: VERSION } = createRequire(import.meta.url)('@concord/contracts/package.json') as { version: string }

/**
 * Tells what came of the pacts of a broker; the broker too, where that is wanted. Of a pact that was not checked whole it hears nothing.
 *
 * @param results of the checks of all pacts
 */
export async function reportTo(
  options: BrokerOptions,
  sources: readonly PactSource[],
  results: readonly CheckResult[],
): Promise<BrokerReport> {
  const broker = openBroker(options)
  const { publish = false, providerVersion } = options
  const pacts: BrokerPact[] = []
  for (const source of sources) {
    const { entry, brought } = source
    if (brought === undefined) continue
    const outcomes = outcomesOf(source, brought, results)
    const unheard = entry.interactions.filter(({ type }) => type === 'unheard').map(({ description }) => description)
    const found = {
      name: brought.name,
      reason: brought.reason,
      pending: brought.pending,
      satisfied: outcomes.length > 0 && outcomes.every(({ failure }) => failure === undefined),
      unheard,
    }
    const whole = unheard.length === 0 && outcomes.length > 0 && outcomes.length === executableOf(entry).length
    const published =
      publish && providerVersion !== undefined && whole
        ? await publishOne(broker, brought, { ...options, providerVersion }, found.satisfied, outcomes)
        : { published: false }
    pacts.push({ ...found, ...published })
  }
  return { url: broker.name, ...(publish && providerVersion !== undefined && { providerVersion }), pacts }
}

interface Outcome {
  /** As the broker knows it. */
  readonly id?: string
  readonly description: string
  readonly failure?: CheckResult['failure']
}

function outcomesOf({ entry, pact }: PactSource, { name }: BroughtPact, results: readonly CheckResult[]): Outcome[] {
  const byName = new Map(results.map((result) => [result.name, result]))
  const ids = new Map(pact.interactions.map(({ description, _id }) => [description, _id]))
  return executableOf(entry).flatMap(({ description }) => {
    const result = byName.get(description)
    const id = ids.get(description)
    if (result === undefined) return []
    const ours = description.slice(`${name}: `.length)
    return { description: ours, failure: result.failure, ...(id !== undefined && { id }) }
  })
}

async function publishOne(
  broker: Broker,
  { document }: BroughtPact,
  { providerVersion, providerBranch, buildUrl }: BrokerOptions & { readonly providerVersion: string },
  success: boolean,
  outcomes: readonly Outcome[],
): Promise<Pick<BrokerPact, 'published' | 'trouble'>> {
  try {
    if (providerBranch !== undefined) {
      const provider = await broker.get(linkOf(document, 'pb:provider'))
      const values = { branch: providerBranch, version: providerVersion }
      await broker.send('PUT', linkOf(provider, 'pb:branch-version', values), {})
    }
    await broker.send('POST', linkOf(document, 'pb:publish-verification-results'), {
      success,
      providerApplicationVersion: providerVersion,
      ...(buildUrl !== undefined && { buildUrl }),
      verifiedBy: { implementation: 'concord-verify', version: VERSION },
      testResults: outcomes.map(resultOf),
    })
    return { published: true }
  } catch (error) {
    if (error instanceof CannotVerify) return { published: false, trouble: error.message }
    throw error
  }
}

function resultOf({ id, description, failure }: Outcome): object {
  return {
    ...(id !== undefined && { interactionId: id }),
    interactionDescription: description,
    success: failure === undefined,
    ...(failure !== undefined && {
      exceptions: [{ message: failure.cause }],
      mismatches: failure.mismatches.map((mismatch) => ({ description: mismatch })),
    }),
  }
}
