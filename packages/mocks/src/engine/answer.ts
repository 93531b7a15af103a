import type { SandboxReply } from './call.ts'

/** A reply that still knows its body as a value, so that it is checked before it is written. */
export class Answer implements SandboxReply {
  readonly status: number
  readonly headers: Record<string, string>
  readonly value: unknown
  #body: string | undefined

  constructor(status: number, value: unknown, headers: Record<string, string>) {
    this.status = status
    this.value = value
    this.headers = headers
  }

  get body(): string {
    this.#body ??= JSON.stringify(this.value)
    return this.#body
  }
}

/** Whether a value is what it says of itself: bytes or a stream, and not data to be written as JSON. */
export function isRaw(value: unknown): value is Uint8Array | AsyncIterable<Uint8Array | string> {
  return value instanceof Uint8Array || (typeof value === 'object' && value !== null && Symbol.asyncIterator in value)
}
