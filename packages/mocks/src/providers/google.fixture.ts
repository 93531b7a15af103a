import { OAuth2Client } from 'google-auth-library'
import { expect } from 'vitest'

export const redirectUri = 'http://localhost:3000/callback'

/** A sandbox on a port, and Google's own client pointed at it by its ordinary settings. */
export class GoogleAtPort {
  readonly base: string

  /** @param url of the sandbox */
  constructor(url: string) {
    this.base = `${url}/providers/google`
  }

  client(clientId = 'concord'): OAuth2Client {
    return new OAuth2Client({
      clientId,
      clientSecret: 'secret',
      redirectUri,
      endpoints: {
        oauth2AuthBaseUrl: `${this.base}/o/oauth2/v2/auth`,
        oauth2TokenUrl: `${this.base}/token`,
        oauth2RevokeUrl: `${this.base}/revoke`,
        tokenInfoUrl: `${this.base}/tokeninfo`,
        oauth2FederatedSignonPemCertsUrl: `${this.base}/oauth2/v1/certs`,
        oauth2FederatedSignonJwkCertsUrl: `${this.base}/oauth2/v3/certs`,
      },
    })
  }

  /** What the browser comes back with from the consent page. */
  async consent(google: OAuth2Client, more: object = {}, answer: 'agree' | 'deny' = 'agree'): Promise<URLSearchParams> {
    const scope = ['openid', 'email', 'https://www.googleapis.com/auth/tasks']
    const asked = { access_type: 'offline', scope, state: 's1', login_hint: 'bob@example.test', ...more }
    const page = google.generateAuthUrl(asked)
    expect(await (await fetch(page)).text()).toContain('Sign in with Google')
    const back = await fetch(`${page}&answer=${answer}`, { redirect: 'manual' })
    expect(back.headers.get('location')).toMatch(/^http:\/\/localhost:3000\/callback\?/)
    return new URL(back.headers.get('location') ?? '').searchParams
  }

  async code(google: OAuth2Client, more: object = {}): Promise<string> {
    return (await this.consent(google, more)).get('code') ?? ''
  }

  async signedIn(email = 'bob@example.test'): Promise<OAuth2Client> {
    const google = this.client()
    const { tokens } = await google.getToken(await this.code(google, { login_hint: email }))
    google.setCredentials(tokens)
    return google
  }
}
