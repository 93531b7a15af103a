import { member } from '../backend/http-text.ts'
import { filled } from '../service/request-of.ts'

/** How a client comes to hear a frame; `${name}` stands for a value that a provider state returned. */
export interface SocketPlan {
  readonly url: string
  readonly send?: unknown
}

/** A frame that came over a real socket, and how it came to be. */
export interface HeardFrame {
  readonly type: string
  readonly frame: unknown
  /** What the provider states returned under which it was heard. */
  readonly values: Readonly<Record<string, unknown>>
  /** From when somebody began to listen until it came. */
  readonly milliseconds: number
}

/** How long a frame may take: twice the longest silence that a heartbeat allows, and some. */
const PATIENCE = 30_000
const HANDSHAKE = 5000

const inAddress = (value: unknown): string => encodeURIComponent(String(value))

/**
 * Opens a real socket to the backend and waits for the first frame of a type.
 *
 * @param values what the provider states of the interaction returned
 * @throws Error that says what came in its place
 */
export function hearFrame(
  backend: URL,
  plan: SocketPlan,
  type: string,
  values: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const address = new URL(backend.href.replace(/\/$/, '') + String(filled(plan.url, values, inAddress)))
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  const heard: string[] = []
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address)
    const end = (settle: () => void): void => {
      clearTimeout(timer)
      clearTimeout(handshake)
      socket.onclose = null
      socket.close()
      settle()
    }
    const fail = (what: string): void => {
      const came = heard.length === 0 ? 'nothing came' : `what came: ${[...new Set(heard)].join(', ')}`
      end(() => reject(new Error(`No ${type} on ${address.host}${address.pathname}: ${what}; ${came}.`)))
    }
    const timer = setTimeout(() => fail(`${PATIENCE / 1000} s have passed`), PATIENCE)
    const handshake = setTimeout(() => fail(`no handshake within ${HANDSHAKE / 1000} s`), HANDSHAKE)
    socket.onopen = () => {
      clearTimeout(handshake)
      if (plan.send !== undefined) socket.send(JSON.stringify(filled(plan.send, values)))
    }
    socket.onmessage = ({ data }) => {
      const frame = parsed(data)
      const said = member(frame, 'type')
      heard.push(typeof said === 'string' ? said : 'a frame without a type')
      if (said === type) end(() => resolve(frame))
    }
    socket.onclose = ({ code, reason }) =>
      fail(`the socket was closed with ${code}${reason === '' ? '' : ` (${reason})`}`)
  })
}

function parsed(data: unknown): unknown {
  try {
    return JSON.parse(String(data))
  } catch {
    return undefined
  }
}
