import type { IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'

/** What a backend does wrong on its sockets. */
export interface SocketFault {
  /** It knows no sockets and answers a handshake like anything else. */
  readonly refuse?: boolean
  /** What it tells whoever comes. */
  readonly greeting?: unknown
  /** What is sent in the place of a message. Default: the message. */
  frame?(frame: Record<string, unknown>): readonly unknown[]
  /** With what it closes in the place of this code; undefined: it does not close. Default: the code. */
  close?(code: number): number | undefined
}

const TEXT = 1
const CLOSE = 8

/** Lets a socket through to the sandbox, and changes what the sandbox says on it. */
export function throughSocket(
  sandbox: URL,
  path: string,
  incoming: IncomingMessage,
  client: Socket,
  fault: SocketFault,
): void {
  if (fault.refuse === true) {
    client.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}')
    return
  }
  const backend = connect(Number(sandbox.port), sandbox.hostname)
  // Without compression a message can be read and written as it is.
  const { 'sec-websocket-extensions': _gone, ...headers } = { ...incoming.headers, host: sandbox.host }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  backend.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`)
  client.pipe(backend)
  let bytes = Buffer.alloc(0)
  let open = false
  backend.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk])
    if (!open) {
      const end = bytes.indexOf('\r\n\r\n')
      if (end === -1) return
      open = true
      client.write(bytes.subarray(0, end + 4))
      bytes = bytes.subarray(end + 4)
      if (fault.greeting !== undefined) client.write(wire(TEXT, Buffer.from(JSON.stringify(fault.greeting))))
    }
    for (let frame = next(bytes); frame !== undefined; frame = next(bytes)) {
      bytes = bytes.subarray(frame.length)
      for (const changed of passed(frame, fault)) client.write(changed)
    }
  })
  for (const [one, other] of [
    [client, backend],
    [backend, client],
  ] as const) {
    one.on('error', () => other.destroy())
    one.on('close', () => other.destroy())
  }
}

interface WireFrame {
  readonly opcode: number
  readonly content: Buffer
  readonly length: number
  readonly raw: Buffer
}

/** A whole frame of a server, which masks nothing. */
function next(bytes: Buffer): WireFrame | undefined {
  if (bytes.length < 2) return undefined
  const short = bytes.readUInt8(1) & 0x7f
  const head = short < 126 ? 2 : short === 126 ? 4 : 10
  if (bytes.length < head) return undefined
  const size = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
  const length = head + size
  if (bytes.length < length) return undefined
  return {
    opcode: bytes.readUInt8(0) & 0x0f,
    content: bytes.subarray(head, length),
    length,
    raw: bytes.subarray(0, length),
  }
}

function passed({ opcode, content, raw }: WireFrame, fault: SocketFault): readonly Buffer[] {
  if (opcode === TEXT && fault.frame !== undefined) {
    return fault.frame(JSON.parse(content.toString())).map((frame) => wire(TEXT, Buffer.from(JSON.stringify(frame))))
  }
  if (opcode === CLOSE && fault.close !== undefined) {
    const code = fault.close(content.length >= 2 ? content.readUInt16BE(0) : 1005)
    if (code === undefined) return []
    const said = Buffer.alloc(2)
    said.writeUInt16BE(code)
    return [wire(CLOSE, said)]
  }
  return [raw]
}

function wire(opcode: number, content: Buffer): Buffer {
  const head =
    content.length < 126 ? Buffer.from([0x80 | opcode, content.length]) : Buffer.from([0x80 | opcode, 126, 0, 0])
  if (content.length >= 126) head.writeUInt16BE(content.length, 2)
  return Buffer.concat([head, content])
}
