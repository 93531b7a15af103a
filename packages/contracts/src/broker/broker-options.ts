/** Which versions of its consumers a provider has to satisfy. One key is enough. */
export interface ConsumerVersionSelector {
  readonly mainBranch?: true
  readonly branch?: string
  readonly fallbackBranch?: string
  readonly matchingBranch?: true
  readonly tag?: string
  readonly fallbackTag?: string
  readonly latest?: boolean
  readonly deployed?: true
  readonly released?: true
  readonly deployedOrReleased?: true
  readonly environment?: string
  readonly consumer?: string
}

/** A Pact Broker, which of its pacts are verified, and whether it hears what came of it. */
export interface BrokerOptions {
  /** Where it is; a name and a password in it are taken as {@link username} and {@link password}. */
  readonly url: string
  /** Sent as a bearer token; wins over a name and a password. */
  readonly token?: string
  readonly username?: string
  readonly password?: string
  /** Default: the main branch, what is deployed or released, and the branch that is named as the provider's, where that is known. */
  readonly selectors?: readonly ConsumerVersionSelector[]
  /** Whether the pacts that come with this package are left out. Default: they are verified too. */
  readonly replacesOurs?: boolean
  /** Whether a pact that this provider never satisfied may fail without breaking the run. */
  readonly enablePending?: boolean
  /** A date: newer pacts that no selector chooses are verified too, as pending ones. */
  readonly includeWipPactsSince?: string
  /** Whether the results are told to the broker; needs {@link providerVersion}. */
  readonly publish?: boolean
  /** What is verified: best the id of the commit. */
  readonly providerVersion?: string
  readonly providerBranch?: string
  /** Where the run can be looked at. */
  readonly buildUrl?: string
}
