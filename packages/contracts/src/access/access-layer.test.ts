import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isSatisfied, type VerificationReport } from '../report/report.ts'
import { verify } from '../run/verify.ts'
import { type BoatFault, startBoats } from './boats-backend.fixture.ts'

const requestId = { name: 'X-Request-ID', required: true, schema: { type: 'string' } }

const contract = {
  service: 'boats',
  source: 'specs/boats.yaml',
  operations: [
    {
      id: 'boats.sink',
      method: 'DELETE',
      path: '/boats/{boat_id}',
      line: 12,
      secured: true,
      access: 'owner',
      parameters: [],
      responses: [{ status: '204', headers: [requestId], contents: [], codes: [] }],
      interactions: [
        {
          name: 'sunk',
          status: 204,
          states: [
            { name: 'a signed-in user', params: {} },
            { name: 'a boat', params: {} },
          ],
          request: {
            path: { boat_id: `\${boat_id}` },
            query: {},
            headers: { Authorization: `Bearer \${access_token}` },
          },
        },
      ],
    },
  ],
  gateway: [],
  schemas: { request: {}, reply: {} },
  states: {
    'a signed-in user': { params: [], returns: ['access_token', 'user_id'] },
    'an expired access token': { params: [], returns: ['access_token'] },
    'a boat': { params: [], returns: ['boat_id'] },
  },
}

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'concord-access-'))
  await writeFile(join(folder, 'boats.json'), JSON.stringify(contract))
})
afterAll(() => rm(folder, { recursive: true }))

async function verifyBoats(fault?: BoatFault): Promise<VerificationReport> {
  const { baseUrl, statesUrl, close } = await startBoats(fault)
  try {
    return await verify({ provider: 'boats', baseUrl, statesUrl, only: ['access'], servicesFolder: folder })
  } finally {
    await close()
  }
}

test('a backend that looks at everything', async () => {
  const report = await verifyBoats()
  expect(report.checks.map(({ name }) => name)).toEqual([
    'boats.sink: who may',
    'boats.sink: no token',
    'boats.sink: a garbage token',
    'boats.sink: an unsigned token',
    'boats.sink: a token with changed claims',
    'boats.sink: a refresh token in the place of an access token',
    'boats.sink: an expired token',
    'boats.sink: another user',
  ])
  expect(isSatisfied(report)).toBe(true)
})

describe('a backend that', () => {
  const faults: readonly { given: BoatFault; rule: string; says: string }[] = [
    {
      given: 'needs no token',
      rule: 'no-token',
      says: 'answers 204 to no token; it must refuse with 401 token_missing.',
    },
    { given: 'takes any text for a token', rule: 'garbage-token', says: 'answers 204 to a garbage token' },
    { given: 'takes a token without a signature', rule: 'forged-token', says: 'answers 204 to an unsigned token' },
    {
      given: 'does not look at the signature',
      rule: 'forged-token',
      says: 'answers 204 to a token with changed claims',
    },
    { given: 'takes a refresh token', rule: 'refresh-token', says: 'answers 204 to a refresh token' },
    { given: 'does not look at the expiry', rule: 'expired-token', says: 'to an expired token; it must refuse' },
    { given: 'does not look at the owner', rule: 'another-user', says: 'answers 204 to another user' },
    {
      given: 'hides the boat of another user',
      rule: 'another-user',
      says: 'answers 404 (boat_not_found) to another user; it must refuse with 403 not_authorized.',
    },
    {
      given: 'forgets the request id',
      rule: 'allowed',
      says: 'answers 204 to whoever may call it, but not as documented: The header X-Request-ID is missing.',
    },
  ]
  test.each(faults)('$given', async ({ given, rule, says }) => {
    const { checks } = await verifyBoats(given)
    const failed = checks.filter(({ failure }) => failure !== undefined)
    expect(failed.map((check) => check.rule)).toEqual([rule])
    expect(failed[0]?.failure?.cause).toContain(says)
    expect(failed[0]?.failure?.curl).toMatch(/^curl -i -X DELETE /)
  })

  test('sinks first and asks then: each refusal is found to have had an effect', async () => {
    const { checks } = await verifyBoats('sinks first and asks then')
    const causes = checks.filter(({ rule }) => rule !== 'allowed').map(({ failure }) => failure?.cause)
    for (const cause of causes) expect(cause).toMatch(/^It refused .*, and yet something happened: afterwards/)
  })

  test('fails for everybody: no refusal counts', async () => {
    const { checks } = await verifyBoats('fails for everybody')
    const [allowed, ...refusals] = checks
    expect(allowed?.failure?.cause).toBe(
      'boats.sink answers 500 (internal_error) to whoever may call it, instead of 204.',
    )
    for (const { failure } of refusals) expect(failure?.cause).toContain('so a refusal proves nothing')
  })
})
