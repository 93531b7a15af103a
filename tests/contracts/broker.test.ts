// The command against a Pact Broker: another team's pacts are verified beside ours, and the broker hears what came of them.
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pactsFolder } from '@concord/contracts/pact-files'
import type { Coverage } from '@concord/contracts/report'
import { type RunningServer, startServer } from '@concord/mocks/server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startPactBroker, type TestBroker } from '../../packages/contracts/src/broker/pact-broker.fixture.ts'

const command = join(import.meta.dirname, '../../packages/contracts/src/cli/concord-verify.ts')
const token = 'of-this-broker'
const folder = mkdtempSync(join(tmpdir(), 'concord-broker-'))
const commit = '3f2c1a0b9d3f2c1a0b9d3f2c1a0b9d3f2c1a0b9d'

let sandbox: RunningServer
let broker: TestBroker
beforeAll(async () => {
  // Fast, because heartbeats and sections are waited for on a real socket.
  sandbox = await startServer({ port: 0, speed: 20 })
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await sandbox.close()
})
beforeEach(async () => {
  broker = await startPactBroker('documents', { access: { token } })
})
afterEach(() => broker.close())

function run(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<{ code: number; out: string; error: string }> {
  const flags = ['--conditions=concord-source', '--disable-warning=ExperimentalWarning']
  const given = ['--provider', 'documents', '--base-url', `${sandbox.url}/~broker`, '--only', 'pacts', ...args]
  const { CI: _ci, BUILD_NUMBER: _build, GITHUB_ACTIONS: _github, ...env } = process.env
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...flags, command, ...given],
      {
        cwd: folder,
        timeout: 60_000,
        env: { ...env, PACT_BROKER_BASE_URL: broker.url, PACT_BROKER_TOKEN: token, ...environment },
      },
      (failure, out, error) => resolve({ code: failure === null ? 0 : Number(failure.code ?? 128), out, error }),
    )
  })
}

/** What the shop on the web needs: a document of which it reads the title, and to hear that one is gone. */
const shop = (title: object) => ({
  metadata: { pactSpecification: { version: '4.0' } },
  interactions: [
    {
      type: 'Synchronous/HTTP',
      description: 'a document',
      providerStates: [{ name: 'a signed-in user' }, { name: 'a document', params: { status: 'draft' } }],
      request: {
        method: 'GET',
        path: '/api/v1/documents/42',
        headers: { Authorization: ['Bearer token'] },
        generators: {
          path: { type: 'ProviderState', expression: `/api/v1/documents/\${document_id}` },
          header: { Authorization: { type: 'ProviderState', expression: `Bearer \${access_token}` } },
        },
      },
      response: {
        status: 200,
        body: { content: { title: 'Bees' }, contentType: 'application/json', encoded: false },
        matchingRules: { body: { '$.title': title } },
      },
    },
    {
      type: 'Synchronous/HTTP',
      description: 'a document',
      request: { method: 'GET', path: '/api/v1/documents/42' },
      response: { status: 401 },
    },
  ],
})
const text = { combine: 'AND', matchers: [{ match: 'type' }] }
const number = { combine: 'AND', matchers: [{ match: 'integer' }] }

/** The same need in the format of ten years ago. */
const old = {
  metadata: { pactSpecification: { version: '2.0.0' } },
  interactions: [
    {
      description: 'nobody is signed in',
      providerState: 'a signed-in user',
      request: { method: 'get', path: '/api/v1/documents' },
      response: { status: 401 },
    },
    {
      description: 'a path of long ago',
      request: { method: 'get', path: '/api/v0/documents' },
      response: { status: 404 },
    },
  ],
}

const answersIn = (file: string): number =>
  JSON.parse(readFileSync(file, 'utf8'))[0].coverage.reduce((sum: number, { answers }: Coverage) => sum + answers, 0)

const published = ['--publish', '--provider-version', commit, '--provider-branch', 'main']

describe('the pacts of a broker', () => {
  test('are verified beside ours, in any format, and the broker hears that they hold', async () => {
    broker.pacts.push(
      { consumer: 'web-shop', version: '1.4.0', branch: 'main', content: shop(text) },
      { consumer: 'kiosk', version: '0.9.0', branch: 'release', deployed: true, content: old },
    )
    const report = join(folder, 'report.json')
    const { code, out, error } = await run([...published, '--report', `json=${report}`], { CI: 'true' })
    expect([code, error], out).toEqual([0, ''])
    expect(out).toContain(`Pact of web-shop 1.4.0 (latest from branch main): holds; published for documents ${commit}.`)
    expect(out).toContain(`Pact of kiosk 0.9.0 (deployed to production): holds; published for documents ${commit}.`)
    expect(
      broker.results.map(({ success, providerApplicationVersion }) => [success, providerApplicationVersion]),
    ).toEqual([
      [true, commit],
      [true, commit],
    ])
    expect(broker.branches).toContain(`documents ${commit} on main`)
    const names = JSON.parse(readFileSync(report, 'utf8'))[0].checks.map(({ name }: { name: string }) => name)
    expect(names).toContain('documents.get: 200 draft')
    expect(names.slice(-4)).toEqual([
      'web-shop 1.4.0: a document',
      'web-shop 1.4.0: a document (2)',
      'kiosk 0.9.0: nobody is signed in',
      'kiosk 0.9.0: a path of long ago',
    ])
  })

  test('that do not hold break the run, and the broker hears that too', async () => {
    broker.pacts.push({ consumer: 'web-shop', version: '1.4.0', branch: 'main', content: shop(number) })
    const file = join(folder, 'broken.json')
    const { code, out } = await run(['--broker-only', ...published, '--report', `json=${file}`], { CI: 'true' })
    expect(code, out).toBe(1)
    expect(answersIn(file)).toBe(2)
    expect(out).toMatch(/✗ web-shop 1\.4\.0: a document\n.+\$\.title/)
    expect(out).toContain('documents at')
    expect(out).toContain('broken, 1 of 2 checks hold')
    expect(broker.results).toMatchObject([
      { success: false, testResults: [{ interactionDescription: 'a document', success: false }, { success: true }] },
    ])
  })

  test('may fail while they are pending, which is told', async () => {
    broker.pacts.push({ consumer: 'web-shop', version: '1.5.0', branch: 'main', content: shop(number) })
    const file = join(folder, 'pending.json')
    const args = ['--broker-only', '--enable-pending', ...published, '--report', `json=${file}`]
    const { code, out } = await run(args, { CI: 'true' })
    expect(code, out).toBe(0)
    // Nor do the answers that they provoke count as seen: what they ask for may be documented nowhere yet.
    expect(answersIn(file)).toBe(0)
    expect(out).toContain('… web-shop 1.5.0: a document (pending)')
    expect(out).toContain('satisfied, 1 of 2 checks hold, 1 of pending pacts do not')
    expect(out).toContain('Pact of web-shop 1.5.0 (latest from branch main): does not hold, but is pending; published')
    expect(broker.results).toMatchObject([{ success: false }])
  })

  test('may have interactions that are pending', async () => {
    const content = shop(number)
    const interactions = content.interactions.map((one) => ({ ...one, pending: true }))
    broker.pacts.push({ consumer: 'web-shop', version: '1.5.0', branch: 'main', content: { ...content, interactions } })
    const { code, out } = await run(['--broker-only'])
    expect(code, out).toBe(0)
    expect(out).toContain('… web-shop 1.5.0: a document (pending)')
  })

  test('that need a state which the backend lacks: a pending one fails, another cannot be verified', async () => {
    const [interaction] = shop(text).interactions
    const content = {
      ...shop(text),
      interactions: [{ ...interaction, providerStates: [{ name: 'a library of bees' }] }],
    }
    broker.pacts.push({ consumer: 'web-shop', version: '1.5.0', branch: 'main', content })
    const pending = await run(['--broker-only', '--enable-pending'])
    expect(pending.code, pending.out).toBe(0)
    expect(pending.out).toContain('The provider state "a library of bees" could not be set up')
    const { code, error } = await run(['--broker-only'])
    expect([code, error]).toEqual([
      2,
      'concord-verify: The backend lacks 1 of the 1 provider states that documents needs: "a library of bees".\n',
    ])
  })

  test.each(['websockets', 'payments'])(
    'may be ours: frames are heard, and webhooks need no answer (%s)',
    async (provider) => {
      const { metadata, interactions } = JSON.parse(
        readFileSync(join(pactsFolder, `concord-sdk-${provider}.json`), 'utf8'),
      )
      const theirs = await startPactBroker(provider, { access: { token } })
      try {
        theirs.pacts.push({
          consumer: 'concord-sdk',
          version: '1.0.0',
          branch: 'main',
          content: { metadata, interactions },
        })
        const args = ['--provider', provider, '--broker-url', theirs.url, '--broker-only', ...published]
        const { code, out } = await run(args, { CI: 'true' })
        expect(code, out).toBe(0)
        const webhooks = interactions.filter(
          ({ comments }: { comments?: { references?: { AsyncAPI?: { operationId: string } } } }) =>
            comments?.references?.AsyncAPI?.operationId.endsWith('.webhooks.receive'),
        )
        expect(webhooks).toHaveLength(provider === 'payments' ? 7 : 0)
        expect(theirs.results).toMatchObject([{ success: true }])
        expect(theirs.results[0]?.testResults).toHaveLength(interactions.length - webhooks.length)
      } finally {
        await theirs.close()
      }
    },
  )

  test('are published from a CI server only', async () => {
    broker.pacts.push({ consumer: 'kiosk', version: '0.9.0', branch: 'main', content: old })
    const { code, out } = await run(['--broker-only', ...published])
    expect(code, out).toBe(0)
    expect(out).toContain('Nothing was published: this is no CI server')
    expect(broker.results).toEqual([])
  })
})

describe('ends with 2 and one sentence', () => {
  const faults: readonly {
    name: string
    args?: readonly string[]
    environment?: NodeJS.ProcessEnv
    says: RegExp
  }[] = [
    { name: 'no pact is selected', says: /has no pact for documents that \[\{"mainBranch":true\}/ },
    { name: 'no token is given', environment: { PACT_BROKER_TOKEN: '' }, says: /answers 401: no token was given/ },
    { name: 'the token is wrong', args: ['--broker-token', 'x'], says: /answers 401: the token was not accepted/ },
    {
      name: 'the broker is down',
      args: ['--broker-url', 'http://127.0.0.1:9'],
      says: /127\.0\.0\.1:9 cannot be reached/,
    },
    { name: 'the provider is unknown', args: ['--provider', 'health'], says: /knows no provider "health"/ },
  ]
  test.each(faults)('when $name', async ({ args = [], environment = {}, says }) => {
    const { code, out, error } = await run(args, environment)
    expect([code, out]).toEqual([2, ''])
    expect(error).toMatch(/^concord-verify: .+\n$/)
    expect(error).toMatch(says)
  })

  test('when that is no broker', async () => {
    const { code, error } = await run(['--broker-url', `${sandbox.url}/~broker/__sandbox`])
    expect(code).toBe(2)
    expect(error).toMatch(/^concord-verify: GET .+, not HAL .+: is that the address of a Pact Broker\?\n$/)
  })

  test('when the broker does not take the result: what was found is printed all the same', async () => {
    broker.pacts.push({ consumer: 'kiosk', version: '0.9.0', branch: 'main', content: old })
    const { code, out, error } = await run(['--broker-only', '--publish-locally', '--provider-version', ' '])
    expect(code, out).toBe(2)
    expect(out).toContain('Pact of kiosk 0.9.0 (latest from branch main): holds; not published.')
    expect(error).toMatch(/^concord-verify: The result for kiosk 0\.9\.0 was not published\. .+can't be blank\.\n$/)
  })
})
