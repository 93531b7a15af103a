import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { BrokerOptions } from './broker-options.ts'
import { fetchPacts } from './fetch-pacts.ts'
import { openBroker } from './hal.ts'
import { startPactBroker, type TestBroker } from './pact-broker.fixture.ts'

let broker: TestBroker
beforeEach(async () => {
  broker = await startPactBroker('payments')
  const content = { interactions: [], metadata: { pactSpecification: { version: '4.0' } } }
  broker.pacts.push(
    { consumer: 'web-shop', version: '1.4.0', branch: 'main', content },
    { consumer: 'web-shop', version: '1.3.0', branch: 'release', deployed: true, content: { ...content, old: true } },
    { consumer: 'kiosk', version: '0.9.0', branch: 'feat/bees', publishedAt: '2026-03-01', content },
  )
})
afterEach(() => broker.close())

const fetched = async (options: Partial<BrokerOptions> = {}, provider = 'payments') => {
  const pacts = await fetchPacts(openBroker({ url: broker.url }), provider, { url: broker.url, ...options })
  return pacts.map(({ document, consumerVersion, reason, pending }) => [
    `${(document.consumer as { name: string }).name} ${consumerVersion}`,
    reason,
    pending,
  ])
}

describe('fetchPacts', () => {
  test('asks for what Pact recommends where nothing is selected', async () => {
    expect(await fetched()).toEqual([
      ['web-shop 1.4.0', 'latest from branch main', false],
      ['web-shop 1.3.0', 'deployed to production', false],
    ])
    expect(broker.wanted).toEqual({
      consumerVersionSelectors: [{ mainBranch: true }, { deployedOrReleased: true }],
      includePendingStatus: false,
    })
  })

  test('and for the branch that is named as ours', async () => {
    expect(await fetched({ providerBranch: 'feat/bees' })).toContainEqual([
      'kiosk 0.9.0',
      'latest from branch feat/bees',
      false,
    ])
    expect(broker.wanted).toMatchObject({
      providerVersionBranch: 'feat/bees',
      consumerVersionSelectors: [{ mainBranch: true }, { deployedOrReleased: true }, { matchingBranch: true }],
    })
  })

  test('asks for what is selected', async () => {
    const selectors = [{ branch: 'feat/bees', consumer: 'kiosk' }]
    expect(await fetched({ selectors })).toEqual([['kiosk 0.9.0', 'latest from branch feat/bees', false]])
  })

  test('a pact that was never satisfied is pending where that is enabled', async () => {
    expect(await fetched({ enablePending: true, selectors: [{ mainBranch: true }] })).toEqual([
      ['web-shop 1.4.0', 'latest from branch main', true],
    ])
  })

  test('new pacts that nothing selects come as pending ones', async () => {
    const options = {
      selectors: [{ mainBranch: true } as const],
      includeWipPactsSince: '2026-02-01',
      providerBranch: 'main',
    }
    expect(await fetched(options)).toEqual([
      ['web-shop 1.4.0', 'latest from branch main', false],
      ['kiosk 0.9.0', 'latest from branch feat/bees', true],
    ])
    expect(broker.wanted).toMatchObject({ includeWipPactsSince: '2026-02-01' })
  })

  test.each([
    {
      name: 'nothing that is selected',
      run: () => fetched({ selectors: [{ branch: 'nowhere' }] }),
      says: 'has no pact for payments that [{"branch":"nowhere"}] selects, so nothing would be proved.',
    },
    {
      name: 'a provider that the broker does not know',
      run: () => fetched({}, 'rafts'),
      says: 'knows no provider "rafts".',
    },
    {
      name: 'selectors that the broker refuses',
      run: () => fetched({ selectors: [{ mainBranch: true, branch: 'main' }] }),
      says: 'consumerVersionSelectors: cannot specify mainBranch=true with any other criteria',
    },
  ])('one sentence for $name', async ({ run, says }) => {
    await expect(run()).rejects.toThrow(says)
  })
})
