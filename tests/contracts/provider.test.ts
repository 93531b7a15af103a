import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CannotVerify, isSatisfied, type VerificationReport } from '@concord/contracts/report'
import { renderForTerminal } from '@concord/contracts/terminal'
import { verify } from '@concord/contracts/verify'
import { type RunningServer, startServer } from '@concord/mocks/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { narrowedPacts } from './narrowed-pacts.ts'
import { manifest } from './pact-interactions.ts'
import { startStub } from './stub.ts'
import { tamperWith } from './tampering.ts'

let sandbox: RunningServer
let statesUrl: string

beforeAll(async () => {
  // Fast, because heartbeats and sections are waited for on a real socket.
  sandbox = await startServer({ port: 0, speed: 20 })
  statesUrl = `${sandbox.url}/__sandbox/provider-states`
})
afterAll(() => sandbox.close())

const told = (report: VerificationReport) => renderForTerminal(report, { colour: false })

describe('the sandbox keeps the contract of', () => {
  test.each(manifest.pacts)('$provider', async ({ provider, interactions }) => {
    const report = await verify({ provider, baseUrl: sandbox.url, only: ['pacts'] })
    expect(isSatisfied(report), told(report)).toBe(true)
    const named = (webhooks: boolean) =>
      interactions.filter(({ type }) => (type === 'webhook') === webhooks).map(({ description }) => description)
    expect(report.checks.map(({ name }) => name)).toEqual(named(false))
    expect(report.received).toEqual(named(true))
  })
})

describe('the sandbox refuses whoever may not call', () => {
  const guarded = manifest.pacts.filter(({ interactions }) =>
    interactions.some(({ description }) => description.endsWith(': 401 token_missing')),
  )
  test.each(guarded)('$provider', async ({ provider }) => {
    const report = await verify({ provider, baseUrl: sandbox.url, only: ['access'] })
    expect(isSatisfied(report), told(report)).toBe(true)
  })
})

describe('a backend that breaks one field is found out:', () => {
  const single = /\/api\/v1\/documents\/\d+$/
  type Change = (body: Record<string, unknown>) => unknown
  const faults: readonly { name: string; where: RegExp; change: Change; check: string; cause: RegExp }[] = [
    {
      name: 'a required field is dropped',
      where: single,
      change: ({ status: _gone, ...rest }) => rest,
      check: 'documents.get: 200 draft',
      cause: /missing the following keys: status/,
    },
    {
      name: 'a field is renamed',
      where: single,
      change: ({ user_id, ...rest }) => ({ ...rest, userId: user_id }),
      check: 'documents.get: 200 draft',
      cause: /missing the following keys: user_id/,
    },
    {
      name: 'a number becomes text',
      where: single,
      change: (body) => ({ ...body, target_pages: String(body.target_pages) }),
      check: 'documents.get: 200 draft',
      cause: /\$\.target_pages/,
    },
    {
      name: 'a word that the enumeration lacks',
      where: single,
      change: (body) => ({ ...body, status: 'new' }),
      check: 'documents.get: 200 draft',
      cause: /\$\.status/,
    },
    {
      name: 'null where there must be something',
      where: single,
      change: (body) => ({ ...body, created_at: null }),
      check: 'documents.get: 200 draft',
      cause: /\$\.created_at/,
    },
    {
      name: 'a nullable field of the wrong type',
      where: single,
      change: (body) => ({ ...body, grammar_score: 'N/A' }),
      check: 'documents.get: 200 draft',
      cause: /\$\.grammar_score/,
    },
    {
      name: 'a list that should hold something is empty',
      where: /\/documents\?/,
      change: (body) => ({ ...body, items: [] }),
      check: 'documents.list: 200 documents',
      cause: /\$\.items/,
    },
  ]
  async function verifyTampered(
    change: Parameters<typeof tamperWith>[1],
    wanted: (description: string) => boolean,
  ): Promise<VerificationReport> {
    const [proxy, narrowed] = await Promise.all([tamperWith(sandbox.url, change), narrowedPacts('documents', wanted)])
    try {
      return await verify({
        provider: 'documents',
        baseUrl: proxy.url,
        statesUrl,
        only: ['pacts'],
        pactsFolder: narrowed.folder,
      })
    } finally {
      await Promise.all([proxy.close(), narrowed.remove()])
    }
  }

  test.each(faults)('$name', async ({ where, change, check, cause }) => {
    const report = await verifyTampered(
      (body, path, status) => (where.test(path) && status === 200 ? change(body) : body),
      (description) => /^documents\.(get|list): (200|404)/.test(description),
    )
    const failed = report.checks.filter(({ failure }) => failure !== undefined)
    expect(failed.map(({ name }) => name)).toEqual([check])
    expect(failed[0]?.failure?.cause, told(report)).toMatch(cause)
  })

  test('a problem has another code', async () => {
    const report = await verifyTampered(
      (body) => (body.code === 'document_not_found' ? { ...body, code: 'not_found' } : body),
      (description) => /^documents\.(get|delete): [24]0/.test(description),
    )
    const failed = report.checks.filter(({ failure }) => failure !== undefined)
    expect(failed.map(({ name }) => name)).toEqual([
      'documents.delete: 404 document_not_found',
      'documents.get: 404 document_not_found',
    ])
    for (const { failure } of failed) expect(failure?.cause).toMatch(/\$\.code/)
  })

  test('the socket does not open', async () => {
    const proxy = await tamperWith(sandbox.url, (body) => body)
    try {
      const report = await verify({
        only: ['pacts'],
        provider: 'websockets',
        baseUrl: proxy.url,
        statesUrl,
      })
      const causes = report.checks.map(({ failure }) => failure?.cause)
      expect(causes).toHaveLength(8)
      for (const cause of causes)
        expect(cause).toMatch(/^No \w+ on .*: the socket was closed with 1006.*; nothing came\.$/)
    } finally {
      await proxy.close()
    }
  })

  const answering = manifest.pacts.filter(({ interactions }) => interactions.some(({ type }) => type === 'http'))
  test.each(answering)(
    'a backend of $provider that answers 200 {} to everything keeps nothing',
    async ({ provider }) => {
      const successes = await narrowedPacts(provider, (description) => /: 2\d\d /.test(description))
      const stub = await startStub()
      try {
        const report = await verify({
          provider,
          baseUrl: stub.url,
          statesUrl,
          only: ['pacts'],
          pactsFolder: successes.folder,
        })
        expect(report.checks.filter(({ failure }) => failure === undefined)).toEqual([])
      } finally {
        await stub.close()
        await successes.remove()
      }
    },
  )
})

describe('nothing is proved, and so nothing is green, with', () => {
  test('an empty folder of pacts', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'concord-empty-'))
    await expect(
      verify({ provider: 'documents', baseUrl: sandbox.url, only: ['pacts'], pactsFolder: folder }),
    ).rejects.toThrow(CannotVerify)
    await rm(folder, { recursive: true })
  })

  test('a provider that has no pact', async () => {
    await expect(verify({ provider: 'document', baseUrl: sandbox.url })).rejects.toThrow(
      'There is no contract for a provider "document". There are: admin, auth,',
    )
  })
})

describe('concord-verify', () => {
  const run = (...args: readonly string[]) =>
    new Promise<{ code: number | null; out: string; error: string }>((resolve) => {
      const child = spawn(process.execPath, ['scripts/concord-verify.mjs', ...args], {
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const texts = { out: '', error: '' }
      child.stdout.on('data', (chunk: Buffer) => {
        texts.out += chunk.toString()
      })
      child.stderr.on('data', (chunk: Buffer) => {
        texts.error += chunk.toString()
      })
      child.on('close', (code) => resolve({ code, ...texts }))
    })

  test('0 and one line when the contract is kept', async () => {
    const { code, out } = await run('--provider', 'jobs', '--base-url', sandbox.url)
    expect(code).toBe(0)
    expect(out).toMatch(/^jobs at http:\S+: satisfied, \d+ of \d+ checks hold/)
  })

  test('1 and the root cause when it is broken', async () => {
    const proxy = await tamperWith(sandbox.url, (body) => ('progress' in body ? { ...body, progress: 'half' } : body))
    try {
      const { code, out } = await run('--provider', 'jobs', '--base-url', proxy.url, '--only', 'pacts')
      expect(code).toBe(1)
      expect(out).toMatch(/✗ jobs\.progress: 200 \w+\n {2}\$\.progress/)
      expect(out).toMatch(/: broken, /)
    } finally {
      await proxy.close()
    }
  })

  const unable: readonly { name: string; args: () => readonly string[]; says: string }[] = [
    {
      name: 'an unknown provider',
      args: () => ['--provider', 'nobody', '--base-url', sandbox.url],
      says: 'There is no contract for a provider "nobody".',
    },
    {
      name: 'nobody at the URL',
      args: () => ['--provider', 'jobs', '--base-url', 'http://127.0.0.1:9'],
      says: 'http://127.0.0.1:9 did not answer GET /: connect ECONNREFUSED',
    },
    {
      name: 'a filter that matches nothing',
      args: () => ['--provider', 'jobs', '--base-url', sandbox.url, '--filter', 'rafts'],
      says: 'No check of jobs has "rafts" in its name, so nothing would be proved.',
    },
    { name: 'an unknown flag', args: () => ['--provider', 'jobs', '--loud'], says: "Unknown option '--loud'" },
  ]
  test.each(unable)('2 and one sentence for $name', async ({ args, says }) => {
    const { code, out, error } = await run(...args())
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(error.trim().split('\n')).toHaveLength(1)
    expect(error).toContain(says)
  })
})
