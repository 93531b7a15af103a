import { createServer } from 'node:http'
import { isSatisfied, type VerificationReport } from '@concord/contracts/report'
import { renderForTerminal } from '@concord/contracts/terminal'
import { verify } from '@concord/contracts/verify'
import { type RunningServer, startServer } from '@concord/mocks/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listen } from '../loopback.ts'
import { manifest } from './pact-interactions.ts'
import { startStub } from './stub.ts'
import { tamperWith } from './tampering.ts'

let sandbox: RunningServer
beforeAll(async () => {
  sandbox = await startServer({ port: 0 })
})
afterAll(() => sandbox.close())

const conformance = (provider: string, baseUrl: string, filter?: string): Promise<VerificationReport> =>
  verify({
    provider,
    baseUrl,
    statesUrl: `${sandbox.url}/__sandbox/provider-states`,
    only: ['conformance'],
    ...(filter !== undefined && { filter }),
  })

const failuresIn = ({ checks }: VerificationReport) =>
  checks.flatMap(({ name, failure }) => (failure === undefined ? [] : [{ name, ...failure }]))

const document = {
  ...{ id: 42, user_id: 7, title: 'Bees', topic: 'Pollination', target_pages: 20, language: 'en', status: 'draft' },
  ...{ document_type: 'essay', grammar_score: null, plagiarism_score: null, ai_detection_score: null },
  ...{ quality_warnings: [], created_at: '2025-12-01T15:30:00Z', updated_at: '2025-12-01T15:30:00Z' },
}

const spoken = manifest.pacts.filter(({ interactions }) => interactions.some(({ type }) => type === 'http'))

describe('the sandbox says what its spec says, and nothing more:', () => {
  test.each(spoken)('$provider', async ({ provider }) => {
    const report = await conformance(provider, sandbox.url)
    expect(isSatisfied(report), renderForTerminal(report, { colour: false })).toBe(true)
    expect(report.coverage.filter(({ answers }) => answers === 0)).toEqual([])
  })
})

describe('a backend', () => {
  test('that says more than the spec is found out, with the request that showed it', async () => {
    const proxy = await tamperWith(sandbox.url, (body) => ('user_id' in body ? { ...body, password_hash: 'x' } : body))
    try {
      const [failure] = failuresIn(await conformance('documents', proxy.url, 'documents.get: answers'))
      expect(failure?.cause).toBe('$.password_hash is not in the spec.')
      expect(failure?.curl).toMatch(/^curl -i 'http:\S+\/api\/v1\/documents\/\d+' /)
    } finally {
      await proxy.close()
    }
  })

  test('that takes what the spec forbids, or refuses what it allows, is shown one such input, the same each time', async () => {
    const stub = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const long = Buffer.concat(chunks).toString().includes('é')
        response
          .writeHead(long ? 500 : 201, { 'content-type': 'application/json', 'x-request-id': 'req_1' })
          .end(JSON.stringify(document))
      })
    })
    const { url: baseUrl, close } = await listen(stub)
    try {
      const [once, twice] = [
        failuresIn(await conformance('documents', baseUrl, 'documents.create:')),
        failuresIn(await conformance('documents', baseUrl, 'documents.create:')),
      ]
      expect(once.map(({ name }) => name)).toEqual([
        'documents.create: valid inputs',
        'documents.create: invalid inputs',
        'documents.create: answers as documented',
      ])
      expect(once[0]?.cause).toMatch(/^documents\.create answers 500 to an input that the spec allows: .*é/)
      expect(once[1]?.cause).toMatch(/^documents\.create answers 201 although .*; it must refuse with a 4xx problem\.$/)
      expect(once[0]?.replay).toMatch(/--only conformance --filter 'documents.create: valid inputs' --seed 1$/)
      expect(twice.map(({ cause }) => cause)).toEqual(once.map(({ cause }) => cause))
    } finally {
      await close()
    }
  })

  test.each(spoken)('of $provider that answers 200 {} to everything keeps nothing', async ({ provider }) => {
    const stub = await startStub()
    try {
      const { checks } = await conformance(provider, stub.url)
      const kept = checks.filter(({ failure }) => failure === undefined)
      expect(kept).toEqual([])
    } finally {
      await stub.close()
    }
  })
})
