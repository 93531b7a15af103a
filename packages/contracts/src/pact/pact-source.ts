import type { HalDocument } from '../broker/hal.ts'
import type { ManifestEntry, PactFile } from './pact-files.ts'

/** A pact that is to be verified, wherever it comes from. */
export interface PactSource {
  /** What must have run. */
  readonly entry: ManifestEntry
  readonly pact: PactFile
  /** Absent where it comes with this package. */
  readonly brought?: BroughtPact
}

/** What is known of a pact that came from a broker. */
export interface BroughtPact {
  /** Its consumer with its version; the names of its checks begin with it. */
  readonly name: string
  /** Why the broker chose it, in its words. */
  readonly reason: string
  /** Whether it may fail without breaking the run. */
  readonly pending: boolean
  /** As the broker gave it, with the links to what can be told of it. */
  readonly document: HalDocument
}
