import type { SessionStore } from './session.ts'
import type { Tokens } from './tokens.ts'

/** Where a browser session stays. */
export interface BrowserSessionOptions {
  /** Name in the storage; sessions with different names do not know each other. */
  readonly key?: string
  /** `localStorage` when absent. With `sessionStorage` every tab signs in for itself. */
  readonly storage?: Storage
}

/**
 * Keeps the tokens in the browser's storage, for all tabs of an origin: one signs in, all are; one refreshes, all use what it got. Where the
 * browser has Web Locks, two tabs never refresh at once. What is stored can be read by every script of the page: where that is too much,
 * use `memorySession()`.
 *
 * @example
 * const concord = new Concord({ baseUrl, session: browserSession() })
 */
export function browserSession({
  key = 'concord.session',
  storage = localStorage,
}: BrowserSessionOptions = {}): SessionStore {
  const parse = (text: string | null): Tokens | undefined => {
    try {
      const found: Partial<Tokens> | null = JSON.parse(text ?? 'null')
      return typeof found?.access_token === 'string' ? { ...found, access_token: found.access_token } : undefined
    } catch {
      return
    }
  }
  return {
    load: () => parse(storage.getItem(key)),
    save(tokens) {
      try {
        if (tokens) storage.setItem(key, JSON.stringify(tokens))
        else storage.removeItem(key)
      } catch {
        // The storage is full or forbidden: this page stays signed in, others are not.
      }
    },
    subscribe(changed) {
      const hear = (event: StorageEvent) => {
        // A null key means that the whole storage was cleared.
        if (event.storageArea === storage && (event.key === key || event.key === null))
          changed(parse(storage.getItem(key)))
      }
      addEventListener('storage', hear)
      return () => removeEventListener('storage', hear)
    },
    lock: (run) => (globalThis.navigator?.locks ? navigator.locks.request(key, run) : run()),
  }
}
