import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PactSource } from '../pact/pact-source.ts'
import type { CheckResult } from '../report/report.ts'
import type { BrokerOptions } from './broker-options.ts'
import { fetchPacts } from './fetch-pacts.ts'
import { openBroker } from './hal.ts'
import { startPactBroker, type TestBroker } from './pact-broker.fixture.ts'
import { reportTo } from './report-to.ts'

let broker: TestBroker
beforeEach(async () => {
  broker = await startPactBroker('boats')
})
afterEach(() => broker.close())

const names = ['a boat', 'a boat that is gone']
const result = (name: string, cause?: string): CheckResult => ({
  layer: 'pacts',
  name: `web-shop 1.4.0: ${name}`,
  operation: 'boats.get',
  rule: 'pact',
  milliseconds: 3,
  ...(cause !== undefined && { failure: { cause, mismatches: [cause, '$.id: is a text'] } }),
})
const good = names.map((name) => result(name))

async function source(extra: PactSource['entry']['interactions'] = []): Promise<PactSource> {
  const interactions = names.map((description) => ({ type: 'Synchronous/HTTP', description }))
  if (broker.pacts.length === 0) {
    broker.pacts.push({ consumer: 'web-shop', version: '1.4.0', branch: 'main', content: { interactions } })
  }
  const [fetched] = await fetchPacts(openBroker(broker), 'boats', { url: broker.url })
  if (fetched === undefined) throw new Error('The broker gave nothing.')
  const name = 'web-shop 1.4.0'
  const known = fetched.document.interactions as readonly { _id: string; description: string; type: string }[]
  return {
    entry: {
      file: 'brought.json',
      provider: 'boats',
      states: [],
      interactions: [
        ...names.map((one) => ({ type: 'http' as const, operation: 'boats.get', description: `${name}: ${one}` })),
        ...extra,
      ],
    },
    pact: {
      consumer: { name: 'web-shop' },
      provider: { name: 'boats' },
      metadata: {},
      interactions: known.map((one) => ({ ...one, description: `${name}: ${one.description}` })),
    },
    brought: { name, reason: fetched.reason, pending: false, document: fetched.document },
  }
}

const publish = (): BrokerOptions => ({
  url: broker.url,
  publish: true,
  providerVersion: '3f2c1a0',
  providerBranch: 'feat/bees',
  buildUrl: 'https://ci.example.test/7',
})

describe('reportTo', () => {
  test('tells the broker that a pact holds: for which version, on which branch, in which build', async () => {
    expect(await reportTo(publish(), [await source()], good)).toEqual({
      url: broker.url,
      providerVersion: '3f2c1a0',
      pacts: [
        {
          name: 'web-shop 1.4.0',
          reason: 'latest from branch main',
          pending: false,
          satisfied: true,
          unheard: [],
          published: true,
        },
      ],
    })
    expect(broker.branches).toEqual(['boats 3f2c1a0 on feat/bees'])
    expect(broker.results).toMatchObject([
      {
        success: true,
        providerApplicationVersion: '3f2c1a0',
        buildUrl: 'https://ci.example.test/7',
        verifiedBy: { implementation: 'concord-verify' },
        testResults: names.map((interactionDescription) => ({
          interactionId: expect.stringMatching(/^[0-9a-f]{40}$/),
          interactionDescription,
          success: true,
        })),
      },
    ])
  })

  test('tells the broker what does not hold', async () => {
    const report = await reportTo(
      publish(),
      [await source()],
      [result('a boat', '401 instead of 200'), result('a boat that is gone')],
    )
    expect(report.pacts).toMatchObject([{ satisfied: false, published: true }])
    expect(broker.results).toMatchObject([
      {
        success: false,
        testResults: [
          {
            success: false,
            exceptions: [{ message: '401 instead of 200' }],
            mismatches: [{ description: '401 instead of 200' }, { description: '$.id: is a text' }],
          },
          { success: true },
        ],
      },
    ])
  })

  test('says nothing to the broker unless asked to', async () => {
    const report = await reportTo({ url: broker.url, providerVersion: '3f2c1a0' }, [await source()], good)
    expect(report).toMatchObject({ pacts: [{ satisfied: true, published: false }] })
    expect(report).not.toHaveProperty('providerVersion')
    expect(broker.results).toEqual([])
  })

  test.each([
    { name: 'a part of it was left out', results: good.slice(1), extra: [] },
    {
      name: 'a message of it could not be heard',
      results: good,
      extra: [{ type: 'unheard' as const, operation: 'boat lost', description: 'web-shop 1.4.0: boat lost' }],
    },
  ])('a pact is not called verified when $name', async ({ results, extra }) => {
    const report = await reportTo(publish(), [await source(extra)], results)
    expect(report.pacts).toMatchObject([{ published: false }])
    expect(broker.results).toEqual([])
  })

  test('our own pact is no business of the broker', async () => {
    const { brought: _brought, ...ours } = await source()
    expect((await reportTo(publish(), [ours], good)).pacts).toEqual([])
    expect(broker.results).toEqual([])
  })

  test('a broker that refuses the result: the report says so, and is not lost', async () => {
    const report = await reportTo({ ...publish(), providerVersion: ' ' }, [await source()], good)
    expect(report.pacts).toMatchObject([
      {
        satisfied: true,
        published: false,
        trouble: expect.stringContaining("It says: providerApplicationVersion: can't be blank."),
      },
    ])
  })
})
