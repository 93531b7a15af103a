/** Where a session can stay, for those who use the plain functions: `@concord/sdk/session`. */
export { type BrowserSessionOptions, browserSession } from './browser-session.ts'
export { memorySession } from './memory-session.ts'
export type { SessionStore } from './session.ts'
export { claimsOf, type TokenPair, type Tokens } from './tokens.ts'
