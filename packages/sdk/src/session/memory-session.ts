import type { SessionStore } from './session.ts'
import type { TokenPair, Tokens } from './tokens.ts'

/**
 * Keeps the tokens in memory: for servers, scripts and tests. One for each user; a server makes one for each request.
 *
 * @param signedIn What to begin with; nobody is signed in when absent.
 * @example
 * const concord = new Concord({ baseUrl, session: memorySession() })
 * await concord.auth.login({ email, password })
 */
export function memorySession(signedIn?: TokenPair): SessionStore {
  let tokens: Tokens | undefined = signedIn
  return {
    load: () => tokens,
    save(saved) {
      tokens = saved
    },
  }
}
