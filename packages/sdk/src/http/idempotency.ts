/** A key that no other call has. Pages without TLS have no `randomUUID`, but they have random numbers. */
export function newKey(): string {
  return (
    crypto.randomUUID?.() ??
    Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-')
  )
}
