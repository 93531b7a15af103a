import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { CannotVerify, isSatisfied } from '../report/report.ts'
import { readPact } from './pact-files.ts'
import { verifyPact } from './verify-pact.ts'

// A backend of a few lines, in which every trap of a green run that proves nothing can be set.

interface Backend {
  /** What the state "a boat" returns; a number is a status. */
  boat: Record<string, unknown> | number
  catalogue: unknown
  /** What GET /boats/7 says. */
  answer: { status: number; body: unknown }
  /** Milliseconds that a teardown takes. */
  tearingDown: number
  /** Without it no provider state is set. */
  secret?: string
  readonly calls: string[]
}

const interaction = (description: string, path: string, states: readonly string[], response: object) => ({
  type: 'Synchronous/HTTP',
  description,
  pending: false,
  providerStates: states.map((name) => ({ name })),
  request: {
    method: 'GET',
    path,
    ...(states.includes('a boat') && {
      generators: { path: { type: 'ProviderState', expression: `/boats/\${boat_id}` } },
    }),
  },
  response,
})

const interactions = [
  interaction('boats.get: 200 boat', '/boats/42', ['a boat'], {
    status: 200,
    body: { content: { id: 42 }, contentType: 'application/json', encoded: false },
    matchingRules: { body: { '$.id': { combine: 'AND', matchers: [{ match: 'integer' }] } } },
  }),
  interaction('boats.get: 404 boat_not_found', '/boats/999', [], { status: 404 }),
]

const entry = {
  file: 'concord-sdk-boats.json',
  provider: 'boats',
  interactions: interactions.map(({ description }) => ({ type: 'http', operation: 'boats.get', description })),
  states: [{ name: 'a boat', returns: ['boat_id'] }],
}

let backend: Backend
let server: Server
let baseUrl = ''
let folder = ''

async function writePacts(pact: object, manifest: object = { consumer: 'concord-sdk', pacts: [entry] }): Promise<void> {
  const file = {
    consumer: { name: 'concord-sdk' },
    provider: { name: 'boats' },
    metadata: { pactSpecification: { version: '4.0' } },
    ...pact,
  }
  await writeFile(join(folder, 'concord-sdk-boats.json'), JSON.stringify(file))
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest))
}

beforeEach(async () => {
  backend = {
    boat: { boat_id: 7 },
    catalogue: { items: [{ name: 'a boat' }] },
    answer: { status: 200, body: { id: 7 } },
    tearingDown: 0,
    calls: [],
  }
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const send = (status: number, body: unknown) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      if (request.url === '/states' && backend.secret !== request.headers['x-contract-secret'])
        return send(403, { detail: 'Not the secret of this run.' })
      if (request.url === '/states' && request.method === 'GET') return send(200, backend.catalogue)
      if (request.url === '/states') {
        const { action, state } = JSON.parse(Buffer.concat(chunks).toString())
        backend.calls.push(`${action} ${state}`)
        if (action === 'teardown' && backend.tearingDown > 0) {
          return setTimeout(() => {
            backend.calls.push(`end of ${action} ${state}`)
            send(200, {})
          }, backend.tearingDown)
        }
        if (action === 'teardown' || state === '') return send(200, {})
        return typeof backend.boat === 'number'
          ? send(backend.boat, { detail: 'No harbour.' })
          : send(200, backend.boat)
      }
      backend.calls.push(`${request.method} ${request.url}`)
      return request.url === '/boats/7'
        ? send(backend.answer.status, backend.answer.body)
        : send(404, { code: 'boat_not_found' })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  folder = await mkdtemp(join(tmpdir(), 'concord-boats-'))
  await writePacts({ interactions })
})

afterEach(async () => {
  server.close()
  server.closeAllConnections()
  await rm(folder, { recursive: true, force: true })
})

const verify = async ({ provider = 'boats', statesUrl = `${baseUrl}/states` } = {}) =>
  verifyPact({ source: await readPact(folder, provider), baseUrl, statesUrl })

test("a backend that asks for the run's secret gets it with every state", async () => {
  backend.secret = 'of this run'
  await expect(verify()).rejects.toThrow(/CONTRACT_SECRET/)
  vi.stubEnv('CONTRACT_SECRET', 'of this run')
  try {
    expect(isSatisfied(await verify())).toBe(true)
  } finally {
    vi.unstubAllEnvs()
  }
})

const offer = (catalogue: unknown): void => {
  backend.catalogue = catalogue
}

async function failures(): Promise<Record<string, { cause: string; curl?: string }>> {
  const report = await verify()
  expect(isSatisfied(report)).toBe(false)
  return Object.fromEntries(
    report.checks.flatMap(({ name, failure }) => (failure === undefined ? [] : [[name, failure]])),
  )
}

describe('verifyPact', () => {
  test('a backend that keeps the contract: one check for each interaction, states set up and torn down', async () => {
    const report = await verify()
    expect(report.checks.map(({ name, failure }) => [name, failure])).toEqual([
      ['boats.get: 200 boat', undefined],
      ['boats.get: 404 boat_not_found', undefined],
    ])
    expect(isSatisfied(report)).toBe(true)
    expect(backend.calls).toEqual([
      'setup a boat',
      'GET /boats/7',
      'teardown a boat',
      'setup ',
      'GET /boats/999',
      'teardown ',
    ])
  })

  test('a backend that takes its time to tear down is not asked for the next states before', async () => {
    backend.tearingDown = 50
    await verify()
    expect(backend.calls.slice(2)).toEqual([
      'teardown a boat',
      'end of teardown a boat',
      'setup ',
      'GET /boats/999',
      'teardown ',
      'end of teardown ',
    ])
  })

  test('a field of another type: the field is named, with the request that was really sent', async () => {
    backend.answer.body = { id: '7' }
    const found = await failures()
    expect(Object.keys(found)).toEqual(['boats.get: 200 boat'])
    expect(found['boats.get: 200 boat']?.cause).toContain('$.id')
    expect(found['boats.get: 200 boat']?.curl).toBe(`curl -i '${baseUrl}/boats/7'`)
  })

  test('another status: the status and the problem come first', async () => {
    backend.answer = { status: 401, body: { code: 'token_invalid', detail: 'Sign in again.' } }
    expect((await failures())['boats.get: 200 boat']?.cause).toBe('401 instead of 200: token_invalid, "Sign in again."')
  })

  test('a state that answers 5xx fails at once and is named, and the other interactions still run', async () => {
    backend.boat = 500
    const found = await failures()
    expect(found).toEqual({
      'boats.get: 200 boat': {
        cause: 'The provider state "a boat" could not be set up: 500 "No harbour."',
        mismatches: [],
      },
    })
    expect(backend.calls.filter((call) => call === 'setup a boat')).toHaveLength(1)
  })

  test('a state that does not return what it promises: no request goes out with the example in its place', async () => {
    backend.boat = { boat: 7 }
    expect((await failures())['boats.get: 200 boat']?.cause).toBe(
      'The provider state "a boat" could not be set up: it promised boat_id, which did not come back.',
    )
    expect(backend.calls).not.toContain('GET /boats/42')
  })

  const empty: readonly {
    name: string
    before: () => void | Promise<void>
    options?: { provider?: string; statesUrl?: string }
    says: string | RegExp
  }[] = [
    {
      name: 'a state that the backend lacks',
      before: () => offer({ items: [{ name: 'a raft' }] }),
      says: 'The backend lacks 1 of the 1 provider states that boats needs: "a boat".',
    },
    {
      name: 'a catalogue that is none',
      before: () => offer(['a boat']),
      says: 'does not answer with {"items": [{"name": …}]}',
    },
    {
      name: 'no state endpoint',
      before: () => {},
      options: { statesUrl: 'http://127.0.0.1:9/states' },
      says: /127\.0\.0\.1:9 cannot be reached/,
    },
    {
      name: 'an unknown provider',
      before: () => {},
      options: { provider: 'rafts' },
      says: 'There is no pact for a provider "rafts". There are: boats.',
    },
    {
      name: 'a pact for another provider',
      before: () => writePacts({ interactions, provider: { name: 'rafts' } }),
      says: 'is for the provider "rafts", not "boats"',
    },
    {
      name: 'a pact without interactions',
      before: () => writePacts({ interactions: [] }),
      says: 'holds 0 interactions, the manifest lists 2',
    },
    {
      name: 'a pact that lacks an interaction',
      before: () => writePacts({ interactions: interactions.slice(1) }),
      says: 'Missing: boats.get: 200 boat.',
    },
    {
      name: 'an empty manifest',
      before: () => writePacts({ interactions }, { consumer: 'concord-sdk', pacts: [] }),
      says: 'lists no pacts',
    },
    { name: 'an empty folder', before: () => rm(join(folder, 'manifest.json')), says: 'manifest.json cannot be read' },
  ]
  test.each(empty)('is no success with $name', async ({ before, options, says }) => {
    await before()
    const failure = await verify(options).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(CannotVerify)
    expect(String(failure)).toMatch(says)
  })

  test('a value that no state promised and none returned: no request goes out with the example in its place', async () => {
    await writePacts(
      { interactions },
      { consumer: 'concord-sdk', pacts: [{ ...entry, states: [{ name: 'a boat', returns: [] }] }] },
    )
    backend.boat = { boat: 7 }
    expect((await failures())['boats.get: 200 boat']?.cause).toBe(
      'The request needs boat_id, which no provider state of it returned: "a boat".',
    )
    expect(backend.calls).not.toContain('GET /boats/42')
  })

  test('filters of Pact’s core in the environment do not skip anything', async () => {
    process.env.PACT_DESCRIPTION = 'matches nothing'
    try {
      expect((await verify()).checks).toHaveLength(2)
    } finally {
      delete process.env.PACT_DESCRIPTION
    }
  })

  test('a broker in the environment is not asked by Pact’s core behind our back', async () => {
    vi.stubEnv('PACT_BROKER_BASE_URL', `${baseUrl}/broker`)
    try {
      expect((await verify()).checks).toHaveLength(2)
      expect(backend.calls.filter((call) => call.includes('/broker'))).toEqual([])
    } finally {
      vi.unstubAllEnvs()
    }
  })
})
