import { refresh } from '../generated/session.ts'
import type { Call } from '../http/call.ts'
import type { Core } from '../http/core.ts'
import { isApiError, SessionError } from '../http/errors.ts'
import { flag } from '../http/operation.ts'
import type { ApiRequest, Middleware } from '../http/request.ts'
import { kept, type TokenPair, type Tokens } from './tokens.ts'

/** Where the tokens of a session stay. Methods may be asynchronous. */
export interface SessionStore {
  load(): Tokens | undefined | Promise<Tokens | undefined>
  /** `undefined` means that the session is over. */
  save(tokens: Tokens | undefined): void | Promise<void>
  /** Tells when somebody else (another tab) saved. */
  subscribe?(changed: (tokens: Tokens | undefined) => void): () => void
  /** Runs something while nobody else who shares the store does. */
  lock?<Value>(run: () => Promise<Value>): Promise<Value>
}

/** A store that the client refreshes by itself, a token, or a function that gives one for each request. */
export type SessionOption = SessionStore | string | (() => string | undefined | Promise<string | undefined>)

/** Who the client is signed in as. */
export interface Session {
  /** The access token, refreshed ahead of its end; nothing when nobody is signed in. */
  token(): string | undefined | Promise<string | undefined>
  /** Another token than the one that was refused; nothing when there is none to be had. */
  renew(refused: string): Promise<string | undefined>
  /** Starts a session with tokens that were had elsewhere. Sign-in calls do it by themselves. */
  start(pair: TokenPair): Promise<void>
  /** Forgets the tokens. It does not sign out at the server. */
  end(): Promise<void>
}

/** Refreshed this long before the end of a token, or half its life before if it does not live that long. */
const ahead = 5 * 60_000
/** After an early refresh failed, the token that still works is used for this long before the next one. */
const pauseAfterFailure = 30_000

/** Makes the session of a client. */
export function createSession(option: SessionOption | undefined, core: () => Core): Session {
  if (option && typeof option === 'object') return storedSession(option, core)
  const give = typeof option === 'function' ? async () => option() : () => option
  return {
    token: give,
    renew: async () => give(),
    start: async () => {},
    end: async () => {},
  }
}

function storedSession(store: SessionStore, core: () => Core): Session {
  let tokens: Tokens | undefined
  let loading: Promise<void> | undefined
  let loaded = false
  let renewing: Promise<string | undefined> | undefined
  let notBefore = 0
  /** Counts sign-outs: a refresh that was under way must not bring a session back. */
  let ended = 0

  const read = async () => {
    const found = await store.load()
    // A known token keeps the end that was counted when it came.
    return found?.access_token === tokens?.access_token ? tokens : found && kept(found, core().clock.now())
  }

  const load = () => {
    loading ??= (async () => {
      try {
        const found = await read()
        // Who signed in meanwhile knows better.
        if (!loaded) tokens = found
        loaded = true
        store.subscribe?.((saved) => {
          if (tokens && !saved) core().onEvent?.({ type: 'session_ended', reason: 'elsewhere' })
          tokens = saved && kept(saved, core().clock.now())
        })
      } finally {
        loading = undefined
      }
    })()
    return loading
  }

  const end = async (reason: 'signed_out' | 'refused') => {
    ended++
    tokens = undefined
    loaded = true
    await store.save(undefined)
    core().onEvent?.({ type: 'session_ended', reason })
  }

  const start = async (pair: TokenPair, type: 'session_started' | 'session_refreshed') => {
    tokens = kept(pair, core().clock.now())
    loaded = true
    await store.save(tokens)
    core().onEvent?.({ type })
  }

  /** Asks for new tokens, unless somebody else already did. */
  const exchange = async (refused: string) => {
    const before = ended
    tokens = await read()
    if (!tokens || tokens.access_token !== refused || !tokens.refresh_token) return tokens?.access_token
    try {
      const pair = await refresh(core(), { refresh_token: tokens.refresh_token })
      if (before !== ended) return
      await start(pair, 'session_refreshed')
      return pair.access_token
    } catch (error) {
      // Only these say that the token itself is not taken. A wrong path or a full limiter says nothing of it.
      if (isApiError(error) && /^(400|401|403|422)$/.test(String(error.status))) {
        if (before === ended) await end('refused')
        return
      }
      throw error
    }
  }

  const renew = (refused: string): Promise<string | undefined> => {
    if (tokens && tokens.access_token !== refused) return Promise.resolve(tokens.access_token)
    const run = () => exchange(refused)
    renewing ??= (store.lock ? store.lock(run) : run()).finally(() => {
      renewing = undefined
    })
    return renewing
  }

  const current = (): string | undefined | Promise<string | undefined> => {
    if (!tokens?.refresh_token || tokens.expires_at === undefined) return tokens?.access_token
    const { access_token, expires_at, expires_in = 0 } = tokens
    const now = core().clock.now()
    if (now < expires_at - Math.min(ahead, expires_in * 500) || now < notBefore) return access_token
    return renew(access_token).then(
      (renewed) => renewed ?? access_token,
      () => {
        notBefore = now + pauseAfterFailure
        return access_token
      },
    )
  }

  return {
    token: () => (loaded ? current() : load().then(current)),
    renew,
    start: (pair) => start(pair, 'session_started'),
    end: () => end('signed_out'),
  }
}

/** Waits for something that other calls wait for too. */
function shared<Value>(call: Call, work: Promise<Value>): Promise<Value> {
  return call.wait((resolve, reject) => {
    work.then(resolve, (cause: unknown) => reject(new SessionError(call, cause)))
    return () => {}
  })
}

/** Gives a request its token, repeats it once when the token was refused, and follows what sign-in and sign-out calls do. */
export const withSession: Middleware = async (request, next) => {
  const { call, operation, headers } = request
  const { session } = call.core
  const { flags } = operation
  const withToken = (token: string): ApiRequest => ({
    ...request,
    headers: { ...headers, authorization: `Bearer ${token}` },
  })
  let token: string | undefined
  if (!(flags & flag.open || headers.authorization)) {
    const given = session.token()
    token = typeof given === 'object' ? await shared(call, given) : given
  }
  let reply = await next(token ? withToken(token) : request)
  if (
    reply.status === 401 &&
    token &&
    /^token_(expired|invalid)$/.test(String((reply.body as { code?: unknown } | undefined)?.code))
  ) {
    const renewed = await shared(call, session.renew(token))
    if (renewed && renewed !== token) reply = await next(withToken(renewed))
  }
  const { status } = reply
  if (flags & flag.signsIn && status < 300) await shared(call, session.start(reply.body as TokenPair))
  if (flags & flag.signsOut && (status < 300 || status === 401)) await shared(call, session.end())
  return reply
}
