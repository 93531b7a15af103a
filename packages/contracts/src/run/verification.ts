import type { Backend } from '../backend/backend.ts'
import type { ProviderStates } from '../backend/provider-states.ts'
import type { BrokerOptions } from '../broker/broker-options.ts'
import type { AnswerLog } from '../conformance/answer-log.ts'
import type { HeardFrame } from '../pact/frames.ts'
import type { PactSource } from '../pact/pact-source.ts'
import type { BrokerReport, CheckResult, Layer, PlannedCheck } from '../report/report.ts'
import type { ServiceContract } from '../service/service-contract.ts'

/** Which contract, which backend, and how much of it. */
export interface VerifyOptions {
  /** The provider's name: that of its spec. */
  readonly provider: string
  /** Where the backend is; paths of the spec are appended. */
  readonly baseUrl: string
  /** Where provider states are set up. Default: `<baseUrl>/__sandbox/provider-states`. */
  readonly statesUrl?: string
  /** The sandbox in which the backend's own providers are played. Default: the base URL, when that is a sandbox itself. */
  readonly sandboxUrl?: string
  /** With what the backend's payment provider signs its events. Default `whsec_test`. */
  readonly webhookSecret?: string
  /** Default: every layer. */
  readonly only?: readonly Layer[]
  /** Only checks whose name contains this text. */
  readonly filter?: string
  /** Decides the generated inputs. Default 1. */
  readonly seed?: number
  /** Where the pacts and their manifest are. Default: those of this package. */
  readonly pactsFolder?: string
  /** Whose pacts are verified too. Default: none's. */
  readonly broker?: BrokerOptions
  /** Where the service contracts are. Default: those of this package. */
  readonly servicesFolder?: string
}

/** All that a layer needs to hold one backend to the contract of one service. */
export interface Verification {
  readonly options: VerifyOptions
  readonly contract: ServiceContract
  readonly backend: Backend
  /** What the backend was seen to answer so far. */
  readonly answers: AnswerLog
  /** Frames that were heard so far in this run, by type: what takes long is waited for once. */
  readonly frames: Map<string, HeardFrame>
  readonly states: ProviderStates
  /** The pacts of the service; read once. */
  pacts(): Promise<readonly PactSource[]>
  readonly statesUrl: URL
  /** Absent where none is known. */
  readonly sandboxUrl?: URL
  readonly webhookSecret: string
  readonly seed: number
}

/** What a layer promises to check, and what it needs for that. */
export interface LayerPlan {
  readonly checks: readonly PlannedCheck[]
  /** Names of the provider states that the backend must have. */
  readonly needs: readonly string[]
  /** Messages that the backend only receives, so that there is nothing to hold against it. */
  readonly received?: readonly string[]
}

/** One way of holding a backend to its contract. */
export interface LayerDefinition {
  readonly name: Layer
  /** What a run of this layer promises and needs. */
  plan(verification: Verification): Promise<LayerPlan>
  /**
   * Runs the planned checks, one after another, and tells of each.
   *
   * @throws CannotVerify when nothing can be said about the contract
   */
  run(verification: Verification, planned: readonly PlannedCheck[], tell: (result: CheckResult) => void): Promise<void>
  /** Passes the results on to a broker, once it is known that there is one for each planned check. */
  report?(verification: Verification, results: readonly CheckResult[]): Promise<BrokerReport | undefined>
}
