/** A request that a provider must refuse, and how: status and body. */
export type Refused = [
  what: string,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array | undefined,
  status: number,
  want: unknown,
]

export const json = { 'content-type': 'application/json' }
export const form = { 'content-type': 'application/x-www-form-urlencoded' }

/** More than the sandbox takes. */
export const elevenMegabytes = new Uint8Array(11 << 20).fill(0x20)

/** What comes back over a real port: JSON where it says so, else text. */
export async function sent(
  base: string,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: string | Uint8Array,
): Promise<readonly [status: number, body: unknown]> {
  const content = body instanceof Uint8Array ? new Uint8Array(body) : body
  const answer = await fetch(`${base}${path}`, { method, headers, ...(content !== undefined && { body: content }) })
  const isJson = answer.headers.get('content-type')?.startsWith('application/json') === true
  return [answer.status, isJson ? await answer.json() : await answer.text()]
}
