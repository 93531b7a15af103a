/** What stands in a signature header: `t=SECONDS,v1=HEX`, and a further `v1` for each secret while secrets change. */
export interface Signature {
  /** Seconds since the epoch. */
  readonly timestamp: number
  readonly candidates: readonly Uint8Array<ArrayBuffer>[]
}

/** Reads a signature header; nothing when it is none. Schemes other than `v1` are left out. */
export function parseSignature(header: string): Signature | undefined {
  let timestamp = Number.NaN
  const candidates: Uint8Array<ArrayBuffer>[] = []
  for (const part of header.split(',')) {
    const [name, value = ''] = part.trim().split('=')
    if (name === 't' && /^\d{1,12}$/.test(value)) timestamp = Number(value)
    if (name === 'v1' && /^[0-9a-f]{64}$/i.test(value)) candidates.push(bytesOf(value))
  }
  return Number.isNaN(timestamp) || candidates.length === 0 ? undefined : { timestamp, candidates }
}

/** What is signed: the time and the body, exactly as it came. */
export function signedContent(timestamp: number, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(`${timestamp}.`)
  const content = new Uint8Array(head.length + body.length)
  content.set(head)
  content.set(body, head.length)
  return content
}

/** The key of a secret, for HMAC with SHA-256. */
export function keyOf(secret: string, usage: 'sign' | 'verify'): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', new TextEncoder().encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    usage,
  ])
}

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(hex.length / 2)
  for (let index = 0; index < bytes.length; index++)
    bytes[index] = Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16)
  return bytes
}
