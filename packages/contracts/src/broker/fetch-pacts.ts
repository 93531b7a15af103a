import { member } from '../backend/http-text.ts'
import { CannotVerify } from '../report/report.ts'
import type { BrokerOptions, ConsumerVersionSelector } from './broker-options.ts'
import { type Broker, type HalDocument, isHal, linkOf, NotAtBroker, nameOfLink } from './hal.ts'

/** A pact as a broker gave it, and why it did. */
export interface FetchedPact {
  readonly document: HalDocument
  /** Absent where the broker does not say. */
  readonly consumerVersion?: string
  /** In the broker's words: `latest from main branch`. */
  readonly reason: string
  /** Whether it may fail without breaking the run. */
  readonly pending: boolean
}

/**
 * The pacts that a provider has to satisfy, by the broker's choice among those that are selected.
 *
 * @throws CannotVerify when there is none, or the broker cannot be asked
 *
 * @example
 * const fetched = await fetchPacts(openBroker(options), 'payments', options)
 */
export async function fetchPacts(
  broker: Broker,
  provider: string,
  options: BrokerOptions,
): Promise<readonly FetchedPact[]> {
  const selectors = options.selectors ?? usualSelectors(options.providerBranch)
  const chosen = await choose(broker, provider, selectors, options)
  if (chosen.length === 0) {
    throw new CannotVerify(
      `The broker at ${broker.name} has no pact for ${provider} that ${JSON.stringify(selectors)} selects, so nothing would be proved.`,
    )
  }
  const fetched: FetchedPact[] = []
  for (const one of chosen) {
    if (!isHal(one)) throw new CannotVerify(`The broker at ${broker.name} lists a pact without a link to it.`)
    const document = await broker.get(linkOf(one, 'self'))
    const properties = member(one, 'verificationProperties')
    const version = nameOfLink(document, 'pb:consumer-version') ?? versionIn(nameOfLink(one, 'self'))
    const reason = member(one, 'shortDescription')
    fetched.push({
      document,
      ...(version !== undefined && { consumerVersion: version }),
      reason: typeof reason === 'string' ? reason : '',
      pending: member(properties, 'pending') === true || member(properties, 'wip') === true,
    })
  }
  return fetched
}

/** What Pact recommends. */
function usualSelectors(branch: string | undefined): readonly ConsumerVersionSelector[] {
  return [
    { mainBranch: true },
    { deployedOrReleased: true },
    ...(branch === undefined ? [] : [{ matchingBranch: true } as const]),
  ]
}

async function choose(
  broker: Broker,
  provider: string,
  selectors: readonly ConsumerVersionSelector[],
  { enablePending = false, includeWipPactsSince, providerBranch }: BrokerOptions,
): Promise<readonly unknown[]> {
  const where = linkOf(await broker.get(), 'pb:provider-pacts-for-verification', { provider })
  const wanted = {
    consumerVersionSelectors: selectors,
    includePendingStatus: enablePending,
    ...(includeWipPactsSince !== undefined && { includeWipPactsSince }),
    ...(providerBranch !== undefined && { providerVersionBranch: providerBranch }),
  }
  const answer = await broker.send('POST', where, wanted).catch((error: unknown) => {
    if (!(error instanceof NotAtBroker)) throw error
    throw new CannotVerify(
      `The broker at ${broker.name} knows no provider "${provider}". Its pacts have to name it so: as the spec does.`,
    )
  })
  const pacts = member(member(answer, '_embedded'), 'pacts')
  if (Array.isArray(pacts)) return pacts
  throw new CannotVerify(`The broker at ${broker.name} does not list the pacts for ${provider} under _embedded.pacts.`)
}

/** `Pact between web-shop (1.4.0) and payments` */
const versionIn = (name: string | undefined): string | undefined =>
  name === undefined ? undefined : /\(([^()]+)\)/.exec(name)?.[1]
