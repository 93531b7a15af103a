import { describe, expect, test } from 'vitest'
import { coreOf, get, HandClock, json, login, logout, problem, type Seen, serverOf, settled } from '../../test/stub.ts'
import type { ConcordOptions } from '../http/core.ts'
import { memorySession } from './memory-session.ts'
import type { SessionStore } from './session.ts'
import { claimsOf, type TokenPair, type Tokens } from './tokens.ts'

const minutes = 60_000

const pair = (number: number, expires_in = 1800): TokenPair & { token_type: string } => ({
  access_token: `access-${number}`,
  refresh_token: `refresh-${number}`,
  token_type: 'bearer',
  expires_in,
})

/** A platform whose newest token counts, and whose refresh tokens work once. */
function platform(options: { refresh?: (count: number) => Response | Promise<Response>; expires_in?: number } = {}) {
  let issued = 1
  let refreshes = 0
  const server = serverOf(async (request) => {
    if (request.url.endsWith('/auth/login')) return json(pair(issued, options.expires_in))
    if (request.url.endsWith('/auth/logout')) return new Response(null, { status: 204 })
    if (request.url.endsWith('/auth/refresh')) {
      const refused = await options.refresh?.(++refreshes)
      if (refused) return refused
      const { refresh_token } = request.body as { refresh_token: string }
      if (refresh_token !== `refresh-${issued}`) return problem(401, 'refresh_token_reused')
      issued++
      return json(pair(issued, options.expires_in))
    }
    const token = request.headers.authorization
    if (!token) return problem(401, 'token_missing')
    return token === `Bearer access-${issued}` ? json({ id: 1 }) : problem(401, 'token_expired')
  })
  const to = (path: string) => server.seen.filter(({ url }) => url.endsWith(path))
  return {
    ...server,
    refreshes: () => to('/auth/refresh').length,
    things: () => to('/things/1'),
    expire: () => issued++ && undefined,
    issued: () => issued,
  }
}

const authorization = ({ headers }: Seen) => headers.authorization

const signedIn = (server: { fetch: typeof fetch }, options: Partial<ConcordOptions> = {}, tokens: Tokens = pair(1)) =>
  coreOf(server, { session: memorySession(tokens), ...options })

describe('tokens', () => {
  test('come from the answer of a sign-in, and go into every later call that needs one', async () => {
    const server = platform()
    const core = coreOf(server, { session: memorySession() })
    await expect(get(core, 1)).rejects.toMatchObject({ code: 'token_missing' })
    await login(core, {})
    await expect(get(core, 1)).resolves.toEqual({ id: 1 })
    await login(core, {})
    expect(server.seen.map(authorization)).toEqual([undefined, undefined, 'Bearer access-1', undefined])
  })

  test('that the store cannot keep are an error of the sign-in', async () => {
    const store: SessionStore = { load: () => undefined, save: () => Promise.reject(new Error('disk full')) }
    await expect(login(coreOf(platform(), { session: store }), {})).rejects.toMatchObject({
      code: 'session',
      cause: { message: 'disk full' },
    })
  })

  test('are forgotten at sign-out', async () => {
    const events: object[] = []
    const server = platform()
    const core = signedIn(server, { onEvent: (event) => event.type.startsWith('session') && events.push(event) })
    await logout(core)
    await expect(get(core, 1)).rejects.toMatchObject({ code: 'token_missing' })
    expect(events).toEqual([{ type: 'session_ended', reason: 'signed_out' }])
  })

  test('are forgotten, too, when the server no longer knows them at sign-out', async () => {
    const store = memorySession(pair(1))
    const core = coreOf(
      serverOf(() => problem(401, 'token_missing')),
      { session: store },
    )
    await expect(logout(core)).rejects.toMatchObject({ code: 'token_missing' })
    expect(store.load()).toBeUndefined()
  })

  test('may be a string, and a call may bring its own', async () => {
    const server = serverOf(() => json({ id: 1 }))
    const core = coreOf(server, { session: 'fixed' })
    await get(core, 1)
    await get(core, 1, { headers: { Authorization: 'Bearer other' } })
    expect(server.seen.map(authorization)).toEqual(['Bearer fixed', 'Bearer other'])
  })

  test('may come from a function, which is asked again when one is refused', async () => {
    let given = 0
    const server = serverOf((_, count) => (count === 1 ? problem(401, 'token_expired') : json({ id: 1 })))
    await get(coreOf(server, { session: async () => `token-${++given}` }), 1)
    expect(server.seen.map(authorization)).toEqual(['Bearer token-1', 'Bearer token-2'])
  })

  test('that cannot be had reject the call', async () => {
    const session = () => Promise.reject(new Error('no keychain'))
    const call = get(
      coreOf(
        serverOf(() => json({ id: 1 })),
        { session },
      ),
      1,
    )
    await expect(call).rejects.toMatchObject({ code: 'session', cause: { message: 'no keychain' } })
  })
})

describe('refresh', () => {
  test('happens 5 minutes before the end, and not a millisecond sooner', async () => {
    const clock = new HandClock()
    const server = platform()
    const core = signedIn(server, { clock })
    await get(core, 1)
    await clock.advance(25 * minutes - 1)
    await get(core, 1)
    expect(server.refreshes()).toBe(0)
    await clock.advance(1)
    await get(core, 1)
    expect(server.refreshes()).toBe(1)
    expect(server.things().map(authorization)).toEqual(['Bearer access-1', 'Bearer access-1', 'Bearer access-2'])
  })

  test('happens at half the life of a token that lives shorter than 10 minutes', async () => {
    const clock = new HandClock()
    const server = platform({ expires_in: 60 })
    const core = signedIn(server, { clock }, pair(1, 60))
    await get(core, 1)
    await clock.advance(29_999)
    await get(core, 1)
    expect(server.refreshes()).toBe(0)
    await clock.advance(1)
    await get(core, 1)
    expect(server.refreshes()).toBe(1)
  })

  test.each([
    ['a year ahead', 365],
    ['a year behind', -365],
  ])('does not mind a clock that is %s', async (_, days) => {
    const issuedAt = Date.parse('2025-12-01T15:30:00Z') / 1000
    const token = (number: number) =>
      `e30.${btoa(JSON.stringify({ n: number, iat: issuedAt, exp: issuedAt + 1800 }))}.x`
    const clock = new HandClock(issuedAt * 1000 + days * 24 * 60 * minutes)
    const server = serverOf(({ url }) =>
      json(url.endsWith('refresh') ? { access_token: token(2), refresh_token: 'r2' } : { id: 1 }),
    )
    const core = coreOf(server, { clock, session: memorySession({ access_token: token(1), refresh_token: 'r1' }) })
    await get(core, 1)
    expect(server.seen).toHaveLength(1)
    await clock.advance(25 * minutes)
    await get(core, 1)
    expect(server.seen.map(({ url }) => url.endsWith('refresh'))).toEqual([false, true, false])
  })

  test('of 50 calls at once is one', async () => {
    const server = serverOf(async ({ url, headers }) => {
      await settled()
      if (url.endsWith('/auth/refresh')) return json(pair(2))
      return headers.authorization === 'Bearer access-2' ? json({ id: 1 }) : problem(401, 'token_expired')
    })
    const core = signedIn(server)
    await expect(Promise.all(Array.from({ length: 50 }, () => get(core, 1)))).resolves.toHaveLength(50)
    expect(server.seen.filter(({ url }) => url.endsWith('/auth/refresh'))).toHaveLength(1)
  })

  test('is not repeated for 20 stragglers that come back with the old token', async () => {
    let answer = () => {}
    const late = new Promise<void>((resolve) => {
      answer = resolve
    })
    const server = serverOf(async (request) => {
      if (request.url.endsWith('/auth/refresh')) return json(pair(2))
      if (request.headers.authorization === 'Bearer access-2') return json({ id: 1 })
      if (!request.url.endsWith('/1')) await late
      return problem(401, 'token_expired')
    })
    const core = signedIn(server)
    const stragglers = Array.from({ length: 20 }, () => get(core, 2))
    await settled()
    await get(core, 1)
    answer()
    await expect(Promise.all(stragglers)).resolves.toHaveLength(20)
    expect(server.seen.filter(({ url }) => url.endsWith('/auth/refresh'))).toHaveLength(1)
  })

  test.each(['token_expired', 'token_invalid'])('follows a 401 %s, and the call is repeated once', async (code) => {
    const server = serverOf(({ url, headers }) => {
      if (url.endsWith('/auth/refresh')) return json(pair(2))
      return headers.authorization === 'Bearer access-2' ? json({ id: 1 }) : problem(401, code)
    })
    await expect(get(signedIn(server), 1)).resolves.toEqual({ id: 1 })
    expect(server.seen).toHaveLength(3)
  })

  test('is tried once: a second 401 is thrown', async () => {
    const server = serverOf(({ url }) =>
      url.endsWith('/auth/refresh') ? json(pair(2)) : problem(401, 'token_invalid'),
    )
    await expect(get(signedIn(server), 1)).rejects.toMatchObject({ status: 401, code: 'token_invalid' })
    expect(server.seen).toHaveLength(3)
  })

  test('does not follow other answers with 401', async () => {
    const server = serverOf(() => problem(401, 'invalid_credentials'))
    await expect(get(signedIn(server), 1)).rejects.toMatchObject({ code: 'invalid_credentials' })
    expect(server.seen).toHaveLength(1)
  })

  test('that is refused ends the session, and the original error is thrown', async () => {
    const events: object[] = []
    const server = serverOf(({ url }) =>
      url.endsWith('/auth/refresh') ? problem(401, 'refresh_token_reused') : problem(401, 'token_expired'),
    )
    const store = memorySession(pair(1))
    const core = coreOf(server, {
      session: store,
      onEvent: (event) => event.type.startsWith('session') && events.push(event),
    })
    await expect(get(core, 1)).rejects.toMatchObject({ operation: 'things.get', code: 'token_expired' })
    expect(events).toEqual([{ type: 'session_ended', reason: 'refused' }])
    await expect(store.load()).toBeUndefined()
  })

  test('that fails early leaves the token that still works in use, and is not repeated for each call', async () => {
    const clock = new HandClock()
    const server = platform({ refresh: () => problem(503, 'down') })
    const core = signedIn(server, { clock })
    await get(core, 1)
    await clock.advance(26 * minutes)
    for (let count = 0; count < 5; count++) await expect(get(core, 1)).resolves.toEqual({ id: 1 })
    expect(server.refreshes()).toBe(1)
    await clock.advance(30_000)
    await get(core, 1)
    expect(server.refreshes()).toBe(2)
  })

  test.each([404, 429, 503])('that is answered with %d does not end the session', async (status) => {
    const store = memorySession(pair(1))
    const server = serverOf(({ url }) =>
      url.endsWith('/auth/refresh') ? problem(status, 'other') : problem(401, 'token_expired'),
    )
    await expect(get(coreOf(server, { session: store }), 1)).rejects.toMatchObject({
      code: 'session',
      cause: { status },
    })
    expect(store.load()).toMatchObject({ refresh_token: 'refresh-1' })
  })

  test('that the network keeps from happening does not end the session', async () => {
    const server = serverOf(({ url }) =>
      url.endsWith('/auth/refresh') ? Promise.reject(new TypeError('fetch failed')) : problem(401, 'token_expired'),
    )
    const store = memorySession(pair(1))
    await expect(get(coreOf(server, { session: store }), 1)).rejects.toMatchObject({
      code: 'session',
      cause: { code: 'network', operation: 'auth.refresh' },
    })
    expect(store.load()).toMatchObject({ refresh_token: 'refresh-1' })
    expect(server.seen.filter(({ url }) => url.endsWith('/auth/refresh'))).toHaveLength(1)
  })

  test('does not hold back a caller who gives up waiting', async () => {
    const server = platform({ refresh: () => new Promise<Response>(() => {}) })
    const core = signedIn(server)
    server.expire()
    const controller = new AbortController()
    const call = get(core, 1, { signal: controller.signal })
    await settled()
    controller.abort()
    await expect(call).rejects.toMatchObject({ code: 'aborted' })
  })

  test('does not bring back a session that was ended meanwhile', async () => {
    let answer = (_: Response) => {}
    const late = new Promise<Response>((resolve) => {
      answer = resolve
    })
    const store = memorySession(pair(1))
    const server = serverOf(({ url }) => (url.endsWith('/auth/refresh') ? late : problem(401, 'token_expired')))
    const core = coreOf(server, { session: store })
    const call = get(core, 1).result()
    await settled()
    await core.session.end()
    answer(json(pair(2)))
    await expect(call).resolves.toMatchObject({ ok: false, error: { code: 'token_expired' } })
    expect(store.load()).toBeUndefined()
  })
})

describe('a store that others share', () => {
  /** Two clients of one store, as two tabs are. */
  function shared() {
    const listeners = new Set<(tokens: Tokens | undefined) => void>()
    let tokens: Tokens | undefined = pair(1)
    let queue: Promise<unknown> = Promise.resolve()
    const store = (locks: boolean): SessionStore => ({
      load: async () => tokens,
      async save(saved) {
        tokens = saved
      },
      subscribe(changed) {
        listeners.add(changed)
        return () => listeners.delete(changed)
      },
      ...(locks && {
        lock<Value>(run: () => Promise<Value>): Promise<Value> {
          const turn = queue.then(run)
          queue = turn.catch(() => {})
          return turn
        },
      }),
    })
    return {
      store,
      tell() {
        for (const changed of listeners) changed(tokens)
      },
      set(saved: Tokens | undefined) {
        tokens = saved
      },
    }
  }

  test('is refreshed once when two tabs refresh at the same time', async () => {
    const server = serverOf(async ({ url, headers, body }) => {
      if (url.endsWith('/auth/refresh')) {
        await settled()
        return (body as { refresh_token: string }).refresh_token === 'refresh-1'
          ? json(pair(2))
          : problem(401, 'refresh_token_reused')
      }
      return headers.authorization === 'Bearer access-2' ? json({ id: 1 }) : problem(401, 'token_expired')
    })
    const { store } = shared()
    const [one, other] = [coreOf(server, { session: store(true) }), coreOf(server, { session: store(true) })]
    await expect(Promise.all([get(one, 1), get(other, 1)])).resolves.toEqual([{ id: 1 }, { id: 1 }])
    expect(server.seen.filter(({ url }) => url.endsWith('/auth/refresh'))).toHaveLength(1)
  })

  test('is read again before a refresh: what another tab got is used', async () => {
    const server = serverOf(({ url, headers }) => {
      if (url.endsWith('/auth/refresh')) return problem(401, 'refresh_token_reused')
      return headers.authorization === 'Bearer access-2' ? json({ id: 1 }) : problem(401, 'token_expired')
    })
    const { store, set } = shared()
    const core = coreOf(server, { session: store(false) })
    await core.session.token()
    set(pair(2))
    await expect(get(core, 1)).resolves.toEqual({ id: 1 })
  })

  test('tells of a sign-out elsewhere', async () => {
    const events: object[] = []
    const { store, set, tell } = shared()
    const core = coreOf(
      serverOf(() => json({})),
      { session: store(false), onEvent: (event) => events.push(event) },
    )
    await core.session.token()
    set(undefined)
    tell()
    expect(core.session.token()).toBeUndefined()
    expect(events).toEqual([{ type: 'session_ended', reason: 'elsewhere' }])
  })
})

test.each([
  ['a token', `e30.${btoa('{"user_id":7,"sub":"7"}')}.x`, { user_id: 7, sub: '7' }],
  ['a name in any alphabet', `e30.${Buffer.from('{"name":"Ada Łę"}').toString('base64url')}.x`, { name: 'Ada Łę' }],
  ['no token', 'opaque', undefined],
  ['nothing', '', undefined],
  ['a token without claims', `e30.${btoa('null')}.x`, undefined],
])('claims of %s', (_, token, wanted) => {
  expect(claimsOf(token)).toEqual(wanted)
})
