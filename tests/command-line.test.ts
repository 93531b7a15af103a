// The commands, used wrongly: an exit code, one clear sentence, and nothing of the inside.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { insides } from './raw-http.ts'

const root = join(import.meta.dirname, '..')
const commands = {
  'concord-sandbox': 'packages/mocks/src/cli/concord-sandbox.ts',
  'concord-verify': 'packages/contracts/src/cli/concord-verify.ts',
  'concord-generate': 'packages/codegen/src/cli/concord-generate.ts',
  'concord-diff': 'packages/codegen/src/cli/concord-diff.ts',
} as const

const folder = mkdtempSync(join(tmpdir(), 'concord-command-'))
afterAll(() => rmSync(folder, { recursive: true }))

const head = 'openapi: 3.1.0\ninfo: { title: Broken, version: "1" }\n'
const operation = (schema: string) =>
  `${head}paths:\n  /a:\n    get:\n      operationId: a.get\n      responses:\n` +
  `        "200": { description: Fine., content: { application/json: { schema: ${schema} } } }\n`
const specs = {
  'syntax.yaml': `${head}paths: { /a: [\n`,
  'dangling.yaml': operation('{ $ref: "#/components/schemas/Nowhere" }'),
  'type.yaml': operation('{ type: strin }'),
  'pattern.yaml': operation('{ type: string, pattern: "(" }'),
  'paths.yaml': `${head}paths: 5\n`,
  'text.yaml': 'hello\n',
  'empty.yaml': '',
  'broken.json': '{"openapi":"3.1.0",',
  'swagger.json': '{"swagger":"2.0","info":{"title":"x","version":"1"},"paths":{}}',
}
for (const [name, text] of Object.entries(specs)) writeFileSync(join(folder, name), text)
const spec = (name: string) => join(folder, name)

function run(
  command: keyof typeof commands,
  ...given: string[]
): Promise<{ code: number; out: string; error: string }> {
  const flags = ['--conditions=concord-source', '--disable-warning=ExperimentalWarning']
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...flags, join(root, commands[command]), ...given],
      { cwd: folder, timeout: 30_000 },
      (failure, out, error) => resolve({ code: failure === null ? 0 : Number(failure.code ?? 128), out, error }),
    )
  })
}

type Row = readonly [command: keyof typeof commands, given: readonly string[], code: number, words: RegExp]

describe('wrong use ends with 2', () => {
  test.concurrent.for<Row>([
    ['concord-sandbox', ['--prot', '1'], 2, /--prot/],
    ['concord-sandbox', ['--port', 'abc'], 2, /--port takes a whole number from 0 to 65535, not "abc"/],
    ['concord-sandbox', ['--port', '65536'], 2, /--port takes/],
    ['concord-sandbox', ['--port'], 2, /--port/],
    ['concord-sandbox', ['--speed', '0'], 2, /--speed takes a number above 0/],
    ['concord-sandbox', ['--seed', '1.5'], 2, /--seed takes a whole number/],
    ['concord-sandbox', ['--origin', 'bees'], 2, /--origin takes an origin such as/],
    ['concord-sandbox', ['--host', '203.0.113.1', '--port', '0'], 2, /no address 203\.0\.113\.1/],
    ['concord-sandbox', ['spec.yaml'], 2, /--spec spec\.yaml/],
    ['concord-verify', [], 2, /--provider is missing/],
    ['concord-verify', ['--prvider', 'x'], 2, /--prvider/],
    ['concord-verify', ['--provider', 'payments'], 2, /--base-url is missing/],
    ['concord-verify', ['--provider', 'nobody', '--base-url', 'http://localhost:8000'], 2, /There are: admin, auth/],
    ['concord-verify', ['--provider', 'health', '--base-url', 'bees'], 2, /http or https URL/],
    ['concord-verify', ['--provider', 'health', '--base-url', 'http://localhost:1'], 2, /did not answer GET \//],
    ['concord-verify', ['--provider', 'health', '--base-url', 'http://localhost:1', '--only', 'x'], 2, /--only takes/],
    ['concord-diff', ['--nope'], 2, /--nope/],
    ['concord-diff', ['a.yaml', 'b.yaml'], 2, /There is no file or folder a\.yaml/],
    ['concord-generate', ['--nope'], 2, /--nope/],
    ['concord-generate', ['nope'], 2, /nope/],
    ['concord-generate', ['sandbox', 'a.yaml'], 2, /--out DIR/],
  ])('%s %j', async ([command, given, code, words]) => {
    const end = await run(command, ...given)
    expect(end.error).toMatch(words)
    expect(end.error).not.toMatch(insides)
    expect(end.code).toBe(code)
    expect(end.out).toBe('')
  })

  test('a port that is taken, with another to try', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const end = await run('concord-sandbox', '--port', String(port))
    other.close()
    expect(end).toMatchObject({ code: 2, out: '' })
    expect(end.error.trim()).toBe(
      `Port ${port} is taken. Stop what listens there, or choose another with --port ${port + 1}.`,
    )
  })
})

describe('a broken spec ends with 1, and says where', () => {
  const rows: readonly (readonly [string, RegExp])[] = [
    ['syntax.yaml', /syntax\.yaml:\d+:\d+ /],
    ['dangling.yaml', /dangling\.yaml:8:\d+ .*#\/components\/schemas\/Nowhere refers to something that does not exist/],
    ['type.yaml', /type\.yaml:8:\d+ .*type must be one of .* not "strin"\./],
    ['pattern.yaml', /pattern\.yaml:8:\d+ .*pattern must be a regular expression/],
    ['paths.yaml', /paths\.yaml:3:\d+ #\/paths: Here must stand an object/],
    ['text.yaml', /text\.yaml:1:1 .*not an OpenAPI document/],
    ['empty.yaml', /empty\.yaml:1:1 .*not an OpenAPI document/],
    ['broken.json', /broken\.json:1:\d+ /],
    ['swagger.json', /swagger\.json:1:\d+ .*Swagger 2\.0 is not supported/],
    ['missing.yaml', /missing\.yaml/],
  ]
  test.concurrent.for(rows)('concord-sandbox --spec %s', async ([name, words]) => {
    const end = await run('concord-sandbox', '--port', '0', '--spec', spec(name))
    expect(end.error).toMatch(words)
    expect(end.error).not.toMatch(insides)
    expect(end).toMatchObject({ code: 1, out: '' })
  })

  test.concurrent.for(rows)('concord-generate sandbox %s', async ([name, words]) => {
    const end = await run('concord-generate', 'sandbox', spec(name), '--out', join(folder, 'out'))
    expect(end.error).toMatch(words)
    expect(end.error).not.toMatch(insides)
    expect(end).toMatchObject({ code: 1, out: '' })
  })

  test.concurrent.for(rows)('concord-diff %s, which cannot be compared and so ends with 2', async ([name, words]) => {
    const end = await run('concord-diff', spec(name), spec(name))
    expect(end.error).toMatch(words)
    expect(end.error).not.toMatch(insides)
    expect(end).toMatchObject({ code: 2, out: '' })
  })
})
