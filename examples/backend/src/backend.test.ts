// The backend keeps the contracts that it is an example of, beside a sandbox that plays its providers.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isSatisfied } from '@concord/contracts/report'
import { renderForTerminal } from '@concord/contracts/terminal'
import { verify } from '@concord/contracts/verify'
import { type RunningServer, startServer } from '@concord/mocks/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningBackend, startBackend } from './backend.ts'
import { readSettings } from './settings.ts'

const services = [
  'auth',
  'users',
  'documents',
  'payments',
  'jobs',
  'refunds',
  'admin',
  'channels',
  'videos',
  'websockets',
  'health',
]

let sandbox: RunningServer
let backend: RunningBackend
let files: string

beforeAll(async () => {
  files = await mkdtemp(join(tmpdir(), 'backend-files-'))
  sandbox = await startServer({ port: 0 })
  const providers = `${sandbox.url}/~backend`
  backend = await startBackend(readSettings({ CONTRACT_TEST: '1', PORT: '0', PROVIDERS_URL: providers, FILES: files }))
})
afterAll(async () => {
  await backend.close()
  await sandbox.close()
  await rm(files, { recursive: true, force: true })
})

describe('the example keeps the contract of', () => {
  test.each(services)('%s', async (provider) => {
    const statesUrl = `${backend.url}/_contract/state`
    const report = await verify({ provider, baseUrl: backend.url, statesUrl, only: ['pacts'] })
    expect(isSatisfied(report), renderForTerminal(report, { colour: false })).toBe(true)
  })
})

describe('the state endpoint', () => {
  const ask = async (body: unknown) => {
    const answer = await fetch(`${backend.url}/_contract/state`, { method: 'POST', body: JSON.stringify(body) })
    return { status: answer.status, body: await answer.json() }
  }

  test.each([
    ['an unknown state', { action: 'setup', state: 'a unicorn' }],
    ['a parameter that the state does not take', { action: 'setup', state: 'a document', params: { colour: 'red' } }],
    ['a value that the parameter cannot have', { action: 'setup', state: 'a document', params: { status: 'lost' } }],
    ['no action', { state: 'a document' }],
  ])('refuses %s and names what there is', async (_, body) => {
    expect(await ask(body)).toMatchObject({
      status: 422,
      body: { detail: expect.any(String), known: expect.any(Array) },
    })
  })
})

test('settings that make no sense are refused with a sentence', () => {
  expect(() => readSettings({ PORT: 'eighty' })).toThrow('PORT is "eighty"')
  expect(() => readSettings({ PROVIDERS_URL: 'sandbox' })).toThrow('PROVIDERS_URL is "sandbox"')
  expect(() => readSettings({ JWT_SECRET: 'short' })).toThrow('at least 32 characters')
})
