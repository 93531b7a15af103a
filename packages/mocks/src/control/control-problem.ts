import type { FieldError } from '../engine/face.ts'

/** A control request that cannot be carried out: what happened and what to do next. */
export class ControlProblem extends Error {
  override readonly name: string = 'ControlProblem'
  readonly status: number
  readonly code: string
  readonly title: string
  readonly errors: readonly FieldError[] | undefined
  readonly extra: Readonly<Record<string, unknown>>
  /** In lower case. */
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    code: string,
    title: string,
    detail: string,
    more: {
      readonly errors?: readonly FieldError[]
      readonly extra?: Readonly<Record<string, unknown>>
      readonly headers?: Readonly<Record<string, string>>
    } = {},
  ) {
    super(detail)
    this.status = status
    this.code = code
    this.title = title
    this.errors = more.errors
    this.extra = more.extra ?? {}
    this.headers = more.headers ?? {}
  }
}
