import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'

/** What a backend does with a webhook: a status, a redirect, no answer at all, or an answer when it is told to. */
export type Reaction = number | 'redirect' | 'hang' | 'break' | 'hold'

/** A real backend on a real port that does as it is told. */
export interface Receiver {
  readonly url: string
  readonly received: { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string }[]
  /** Answers what was held. */
  release(): void
  /** Resolves when so many have arrived. */
  arrived(count: number): Promise<void>
  close(): Promise<void>
}

/** @param reactions one for each request; the last one for all that follow */
export async function startReceiver(...reactions: readonly [Reaction, ...Reaction[]]): Promise<Receiver> {
  const received: Receiver['received'] = []
  const held: ServerResponse[] = []
  const waiting: { count: number; resolve: () => void }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (part: string) => {
      body += part
    })
    request.on('end', () => {
      const reaction = reactions[Math.min(received.length, reactions.length - 1)] as Reaction
      received.push({ path: request.url ?? '', headers: request.headers, body })
      if (typeof reaction === 'number') response.writeHead(reaction).end()
      else if (reaction === 'redirect') response.writeHead(302, { location: '/elsewhere' }).end()
      else if (reaction === 'break') request.socket.destroy()
      else if (reaction === 'hold') held.push(response)
      for (const { count, resolve } of waiting) if (received.length >= count) resolve()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hook`,
    received,
    release: () => {
      for (const response of held.splice(0)) response.end()
    },
    arrived: (count) =>
      new Promise((resolve) => {
        if (received.length >= count) resolve()
        else waiting.push({ count, resolve })
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
