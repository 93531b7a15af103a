import type { Draft } from './bees.ts'

/** A fault, and what the lint must say of it. */
export interface Case {
  readonly rule: string
  /** What is wrong. */
  readonly given: string
  /** Breaks a spec that has no fault. */
  readonly breaks: (spec: Draft) => void
  /** Part of the message, or nothing when the rule must be silent. */
  readonly want: string | undefined
  /** The file, when it is not `bees.yaml`. */
  readonly file?: string
  /** Other files beside it. */
  readonly beside?: Readonly<Record<string, (spec: Draft) => void>>
}

export const list = '/api/v1/bees'
export const one = '/api/v1/bees/{bee_id}'
export const problem = (code: string, status: number) => ({
  value: { type: `/problems/${code}`, title: 'Stung', status, detail: 'It stung.', code, request_id: 'req_1' },
})
export const errors = (spec: Draft) => spec.paths[one].get.responses['404'].content['application/problem+json'].examples
