import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { matchValue } from '../../packages/codegen/src/emit/pact/matchers.ts'
import type { JsonSchema } from '../../packages/codegen/src/model.ts'
import { runCore } from '../../packages/contracts/src/pact/run-core.ts'
import { listen } from '../loopback.ts'

// The rules that codegen writes are only as good as what Pact's core makes of them, so the core itself is asked.

const point: JsonSchema = {
  type: 'object',
  required: ['x'],
  properties: { x: { type: 'integer' }, y: { type: 'string' } },
}
const maybePoint: JsonSchema = { oneOf: [point, { type: 'null' }] }

const table: readonly {
  schema: JsonSchema
  example: unknown
  accepts: readonly unknown[]
  refuses: readonly unknown[]
}[] = [
  { schema: { type: 'integer' }, example: 1, accepts: [5], refuses: ['5', 1.5, null] },
  { schema: { type: 'number' }, example: 1.5, accepts: [5, 2.5], refuses: ['5'] },
  { schema: { type: 'boolean' }, example: true, accepts: [false], refuses: ['true', 0] },
  { schema: { type: 'string' }, example: 'x', accepts: ['y', ''], refuses: [5, null] },
  { schema: { const: 'x' }, example: 'x', accepts: ['x'], refuses: ['y'] },
  { schema: { type: 'string', enum: ['a', 'b'] }, example: 'a', accepts: ['b'], refuses: ['c', 'ab'] },
  { schema: { type: 'string', pattern: '^[a-z]{3}$' }, example: 'eur', accepts: ['usd'], refuses: ['EUR', 123] },
  { schema: { type: 'string', pattern: '^[0-9]+$' }, example: '12', accepts: ['34'], refuses: [34, 'x'] },
  {
    schema: { type: 'string', format: 'date-time' },
    example: '2025-12-01T15:30:00Z',
    accepts: ['2025-12-01T15:30:00.123Z', '2025-12-01T15:30:00+01:00'],
    refuses: ['2025-12-01', 5],
  },
  {
    schema: { type: 'string', format: 'uri' },
    example: 'https://a.test/',
    accepts: ['http://b.test/c?d=e'],
    refuses: ['/c'],
  },
  { schema: { type: 'string', format: 'email' }, example: 'ada@example.test', accepts: ['b@c.de'], refuses: ['ada'] },
  { schema: { type: ['integer', 'null'] }, example: null, accepts: [5, null], refuses: ['5'] },
  { schema: { type: ['string', 'null'] }, example: null, accepts: ['x', null], refuses: [5] },
  { schema: { type: ['string', 'null'] }, example: 'x', accepts: ['y', null], refuses: [5] },
  { schema: { type: ['boolean', 'null'] }, example: null, accepts: [true, null], refuses: ['true', 0] },
  {
    schema: { type: ['string', 'null'], format: 'date-time' },
    example: null,
    accepts: ['2025-12-01T15:30:00Z', null],
    refuses: ['x'],
  },
  { schema: maybePoint, example: null, accepts: [{ x: 1 }, null], refuses: ['x', [], 5] },
  { schema: maybePoint, example: { x: 1 }, accepts: [{ x: 2 }], refuses: [{ x: 'x' }, {}] },
  {
    schema: { type: ['array', 'null'], items: { type: 'string' } },
    example: null,
    accepts: [['a'], null],
    refuses: ['x', {}],
  },
  {
    schema: { type: 'array', items: { type: 'string' } },
    example: ['a', 'b'],
    accepts: [['q'], []],
    refuses: [[1], ['a', 1], 'x', null],
  },
  { schema: { type: 'array', items: { type: 'string' } }, example: [], accepts: [['q'], []], refuses: [[1], {}] },
  {
    schema: { type: 'array', minItems: 2, items: { type: 'integer' } },
    example: [1],
    accepts: [
      [1, 2],
      [1, 2, 3],
    ],
    refuses: [[1], []],
  },
  {
    schema: { type: 'array', items: point },
    example: [{ x: 1 }],
    accepts: [[{ x: 5 }, { x: 6, y: 'y' }], []],
    refuses: [[{}], [{ x: 1 }, { x: 'x' }], [5]],
  },
  {
    schema: { type: 'array', minItems: 1, items: { type: ['string', 'integer'] } },
    example: ['body', 'x'],
    accepts: [['a'], ['a', 1]],
    refuses: [[null], [], [true]],
  },
  { schema: point, example: { x: 1, y: 'y' }, accepts: [{ x: 5 }, { x: 5, z: true }], refuses: [{}, { x: '5' }, null] },
  {
    schema: { type: 'object', additionalProperties: { type: 'string' } },
    example: { k: 'v' },
    accepts: [{ z: 'q' }, {}],
    refuses: [5, null],
  },
]

const cases = table.flatMap(({ schema, example, accepts, refuses }, row) => {
  const { value, rules } = matchValue(
    { type: 'object', required: ['v'], properties: { v: schema } },
    { v: example },
    new Map(),
  )
  const given = [
    ...accepts.map((actual) => ({ actual, want: 'OK' })),
    ...refuses.map((actual) => ({ actual, want: 'Error' })),
  ]
  return given.map(({ actual, want }, index) => ({
    path: `/${row}/${index}`,
    name: `${JSON.stringify(schema)} of which ${JSON.stringify(example)} is the example: ${JSON.stringify(actual)}`,
    actual,
    want,
    response: {
      status: 200,
      body: { content: value, contentType: 'application/json', encoded: false },
      matchingRules: { body: rules },
    },
  }))
})

describe('Pact’s core takes the rules to mean what the schema says:', () => {
  let results: ReadonlyMap<string, string> = new Map()
  let folder = ''

  beforeAll(async () => {
    const answers = new Map(cases.map(({ path, actual }) => [path, JSON.stringify({ v: actual })]))
    const server = createServer((request, response) => {
      response.setHeader('content-type', 'application/json').end(answers.get(request.url ?? ''))
    })
    const provider = await listen(server)
    folder = await mkdtemp(join(tmpdir(), 'concord-matchers-'))
    const file = join(folder, 'pact.json')
    const interactions = cases.map(({ path, name, response }) => ({
      type: 'Synchronous/HTTP',
      description: name,
      pending: false,
      request: { method: 'GET', path },
      response,
    }))
    const metadata = { pactSpecification: { version: '4.0' } }
    await writeFile(file, JSON.stringify({ consumer: { name: 'c' }, provider: { name: 'p' }, interactions, metadata }))
    const found = await runCore({
      provider: 'p',
      providerBaseUrl: provider.url,
      pactUrls: [file],
      logLevel: 'error',
    })
    results = new Map(found.map(({ description, result }) => [description, result]))
    await provider.close()
  })

  afterAll(() => rm(folder, { recursive: true, force: true }))

  test.each(cases)('$name', ({ name, want }) => {
    expect(results.get(name)).toBe(want)
  })
})
