import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { signPayload } from './sign.ts'
import { verify } from './verify.ts'

const secret = 'whsec_new'
const seconds = 1_764_603_060
const now = seconds * 1000
const body = JSON.stringify({ id: 'evt_1', type: 'payment_intent.succeeded', data: { object: { name: 'Zoë' } } })
const hmac = (text: string, key = secret, at = seconds) =>
  createHmac('sha256', key).update(`${at}.${text}`).digest('hex')
const header = `t=${seconds},v1=${hmac(body)}`

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'believed',
    (error: { code?: string; name: string }) => error.code ?? error.name,
  )

describe('believed', () => {
  test.each([
    ['text', body],
    ['bytes', new TextEncoder().encode(body)],
    ['a buffer', new TextEncoder().encode(body).buffer],
  ])('a body of %s', async (_, raw) => {
    await expect(verify(raw, header, secret, { now })).resolves.toMatchObject({
      type: 'payment_intent.succeeded',
      data: { object: { name: 'Zoë' } },
    })
  })

  test.each([
    ['Headers', new Headers({ 'Stripe-Signature': header })],
    ["Node's headers", { 'stripe-signature': header }],
    ['headers as they were written', { 'Stripe-Signature': header }],
    ['a list', { 'stripe-signature': [header] }],
  ])('a signature in %s', async (_, headers) => {
    await expect(code(verify(body, headers, secret, { now }))).resolves.toBe('believed')
  })

  test('a signature under another header, if that is named', async () => {
    await expect(code(verify(body, { 'x-signature': header }, secret, { now, header: 'X-Signature' }))).resolves.toBe(
      'believed',
    )
  })

  test('either secret while it is being replaced, in the list or in the header', async () => {
    await expect(code(verify(body, header, ['whsec_old', secret], { now }))).resolves.toBe('believed')
    await expect(
      code(verify(body, `t=${seconds},v1=${hmac(body, 'whsec_old')},v1=${hmac(body)},v0=ignored`, secret, { now })),
    ).resolves.toBe('believed')
  })

  test('what signPayload signs', async () => {
    await expect(signPayload(body, secret, seconds)).resolves.toBe(header)
    await expect(code(verify(body, await signPayload(body, secret), secret))).resolves.toBe('believed')
  })

  test.each([299, 300, -300])('a signature that is %d seconds old', async (age) => {
    await expect(code(verify(body, header, secret, { now: now + age * 1000 }))).resolves.toBe('believed')
  })
})

describe('not believed', () => {
  test.each([
    ['another body', `${body} `, header, 'signature_mismatch'],
    ['another secret', body, `t=${seconds},v1=${hmac(body, 'whsec_other')}`, 'signature_mismatch'],
    ['another time than was signed', body, `t=${seconds + 1},v1=${hmac(body)}`, 'signature_mismatch'],
    ['no signature of a known scheme', body, `t=${seconds},v0=${hmac(body)}`, 'signature_malformed'],
    ['no time', body, `v1=${hmac(body)}`, 'signature_malformed'],
    ['a cut signature', body, header.slice(0, -2), 'signature_malformed'],
    ['an empty header', body, '', 'signature_missing'],
    ['words', body, 'hello', 'signature_malformed'],
    ['a body that is no JSON', 'hello', `t=${seconds},v1=${hmac('hello')}`, 'body_malformed'],
  ])('%s', async (_, raw, signature, wanted) => {
    await expect(code(verify(raw, signature, secret, { now }))).resolves.toBe(wanted)
  })

  test('no header', async () => {
    await expect(code(verify(body, new Headers(), secret, { now }))).resolves.toBe('signature_missing')
  })

  test.each([301, 86_400, -301])('a signature that is %d seconds old', async (age) => {
    await expect(code(verify(body, header, secret, { now: now + age * 1000 }))).resolves.toBe(
      'timestamp_outside_tolerance',
    )
  })

  test('an old signature by a wrong secret is told by its signature: the time of a forgery proves nothing', async () => {
    await expect(code(verify(body, header, 'whsec_other', { now: now + 1e9 }))).resolves.toBe('signature_mismatch')
  })
})

describe('mistakes of the caller', () => {
  test.each([0, -1, Number.NaN, Infinity])(
    'a tolerance of %d is refused: it would let every old event in, or none',
    async (toleranceSeconds) => {
      await expect(verify(body, header, secret, { now, toleranceSeconds })).rejects.toThrow(RangeError)
    },
  )

  test.each([[''], [[]], [['']]])('%j is no secret', async (secrets) => {
    await expect(verify(body, header, secrets, { now })).rejects.toThrow('needs the secret')
  })

  test('a parsed body is refused with a word on why', async () => {
    await expect(verify(JSON.parse(body), header, secret, { now })).rejects.toThrow('raw body')
  })
})
