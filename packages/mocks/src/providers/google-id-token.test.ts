import { createPublicKey, verify, X509Certificate } from 'node:crypto'
import { CodeChallengeMethod } from 'google-auth-library'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../adapters/server.ts'
import { GoogleAtPort, redirectUri } from './google.fixture.ts'
import { certificate, jsonWebKey } from './google-certificates.ts'
import { signature } from './google-test-key.ts'

let server: RunningServer
let at: GoogleAtPort
beforeAll(async () => {
  server = await startServer({ port: 0, paused: true })
  at = new GoogleAtPort(server.url)
})
afterAll(() => server.close())

async function idToken(more: object = {}): Promise<string> {
  const google = at.client()
  return (await google.getToken(await at.code(google, more))).tokens.id_token ?? ''
}

describe('an ID token', () => {
  test("is one that Google's own client verifies", async () => {
    const ticket = await at.client().verifyIdToken({ idToken: await idToken({ nonce: 'n1' }), audience: 'concord' })
    expect(ticket.getPayload()).toMatchObject({
      iss: 'https://accounts.google.com',
      email: 'bob@example.test',
      email_verified: true,
      nonce: 'n1',
      at_hash: expect.stringMatching(/^[\w-]{22}$/),
    })
    expect(ticket.getEnvelope()).toEqual({ alg: 'RS256', kid: 'concord-test-key', typ: 'JWT' })
  })

  test('comes with a refreshed access token too', async () => {
    const google = await at.signedIn()
    const { credentials } = await google.refreshAccessToken()
    const ticket = await google.verifyIdToken({ idToken: credentials.id_token ?? '', audience: 'concord' })
    expect(ticket.getPayload()?.email).toBe('bob@example.test')
  })

  test.each<[what: string, change: (parts: string[]) => string[], audience: string]>([
    [
      'other claims',
      ([head = '', , sign = '']) => [head, btoa('{"iss":"https://accounts.google.com"}'), sign],
      'concord',
    ],
    ['another signature', ([head = '', claims = '', sign = '']) => [head, claims, `AAAA${sign.slice(4)}`], 'concord'],
    ['another key', ([, claims = '', sign = '']) => [btoa('{"alg":"RS256","kid":"other"}'), claims, sign], 'concord'],
    ['the name of another client', (parts) => parts, 'somebody-else'],
  ])('with %s is refused', async (_what, change, audience) => {
    const forged = change((await idToken()).split('.')).join('.')
    await expect(at.client().verifyIdToken({ idToken: forged, audience })).rejects.toThrow()
  })
})

describe('the key', () => {
  const asKey = createPublicKey({ key: jsonWebKey(), format: 'jwk' })
  const bytes = new TextEncoder().encode('Bees')

  test('is a sound one of 2048 bits', () => {
    expect(asKey.asymmetricKeyDetails).toMatchObject({ modulusLength: 2048, publicExponent: 65537n })
    expect(verify('sha256', bytes, asKey, signature(bytes))).toBe(true)
    expect(verify('sha256', new TextEncoder().encode('Wasps'), asKey, signature(bytes))).toBe(false)
  })

  test('is the same in its certificate, which it signed', () => {
    const read = new X509Certificate(certificate())
    expect(read.verify(asKey)).toBe(true)
    expect(read.publicKey.equals(asKey)).toBe(true)
    expect(read.subject).toBe('CN=Concord sandbox')
  })

  test('stands where Google has its keys, in both forms, to be kept for hours', async () => {
    const keys = await fetch(`${at.base}/oauth2/v3/certs`)
    expect(await keys.json()).toEqual({ keys: [jsonWebKey()] })
    expect(keys.headers.get('cache-control')).toMatch(/max-age=\d{5}/)
    expect(await (await fetch(`${at.base}/oauth2/v1/certs`)).json()).toEqual({ 'concord-test-key': certificate() })
  })
})

describe('PKCE', () => {
  const exchange = async (asked: 'S256' | 'plain' | undefined, given: (right: string) => string | undefined) => {
    const google = at.client()
    const { codeVerifier, codeChallenge = '' } = await google.generateCodeVerifierAsync()
    const method = asked === 'plain' ? CodeChallengeMethod.Plain : CodeChallengeMethod.S256
    const promise = asked === 'plain' ? codeVerifier.slice(0, 43) : codeChallenge
    const more = asked === undefined ? {} : { code_challenge_method: method, code_challenge: promise }
    const verifier = given(asked === 'plain' ? promise : codeVerifier)
    const code = await at.code(google, more)
    const options = { code, redirect_uri: redirectUri, ...(verifier !== undefined && { codeVerifier: verifier }) }
    return google.getToken(options)
  }

  test.each(['S256', 'plain'] as const)('lets in who keeps a promise by %s', async (method) => {
    expect((await exchange(method, (right) => right)).tokens.access_token).toMatch(/^ya29\./)
  })

  test.each([
    ['another verifier', 'S256', (right: string) => `${right.slice(1)}x`, 'Invalid code verifier.'],
    ['another plain verifier', 'plain', (right: string) => `${right.slice(1)}x`, 'Invalid code verifier.'],
    ['no verifier', 'S256', () => undefined, 'Missing code verifier.'],
    ['a verifier without a promise', undefined, (right: string) => right, 'code_verifier or verifier is not needed.'],
  ] as const)('refuses %s', async (_what, method, given, words) => {
    await expect(exchange(method, given)).rejects.toMatchObject({
      response: { status: 400, data: { error: 'invalid_grant', error_description: words } },
    })
  })
})
