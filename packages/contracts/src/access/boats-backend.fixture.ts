import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a backend of a few lines may get wrong about who calls it. */
export type BoatFault =
  | 'needs no token'
  | 'takes any text for a token'
  | 'takes a token without a signature'
  | 'does not look at the signature'
  | 'takes a refresh token'
  | 'does not look at the expiry'
  | 'does not look at the owner'
  | 'hides the boat of another user'
  | 'sinks first and asks then'
  | 'fails for everybody'
  | 'forgets the request id'

interface Claims {
  readonly user_id: number
  readonly type: string
  readonly exp: number
}

const SECRET = 'of the boats'
const problemBody = (code: string) => ({ code })
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const sign = (text: string) => createHmac('sha256', SECRET).update(text).digest('base64url')

function token(userId: number, type: string, seconds: number): string {
  const claims: Claims = { user_id: userId, type, exp: Date.now() / 1000 + seconds }
  const text = `${encode({ alg: 'HS256' })}.${encode(claims)}`
  return `${text}.${sign(text)}`
}

/** A backend with boats that belong to users; it is taken down with `close`. */
export async function startBoats(fault?: BoatFault): Promise<{
  readonly baseUrl: string
  readonly statesUrl: string
  close(): Promise<void>
}> {
  const boats = new Map<number, number>()
  let users = 0
  const states: Readonly<Record<string, () => object>> = {
    'a signed-in user': () => {
      users += 1
      return { user_id: users, access_token: token(users, 'access', 900), refresh_token: token(users, 'refresh', 900) }
    },
    'an expired access token': () => {
      users += 1
      return { user_id: users, access_token: token(users, 'access', -1) }
    },
    'a boat': () => {
      boats.set(7, users)
      return { boat_id: 7 }
    },
  }

  const callerOf = ({ headers }: IncomingMessage): number | 'token_missing' | 'token_invalid' | 'token_expired' => {
    const sent = headers.authorization?.slice('Bearer '.length)
    if (sent === undefined) return fault === 'needs no token' ? (boats.get(7) ?? 0) : 'token_missing'
    const [header = '', payload = '', signature] = sent.split('.')
    if (payload === '') return fault === 'takes any text for a token' ? (boats.get(7) ?? 0) : 'token_invalid'
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims
    const unsigned = JSON.parse(Buffer.from(header, 'base64url').toString()).alg === 'none'
    const trusted = unsigned
      ? fault === 'takes a token without a signature'
      : signature === sign(`${header}.${payload}`) || fault === 'does not look at the signature'
    if (!trusted || (claims.type !== 'access' && fault !== 'takes a refresh token')) return 'token_invalid'
    if (claims.exp < Date.now() / 1000 && fault !== 'does not look at the expiry') return 'token_expired'
    return claims.user_id
  }

  const sink = (request: IncomingMessage): readonly [status: number, body: unknown] => {
    if (fault === 'fails for everybody') return [500, problemBody('internal_error')]
    const owner = boats.get(7)
    if (fault === 'sinks first and asks then') boats.delete(7)
    const caller = callerOf(request)
    if (typeof caller === 'string') return [401, problemBody(caller)]
    if (owner === undefined) return [404, problemBody('boat_not_found')]
    if (caller !== owner && fault === 'hides the boat of another user') return [404, problemBody('boat_not_found')]
    if (caller !== owner && fault !== 'does not look at the owner') return [403, problemBody('not_authorized')]
    boats.delete(7)
    return [204, undefined]
  }

  const server = createServer(async (request, response) => {
    const send = (status: number, body: unknown) =>
      response
        .writeHead(status, {
          'content-type': 'application/json',
          ...(fault !== 'forgets the request id' && { 'x-request-id': 'of-a-boat' }),
        })
        .end(body === undefined ? undefined : JSON.stringify(body))
    if (request.url === '/states' && request.method === 'GET') {
      return send(200, { items: Object.keys(states).map((name) => ({ name })) })
    }
    if (request.url === '/states') {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const { action, state } = JSON.parse(Buffer.concat(chunks).toString())
      if (action === 'teardown') boats.clear()
      return send(200, action === 'setup' ? (states[String(state)]?.() ?? {}) : {})
    }
    if (request.url === '/boats/7') return send(...sink(request))
    return send(404, problemBody('not_found'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    baseUrl,
    statesUrl: `${baseUrl}/states`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
