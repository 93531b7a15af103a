// How much a pact notices: each answer of the contract, changed in one place, must be refused. The core itself is asked.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HttpInteraction } from '@concord/contracts/mock-server'
import { expect, test } from 'vitest'
import { type CoreResult, runCore } from '../../packages/contracts/src/pact/run-core.ts'
import { listen } from '../loopback.ts'
import { changesOf } from './answer-changes.ts'
import { httpInteractions, manifest } from './pact-interactions.ts'

const PORTION = 50

interface Mutant {
  readonly name: string
  readonly body: unknown
  readonly of: HttpInteraction
}

/** One interaction for each shape of answer: the same shape is not asked twice. */
function shapes(): readonly HttpInteraction[] {
  const byRules = new Map<string, HttpInteraction>()
  for (const { file } of manifest.pacts) {
    for (const interaction of httpInteractions(file)) {
      const { body, status } = interaction.response
      if (body === undefined || status >= 400 || !body.contentType.endsWith('json')) continue
      const rules = JSON.stringify((interaction.response as { matchingRules?: { body?: unknown } }).matchingRules?.body)
      if (!byRules.has(rules)) byRules.set(rules, interaction)
    }
  }
  return [...byRules.values()]
}

test('every field of every answer is guarded: gone, renamed, or of another type, it is noticed', async () => {
  const originals = shapes().map(
    (of): Mutant => ({ name: `${of.description}, unchanged`, body: of.response.body?.content, of }),
  )
  const mutants = originals.flatMap(({ of, body }) =>
    changesOf(body).map(({ what, apply }): Mutant => ({ name: `${of.description}, ${what}`, body: apply(body), of })),
  )
  const all = [...originals, ...mutants]
  const answers = new Map(all.map(({ name, body, of }, index) => [`/${index}`, { name, body, of }]))
  const server = createServer((request, response) => {
    const { of, body } = answers.get(request.url ?? '') ?? {}
    const headers = Object.fromEntries(
      Object.entries(of?.response.headers ?? {}).map(([header, values]) => [header, [...values]]),
    )
    response.writeHead(of?.response.status ?? 404, headers).end(JSON.stringify(body))
  })
  const provider = await listen(server)
  const folder = await mkdtemp(join(tmpdir(), 'concord-mutants-'))
  try {
    const interactions = all.map(({ name, of }, index) => ({
      type: of.type,
      description: name,
      pending: false,
      request: { method: 'GET', path: `/${index}` },
      response: of.response,
    }))
    const results: CoreResult[] = []
    // The core takes longer for each failure the more there were before, so it is asked in portions.
    for (let from = 0; from < interactions.length; from += PORTION) {
      const file = join(folder, `${from}.json`)
      const pact = {
        consumer: { name: 'c' },
        provider: { name: 'p' },
        metadata: { pactSpecification: { version: '4.0' } },
      }
      await writeFile(file, JSON.stringify({ ...pact, interactions: interactions.slice(from, from + PORTION) }))
      results.push(
        ...(await runCore({
          provider: 'p',
          providerBaseUrl: provider.url,
          pactUrls: [file],
          logLevel: 'error',
        })),
      )
    }
    expect(results).toHaveLength(all.length)
    const passed = results.filter(({ result }) => result === 'OK').map(({ description }) => description)
    expect(mutants.length).toBeGreaterThan(300)
    expect(passed).toEqual(originals.map(({ name }) => name))
  } finally {
    await provider.close()
    await rm(folder, { recursive: true })
  }
}, 180_000)
