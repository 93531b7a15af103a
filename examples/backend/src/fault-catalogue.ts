import { accessFaults } from './faults/access-faults.ts'
import { answerFaults } from './faults/answer-faults.ts'
import { moneyFaults } from './faults/money-faults.ts'
import { workFaults } from './faults/work-faults.ts'

/** What a fault is, in words that a person would use who met it. */
export interface Fault {
  readonly class: FaultClass
  /** The service in which it shows first. */
  readonly service: string
  /** The rule that it breaks: what a failure should name. Of a benign variant, why it is allowed. */
  readonly rule: string
  /** Where the like of it was seen, or which document forbids it. */
  readonly source: string
}

/** `benign` is no fault: a freedom that every backend has. */
export type FaultClass =
  | 'shape'
  | 'status and headers'
  | 'authentication'
  | 'ownership'
  | 'idempotency'
  | 'money'
  | 'webhooks'
  | 'pagination'
  | 'token life'
  | 'concurrency'
  | 'sockets'
  | 'streams and quality'
  | 'benign'

/** Every fault that can be seeded, by its name. They were written down before anybody looked at what the contracts check. */
export const faultCatalogue = { ...answerFaults, ...accessFaults, ...moneyFaults, ...workFaults } as const

export type FaultName = keyof typeof faultCatalogue
