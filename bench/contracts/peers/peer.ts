/** What a backend is held against besides Concord. */
export const peers = ['plain Pact', "Prism's proxy", 'Dredd'] as const

export type Peer = (typeof peers)[number]

/** What those say that were asked. */
export type PeersFindings = Partial<Record<Peer, PeerFindings>>

/** What another tool says of a backend. */
export interface PeerFindings {
  /** Each thing that it complains of, without what differs from run to run. */
  readonly complaints: readonly string[]
  readonly milliseconds: number
}
