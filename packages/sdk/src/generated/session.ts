import type { Core } from '../http/core.ts'
import { type ApiPromise, operation } from '../http/execute.ts'
import type { TokenPair } from '../session/tokens.ts'

/** Refreshes the tokens of a session; `auth.refresh`. */
export const refresh: (core: Core, body: { refresh_token: string }) => ApiPromise<TokenPair> = /* @__PURE__ */ operation('auth.refresh', 'POST', '/api/v1/auth/refresh', 9)
