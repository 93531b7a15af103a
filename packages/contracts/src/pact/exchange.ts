import type { ReceivedResponse, SentRequest } from '../backend/sent-request.ts'

/** One interaction as it really happened between Pact's core and the backend. */
export interface Exchange {
  readonly states: StateCall[]
  sent?: SentRequest
  received?: ReceivedResponse
  /** True when a message was heard on a socket. */
  heard?: boolean
  /** What went wrong before the backend could answer. */
  trouble?: string
  /** Present once its states are being torn down. Who sets up the next ones waits for it. */
  tornDown?: Promise<void>
}

/** A provider state that was asked for, and what came back. */
export interface StateCall {
  readonly name: string
  values: Readonly<Record<string, unknown>>
}
