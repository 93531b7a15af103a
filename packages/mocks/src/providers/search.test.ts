import { tavily } from '@tavily/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../adapters/server.ts'
import { Platform } from '../platform/platform.fixture.ts'

const papers = '/providers/semantic-scholar/graph/v1/paper'

describe('Semantic Scholar', () => {
  test('pages through what a query finds, and reads a paper that it has shown', async () => {
    const platform = new Platform()
    const fields = 'title,year,authors.name'
    const first = (await platform.get(`${papers}/search?query=bees&limit=30&fields=${fields}`)).body
    expect(first).toMatchObject({ offset: 0, next: 30 })
    const seen = new Set<string>()
    for (let offset: number | undefined = 0; offset !== undefined; ) {
      const { body } = await platform.get(`${papers}/search?query=bees&limit=30&offset=${offset}`)
      for (const { paperId } of body.data) seen.add(paperId)
      offset = body.next
    }
    expect(seen.size).toBe(first.total)
    const [paper] = first.data
    expect(Object.keys(paper).sort()).toEqual(['authors', 'paperId', 'title', 'year'])
    expect((await platform.get(`${papers}/${paper.paperId}?fields=${fields}`)).body).toEqual(paper)
  })

  test('finds only papers of the years that are asked for', async () => {
    const { body } = await new Platform().get(`${papers}/search?query=bees&fields=year&limit=100&year=2010-2012`)
    expect(body.data.length).toBeGreaterThan(0)
    for (const { year } of body.data) expect([2010, 2011, 2012]).toContain(year)
  })

  test.each([
    [`${papers}/search`, {}, 400, { error: 'Missing required parameter: query' }],
    [`${papers}/search?query=a&fields=colour`, {}, 400, { error: 'Unrecognized or unsupported fields: [colour]' }],
    [`${papers}/search?query=a&limit=101`, {}, 400, { error: expect.stringContaining('limit') }],
    [`${papers}/nobody`, {}, 404, { error: 'Paper with id nobody not found' }],
    [`${papers}/search?query=a`, { 'x-api-key': 'invalid_1' }, 403, { message: 'Forbidden' }],
  ])('refuses %s', async (path, headers, status, body) => {
    const answer = await new Platform().request('GET', path, { headers })
    expect([answer.status, answer.body]).toEqual([status, body])
  })
})

test("Serper's second page goes on where the first ended", async () => {
  const search = async (page: number) =>
    (
      await new Platform().post('/providers/serper/search', { q: 'bees', num: 3, page }, undefined, {
        'x-api-key': 'k',
      })
    ).body.organic
  const [first, second, again] = [await search(1), await search(2), await search(1)]
  expect(first.map(({ position }: { position: number }) => position)).toEqual([1, 2, 3])
  expect(second.map(({ position }: { position: number }) => position)).toEqual([4, 5, 6])
  expect(again).toEqual(first)
})

describe("Tavily's own client, pointed here by its apiBaseURL", () => {
  let server: RunningServer
  beforeAll(async () => {
    server = await startServer({ port: 0 })
  })
  afterAll(() => server.close())
  const client = (apiKey = 'tvly-test') => tavily({ apiKey, apiBaseURL: `${server.url}/providers/tavily` })

  test('searches, and finds the same again', async () => {
    const found = await client().search('bees in cities', {
      maxResults: 3,
      includeAnswer: true,
      includeRawContent: 'text',
    })
    expect(found.results).toHaveLength(3)
    expect(found.answer).toMatch(/bees in cities/i)
    expect(found.results[0]).toMatchObject({ url: expect.stringMatching(/^https:/), score: expect.any(Number) })
    expect((await client().search('bees in cities', { maxResults: 3 })).results.map(({ url }) => url)).toEqual(
      found.results.map(({ url }) => url),
    )
  })

  test('leaves out domains', async () => {
    const { results } = await client().search('bees', { maxResults: 20, excludeDomains: ['example.org'] })
    expect(results.length).toBeGreaterThan(0)
    expect(results.map(({ url }) => url).filter((url) => url.includes('example.org'))).toEqual([])
  })

  test('reads a page as the search told it', async () => {
    const { results } = await client().search('bees', { maxResults: 1, includeRawContent: 'text' })
    const extracted = await client().extract([results[0]?.url ?? '', 'nonsense'])
    expect(extracted.results).toMatchObject([{ rawContent: results[0]?.rawContent }])
    expect(extracted.failedResults).toMatchObject([{ url: 'nonsense' }])
  })

  test('throws its own error for a wrong key, and for a plan that is used up', async () => {
    await expect(client('invalid_1').search('bees')).rejects.toThrow('Unauthorized: missing or invalid API key.')
    const world = server.controls().world
    const effect = { kind: 'problem', status: 432 }
    const rule = world.faults.add({ match: { on: 'provider', provider: 'tavily' }, when: { kind: 'always' }, effect })
    await expect(client().search('bees')).rejects.toThrow('exceeds your plan')
    world.faults.remove(rule.id)
  })
})
