import { LineSplitter } from './lines.ts'

/** One event, as the HTML standard's event streams have it. */
export interface ServerSentEvent {
  /** `message` where the server says nothing. */
  readonly event: string
  readonly data: string
}

/** Reads server-sent events from text that arrives in pieces, by the rules of https://html.spec.whatwg.org/#event-stream-interpretation. */
export class SseParser {
  #lines = new LineSplitter()
  #data: string[] = []
  #event = ''
  #id: string | undefined
  /** From where to resume; nothing while no event had an id. */
  lastEventId: string | undefined
  /** Milliseconds to wait before resuming. */
  retry = 1000

  /** The events that this piece completes. */
  push(piece: string): ServerSentEvent[] {
    const events: ServerSentEvent[] = []
    for (const line of this.#lines.push(piece)) {
      if (line === '') {
        this.lastEventId = this.#id
        if (this.#data.length > 0) events.push({ event: this.#event || 'message', data: this.#data.join('\n') })
        this.#data = []
        this.#event = ''
      } else this.#field(line)
    }
    return events
  }

  /** Forgets the unfinished event: a new connection begins with a whole one. */
  reset(): void {
    this.#lines = new LineSplitter()
    this.#data = []
    this.#event = ''
    this.#id = this.lastEventId
  }

  #field(line: string): void {
    const colon = line.indexOf(':')
    if (colon === 0) return
    const name = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1)
    if (name === 'data') this.#data.push(value)
    else if (name === 'event') this.#event = value
    else if (name === 'id' && !value.includes('\0')) this.#id = value
    else if (name === 'retry' && /^\d+$/.test(value)) this.retry = Number(value)
  }
}
