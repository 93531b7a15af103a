import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { CannotVerify } from '../report/report.ts'
import { type HalDocument, linkOf, openBroker } from './hal.ts'
import { startPactBroker, type TestBroker } from './pact-broker.fixture.ts'

const open: (Pick<TestBroker, 'close'> | Server)[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

async function broker(options: Parameters<typeof startPactBroker>[1] = {}): Promise<TestBroker> {
  const started = await startPactBroker('payments', options)
  open.push(started)
  return started
}

/** A server that answers everything so. */
async function answering(status: number | (() => number), type: string, body: string): Promise<string> {
  const server = createServer((_request, answer) =>
    answer.writeHead(typeof status === 'number' ? status : status(), { 'content-type': type }).end(body),
  )
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const said = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'nothing went wrong',
    (error: unknown) => (error instanceof CannotVerify ? error.message : `not CannotVerify: ${error}`),
  )

describe('who may ask', () => {
  const token = 'a-secret-token'

  test.each([
    { given: { token }, asked: { token } },
    { given: { username: 'ada', password: 'engine' }, asked: { username: 'ada', password: 'engine' } },
  ])('$given', async ({ given, asked }) => {
    const { url } = await broker({ access: asked })
    expect((await openBroker({ url, ...given }).get())._links).toHaveProperty('pb:provider-pacts-for-verification')
  })

  test('a name and a password in the address, which is never printed with them', async () => {
    const { url } = await broker({ access: { username: 'ada', password: 'en gine' } })
    const opened = openBroker({ url: url.replace('//', '//ada:en%20gine@') })
    await opened.get()
    expect(opened.name).toBe(url)
  })

  test.each([
    { given: {}, says: 'no token was given' },
    { given: { token: 'another' }, says: 'the token was not accepted' },
    { given: { username: 'ada', password: 'engine' }, says: 'the name and the password were not accepted' },
  ])('not with $given', async ({ given, says }) => {
    const { url } = await broker({ access: { token } })
    expect(await said(openBroker({ url, ...given }).get())).toBe(
      `GET ${url}/ answers 401: ${says}. Give --broker-token or PACT_BROKER_TOKEN, or PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD.`,
    )
  })
})

describe('one sentence for', () => {
  test('a broker that is down', async () => {
    expect(await said(openBroker({ url: 'http://127.0.0.1:9' }).get())).toMatch(
      /^The broker at http:\/\/127\.0\.0\.1:9 cannot be reached: .+\.$/,
    )
  })

  test.each([
    {
      name: 'a web page',
      status: 200,
      type: 'text/html',
      body: '<h1>It works</h1>',
      says: 'answers 200 with text/html, not HAL',
    },
    {
      name: 'JSON without links',
      status: 200,
      type: 'application/json',
      body: '{"ok":true}',
      says: 'answers JSON without _links, which is not HAL',
    },
    { name: 'half of a document', status: 200, type: 'application/hal+json', body: '{"_links":', says: 'not HAL' },
    {
      name: 'an error of an old broker',
      status: 500,
      type: 'application/hal+json',
      body: '{"error":{"message":"An error has occurred.","reference":"abc"}}',
      says: 'answers 500. It says: An error has occurred.',
    },
    {
      name: 'errors by field',
      status: 400,
      type: 'application/hal+json',
      body: '{"errors":{"consumerVersionSelectors":["must be a list"]}}',
      says: 'answers 400. It says: consumerVersionSelectors: must be a list.',
    },
    {
      name: 'a problem of a new broker',
      status: 400,
      type: 'application/problem+json',
      body: '{"title":"Validation errors","errors":[{"title":"Validation error","detail":"is missing","status":400}]}',
      says: 'answers 400. It says: is missing.',
    },
    {
      name: 'a broker that repeats the token',
      status: 403,
      type: 'application/json',
      body: '{"error":"no rights for s3cret"}',
      says: 'It says: no rights for ….',
    },
  ])('$name', async ({ status, type, body, says }) => {
    const url = await answering(status, type, body)
    const message = await said(openBroker({ url, token: 's3cret' }).get())
    expect(message).toContain(says)
    expect(message).not.toContain('s3cret')
  })
})

test.each([
  { busy: 2, want: { _links: {} } },
  { busy: 3, want: 'answers 503' },
])('a broker that is busy $busy times is asked three times', async ({ busy, want }) => {
  let asked = 0
  const url = await answering(() => (asked++ < busy ? 503 : 200), 'application/hal+json', '{"_links":{}}')
  const answer = await openBroker({ url })
    .get()
    .catch((error: unknown) => String(error))
  expect(asked).toBe(3)
  expect(answer).toEqual(typeof want === 'string' ? expect.stringContaining(want) : want)
})

describe('links', () => {
  test('are followed at the broker that was named, whatever it calls itself: the token goes nowhere else', async () => {
    const elsewhere = await broker()
    const { url, requests } = await broker({ knownAs: elsewhere.url, access: { token: 'of ours' } })
    const opened = openBroker({ url, token: 'of ours' })
    const provider = await opened.get(`${elsewhere.url}/pacticipants/payments?page=1`)
    expect(provider.name).toBe('payments')
    expect(requests).toEqual(['GET /pacticipants/payments'])
    expect(elsewhere.requests).toEqual([])
  })

  test.each([undefined, 'http://inside:9292', 'http://inside:9292/pacts/broker'])(
    'of a broker under a path, which knows itself as %s',
    async (knownAs) => {
      const { url } = await broker({ folder: '/pacts/broker', ...(knownAs !== undefined && { knownAs }) })
      const opened = openBroker({ url })
      const where = linkOf(await opened.get(), 'pb:provider-pacts-for-verification', { provider: 'payments' })
      expect(await opened.send('POST', where, { consumerVersionSelectors: [] })).toMatchObject({
        _embedded: { pacts: [] },
      })
    },
  )

  const document: HalDocument = { _links: { self: { href: '/a/{one}/{two}', templated: true } } }

  test('are filled in', () => {
    expect(linkOf(document, 'self', { one: 'feat/bees', two: 'b c' })).toBe('/a/feat%2Fbees/b%20c')
  })

  test('that are not there are named', () => {
    expect(() => linkOf(document, 'pb:provider')).toThrow(
      'The broker offers no pb:provider, which a Pact Broker does since 2.86.',
    )
  })
})
