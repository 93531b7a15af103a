import { curlOf, type SentRequest } from '../../backend/sent-request.ts'
import type { Failure } from '../../report/report.ts'

/** What stands beside the sentence of a {@link Broken}. */
export interface Evidence {
  readonly expected?: string
  readonly actual?: string
  /** The request of the step that showed it. */
  readonly sent?: SentRequest
}

/** The backend does not keep a rule; the message is a sentence for the report. */
export class Broken extends Error {
  override readonly name: string = 'Broken'
  readonly evidence: Evidence

  constructor(message: string, evidence: Evidence = {}) {
    super(message)
    this.evidence = evidence
  }

  /** The same for the report. */
  get failure(): Failure {
    const { expected, actual, sent } = this.evidence
    return {
      cause: this.message,
      mismatches: [],
      ...(expected !== undefined && { expected }),
      ...(actual !== undefined && { actual }),
      ...(sent !== undefined && { curl: curlOf(sent) }),
    }
  }
}

/** The backend would say more, but had been asked too often: what is waited for may still come about. */
export class AskedTooOften extends Broken {
  override readonly name = 'AskedTooOften'
}
