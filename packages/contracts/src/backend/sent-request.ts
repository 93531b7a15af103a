/** A request as it left for the backend. */
export interface SentRequest {
  readonly method: string
  /** At the backend itself. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** An answer as the backend gave it. */
export interface ReceivedResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

const UNINTERESTING = new Set([
  'host',
  'connection',
  'content-length',
  'accept-encoding',
  'user-agent',
  'transfer-encoding',
])

/**
 * A line for a POSIX shell that sends a request again.
 *
 * @example
 * curlOf(sent) // curl -i -X POST 'http://localhost:8000/api/v1/documents' -H 'content-type: application/json' -d '{"title":""}'
 */
export function curlOf({ method, url, headers, body }: SentRequest): string {
  const shown = Object.entries(headers).filter(
    ([name, value]) => !UNINTERESTING.has(name) && !(name === 'accept' && value === '*/*'),
  )
  return [
    'curl -i',
    ...(method === 'GET' ? [] : [`-X ${method}`]),
    quoted(url),
    ...shown.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body.length > 0 ? [`-d ${quoted(body.toString())}`] : []),
  ].join(' ')
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
