import type { SandboxRequest } from '../engine/call.ts'
import { isGoodKey } from './api-keys.ts'

/** An app, as it says who it is. */
export interface OAuthClient {
  readonly id: string
  /** Empty for one that has none and proves itself by a verifier. */
  readonly secret: string
}

/** The token of a bearer header. */
export const bearerOf = ({ headers }: SandboxRequest): string | undefined =>
  /^bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1]

/** A client says who it is by basic authentication or in the form; nothing where it does not, or is refused. */
export function clientOf(
  { headers }: SandboxRequest,
  form: { readonly client_id?: string; readonly client_secret?: string },
): OAuthClient | undefined {
  const basic = /^basic +(\S+) *$/i.exec(headers.authorization ?? '')?.[1]
  const [id = '', secret = ''] = basic === undefined ? [form.client_id, form.client_secret] : decoded(basic)
  return id === '' || !isGoodKey(id) || !isGoodKey(secret) ? undefined : { id, secret }
}

/** The address at which an app gets its answer. */
export function answerAddress(redirectUri: string, answer: Record<string, string>, state: string | undefined): string {
  const query = new URLSearchParams({ ...answer, ...(state !== undefined && { state }) })
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${query}`
}

function decoded(credentials: string): string[] {
  try {
    return atob(credentials).split(':', 2).map(decodeURIComponent)
  } catch {
    return []
  }
}
