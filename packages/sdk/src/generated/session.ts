// Generated from specs/* by npm run generate; do not edit.

import type { Core } from '../http/core.ts'
import type { TokenPair } from '../session/tokens.ts'
import { operation } from '../http/execute.ts'

/** Trade a refresh token for new tokens. */
export const refresh: (core: Core, body: { readonly refresh_token: string }) => Promise<TokenPair> =
  /* @__PURE__ */ operation('auth.refresh', 'POST', '/api/v1/auth/refresh', 9)
