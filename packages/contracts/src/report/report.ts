/** The layers of a verification, in the order in which they run. */
export const layers = ['pacts', 'conformance', 'access', 'behaviours'] as const

/** One way of holding a backend to its contract. */
export type Layer = (typeof layers)[number]

/** A check that a run promises; one without a result makes the whole run worth nothing. */
export interface PlannedCheck {
  readonly layer: Layer
  /** Unique in a report: `documents.create: 201 draft`. */
  readonly name: string
  /** The operation, or the message, that is looked at first. */
  readonly operation: string
  /** What a failure breaks, in one word of the field: `pact`, `closed-answer`, `another-user`, `webhook-race`. */
  readonly rule: string
  /** Where the contract says so: `specs/documents.yaml:120`. */
  readonly source?: string
  /** True where the pact is pending: the backend may fail this without breaking its contract. */
  readonly pending?: true
}

/** What one check of one backend found. */
export interface CheckResult extends PlannedCheck {
  readonly milliseconds: number
  /** Absent when the backend keeps the contract here. */
  readonly failure?: Failure
}

/** Why a check failed, the root cause first. */
export interface Failure {
  /** One sentence: `401 instead of 200: token_invalid, "Sign in again."` */
  readonly cause: string
  /** Every difference, in the order in which it was found. */
  readonly mismatches: readonly string[]
  /** What the contract asks for, where one value says it. */
  readonly expected?: string
  /** What came in its place. */
  readonly actual?: string
  /** A line for a shell that sends the request again; absent where none was sent. */
  readonly curl?: string
  /** Options of concord-verify that find the same again: `--only conformance --filter … --seed 7`. */
  readonly replay?: string
}

/** One documented outcome of an operation, and whether the backend was seen to give it. */
export interface Coverage {
  readonly operation: string
  readonly status: string
  readonly answers: number
}

/** All that one run found of one provider. Printed, and written as JUnit, HTML or JSON, from this one shape. */
export interface VerificationReport {
  readonly provider: string
  readonly baseUrl: string
  readonly seed: number
  readonly milliseconds: number
  readonly checks: readonly CheckResult[]
  readonly coverage: readonly Coverage[]
  /** Messages of the contract that the backend receives and does not send, so that there was nothing to hold against it. */
  readonly received: readonly string[]
  /** Absent where no broker was asked. */
  readonly broker?: BrokerReport
}

/** The pacts that came from a broker, and what it was told of them. */
export interface BrokerReport {
  readonly url: string
  /** What the results were published for; absent where they were not. */
  readonly providerVersion?: string
  readonly pacts: readonly BrokerPact[]
}

/** A pact from a broker, and what came of it. */
export interface BrokerPact {
  /** Its consumer with its version; the names of its checks begin with it. */
  readonly name: string
  /** Why the broker chose it. */
  readonly reason: string
  readonly pending: boolean
  readonly satisfied: boolean
  /** Messages of which the pact does not say where they are heard, so that they were not checked. */
  readonly unheard: readonly string[]
  /** Whether the broker has the result now. */
  readonly published: boolean
  /** Why the broker does not have it although it should. */
  readonly trouble?: string
}

/** A failure of a check that counts: one of a pending pact does not, yet. */
export function isBroken({ failure, pending }: Pick<CheckResult, 'failure' | 'pending'>): boolean {
  return failure !== undefined && pending !== true
}

/** The checks that failed: first those that count, then those of pending pacts. */
export function failuresIn(checks: readonly CheckResult[]): readonly CheckResult[] {
  const failed = checks.filter(({ failure }) => failure !== undefined)
  return [...failed.filter(isBroken), ...failed.filter((check) => !isBroken(check))]
}

/** True when every check passed, but for those of pending pacts, and there was at least one. */
export function isSatisfied(report: Pick<VerificationReport, 'checks'>): boolean {
  return report.checks.length > 0 && !report.checks.some(isBroken)
}

/**
 * The verification could not run, so nothing is known about the contract: the backend cannot be reached, lacks provider states, or less was
 * checked than the manifest asks for.
 */
export class CannotVerify extends Error {
  override readonly name = 'CannotVerify'
}

/** The contract has nothing to say in what was selected of it. */
export class NothingSelected extends CannotVerify {}
