import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'

/** Answers with JSON. */
export function end(answer: ServerResponse, status: number, body: unknown): void {
  answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** A whole body. */
export async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** Headers with one text each. */
export function flat(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  )
}

/** The object that a text is as JSON; undefined when it is none. */
export function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

/** What a problem+json body says: `document_not_found, "There is no document with this id."` */
export function problemIn(body: Buffer): string | undefined {
  const problem = parsed(body.toString())
  if (problem === undefined) return undefined
  const { code, detail } = problem
  const said = typeof detail === 'string' ? `"${detail}"` : undefined
  if (typeof code !== 'string') return said
  return said === undefined ? code : `${code}, ${said}`
}

/** What went wrong, in the words of the system where there are some. */
export function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (!(cause instanceof Error)) return String(cause)
  return cause.message === '' && 'code' in cause ? String(cause.code) : cause.message
}

/** A member of what may be an object. */
export function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}
