// How much a pact notices: each answer of the contract, changed in one place, must be refused. The core itself is asked.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HttpInteraction } from '@concord/contracts/mock-server'
import { expect, test } from 'vitest'
import { type CoreResult, runCore } from '../../packages/contracts/src/pact/run-core.ts'
import { httpInteractions, manifest } from './pact-interactions.ts'

const PORTION = 50

interface Mutant {
  readonly name: string
  readonly body: unknown
  readonly of: HttpInteraction
}

/** Every body that differs from this one by a field that is gone, or by a value of another type. */
function* changed(value: unknown, path: string): Generator<{ readonly what: string; readonly body: unknown }> {
  if (path !== '$') yield { what: `${path} has another type`, body: anotherType(value) }
  if (Array.isArray(value)) {
    for (const { what, body } of changed(value[0], `${path}[0]`)) yield { what, body: [body, ...value.slice(1)] }
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      const { [name]: _gone, ...rest } = value as Record<string, unknown>
      yield { what: `${path}.${name} is gone`, body: rest }
      for (const { what, body } of changed(inner, `${path}.${name}`)) yield { what, body: { ...value, [name]: body } }
    }
  }
}

function anotherType(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return 'a list'
  if (value === null) return true
  return typeof value === 'object' ? 'an object' : 7
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

test('every field of every answer is guarded: gone, or of another type, it is noticed', async () => {
  const originals = shapes().map(
    (of): Mutant => ({ name: `${of.description}, unchanged`, body: of.response.body?.content, of }),
  )
  const mutants = originals.flatMap(({ of, body }) =>
    [...changed(body, '$')].map(
      (change): Mutant => ({ name: `${of.description}, ${change.what}`, body: change.body, of }),
    ),
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
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const folder = await mkdtemp(join(tmpdir(), 'concord-mutants-'))
  try {
    const interactions = all.map(({ name, of }, index) => ({
      type: of.type,
      description: name,
      pending: false,
      request: { method: 'GET', path: `/${index}` },
      response: of.response,
    }))
    const { port } = server.address() as AddressInfo
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
          providerBaseUrl: `http://127.0.0.1:${port}`,
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
    server.close()
    await rm(folder, { recursive: true })
  }
}, 180_000)
