import { request as ask, createServer } from 'node:http'
import type { Socket } from 'node:net'
import { type Loopback, listen } from '../loopback.ts'
import { type SocketFault, throughSocket } from './faulty-sockets.ts'

/** A request on its way to the sandbox. */
export interface Asked {
  readonly method: string
  /** With the query, without the world. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** An answer on its way back. */
export interface Given {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** One thing that a backend gets wrong: what it does with a request instead of, or beside, what the sandbox does with it. */
export type Fault = (asked: Asked, forward: (asked: Asked) => Promise<Given>) => Promise<Given>

/** A backend that is the sandbox but for one fault: it stands in front of one of its worlds and breaks exactly one thing. */
export async function faultyBackend(
  sandbox: string,
  fault: Fault = (asked, forward) => forward(asked),
  sockets: SocketFault = {},
): Promise<Loopback> {
  const { pathname } = new URL(sandbox)
  const prefix = pathname.replace(/\/$/, '')
  const server = createServer(async (incoming, answer) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const asked: Asked = {
      method: incoming.method ?? 'GET',
      path: incoming.url ?? '/',
      headers: flat(incoming.headers),
      body: Buffer.concat(chunks),
    }
    try {
      const given = await fault(asked, (changed) => forward(new URL(sandbox), prefix, changed))
      answer.writeHead(given.status, given.headers).end(given.body)
    } catch {
      answer.destroy()
    }
  })
  server.on('upgrade', (request, socket: Socket) =>
    throughSocket(new URL(sandbox), prefix + request.url, request, socket, sockets),
  )
  return listen(server)
}

function forward({ hostname, port, host }: URL, prefix: string, asked: Asked): Promise<Given> {
  const {
    connection: _connection,
    'content-length': _length,
    'transfer-encoding': _chunked,
    ...headers
  } = asked.headers
  return new Promise((resolve, reject) => {
    const outgoing = ask(
      {
        hostname,
        port,
        method: asked.method,
        path: prefix + asked.path,
        headers: { ...headers, host, ...(asked.body.length > 0 && { 'content-length': asked.body.length }) },
      },
      async (response) => {
        const chunks: Buffer[] = []
        for await (const chunk of response) chunks.push(chunk as Buffer)
        const {
          'content-length': _was,
          'transfer-encoding': _how,
          connection: _kept,
          ...passed
        } = flat(response.headers)
        resolve({ status: response.statusCode ?? 502, headers: passed, body: Buffer.concat(chunks) })
      },
    )
    outgoing.on('error', reject)
    outgoing.end(asked.body)
  })
}

const flat = (headers: NodeJS.Dict<string | string[]>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))

/** The JSON of a request or an answer. */
export const jsonOf = ({ body }: { readonly body: Buffer }): Record<string, unknown> =>
  body.length === 0 ? {} : JSON.parse(body.toString())

/** An answer of its own. */
export const answer = (status: number, body?: unknown, headers: Record<string, string> = {}): Given => ({
  status,
  headers: {
    ...(body !== undefined && { 'content-type': 'application/json' }),
    'x-request-id': 'req_faulty',
    ...headers,
  },
  body: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
})

/** A problem of its own. */
export const problem = (status: number, code: string): Given =>
  answer(status, {
    type: `/problems/${code}`,
    title: code,
    status,
    detail: `It is ${code}.`,
    code,
    request_id: 'req_faulty',
  })

/** The answer with other JSON. */
export const withJson = <Body = Record<string, unknown>>(given: Given, change: (body: Body) => unknown): Given => ({
  ...given,
  body: Buffer.from(JSON.stringify(change(JSON.parse(given.body.toString() || '{}')))),
})

/** A success with other fields in its body; anything else as it is. */
export const withFields = <Body extends object = Record<string, unknown>>(
  given: Given,
  change: (body: Body) => object,
): Given => (given.status === 200 ? withJson(given, (body: Body) => ({ ...body, ...change(body) })) : given)

/** A fault of the answers to one method and path. */
export const onAnswer =
  (method: string, path: RegExp, change: (given: Given, asked: Asked) => Given | Promise<Given>): Fault =>
  async (asked, forward) => {
    const given = await forward(asked)
    return asked.method === method && path.test(asked.path) ? change(given, asked) : given
  }

/** A fault of the requests to one method and path. */
export const onRequest =
  (
    method: string,
    path: RegExp,
    instead: (asked: Asked, forward: (asked: Asked) => Promise<Given>) => Promise<Given>,
  ): Fault =>
  (asked, forward) =>
    asked.method === method && path.test(asked.path) ? instead(asked, forward) : forward(asked)
