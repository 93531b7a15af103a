import { setTimeout as wait } from 'node:timers/promises'
import { member } from '../../backend/http-text.ts'
import { Broken } from './broken.ts'

const HANDSHAKE = 5000
const POLL = 20

/** One message, as it came. */
export type Frame = Readonly<Record<string, unknown>>

/** A real socket to the backend, and everything that came over it. */
export class JobSocket {
  readonly frames: Frame[] = []
  /** Set once the socket is closed, with why. */
  closed: { readonly code: number; readonly reason: string } | undefined
  readonly #socket: WebSocket

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.onmessage = ({ data }) => this.frames.push(frameIn(String(data)))
    socket.onclose = ({ code, reason }) => {
      this.closed = { code, reason }
    }
  }

  /** @throws Broken when there is no handshake within 5 s */
  static open(url: URL): Promise<JobSocket> {
    const socket = new WebSocket(url)
    const opened = new JobSocket(socket)
    return new Promise((resolve, reject) => {
      const refused = (why: string): void =>
        reject(new Broken(`The handshake with ${url.host}${url.pathname} does not succeed: ${why}.`))
      const timer = setTimeout(() => refused(`nothing came within ${HANDSHAKE / 1000} s`), HANDSHAKE)
      socket.onopen = () => {
        clearTimeout(timer)
        resolve(opened)
      }
      socket.onerror = () => {
        clearTimeout(timer)
        refused('it was refused')
      }
    })
  }

  send(message: unknown): void {
    this.#socket.send(JSON.stringify(message))
  }

  /** Waits for something to be so. @returns whether it came to be */
  async until(holds: () => boolean, within: number): Promise<boolean> {
    const end = performance.now() + within
    while (!holds() && performance.now() < end) await wait(POLL)
    return holds()
  }

  /** The first message of a type, or undefined when none came in time. */
  async heard(type: string, within: number): Promise<Frame | undefined> {
    const find = (): Frame | undefined => this.frames.find((frame) => frame.type === type)
    await this.until(() => find() !== undefined || this.closed !== undefined, within)
    return find()
  }

  /** What came, in one line for a report. */
  get told(): string {
    const types = this.frames.map(({ type }) => String(type)).join(', ')
    const end = this.closed === undefined ? 'still open' : `closed with ${this.closed.code}`
    return `${types === '' ? 'no message' : types}; ${end}`
  }

  close(): void {
    this.#socket.close()
  }
}

function frameIn(text: string): Frame {
  try {
    const value: unknown = JSON.parse(text)
    return member(value, 'type') === undefined ? { type: 'a message without a type' } : (value as Frame)
  } catch {
    return { type: 'a message that is no JSON' }
  }
}
