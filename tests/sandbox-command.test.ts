// The command as a person runs it: what it prints, how it ends, and what it says when it cannot start.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'

const command = join(import.meta.dirname, '../packages/mocks/src/cli/concord-sandbox.ts')
const folder = mkdtempSync(join(tmpdir(), 'concord-command-'))
const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Run {
  readonly child: ChildProcess
  /** Everything that was printed so far. */
  readonly printed: () => string
  readonly ended: Promise<number | null>
  /** The address that it prints when it is ready. */
  readonly ready: Promise<string>
}

function run(...options: string[]): Run {
  const child = spawn(process.execPath, ['--conditions=concord-source', command, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let text = ''
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const ready = new Promise<string>((resolve, reject) => {
    const listen = (part: string) => {
      text += part
      const url = /http:\/\/localhost:\d+/.exec(text)?.[0]
      if (url !== undefined) resolve(url)
    }
    child.stdout.setEncoding('utf8').on('data', listen)
    child.stderr.setEncoding('utf8').on('data', listen)
    void ended.then((code) => reject(new Error(`It ended with ${code}: ${text}`)))
  })
  ready.catch(() => {})
  return { child, printed: () => text, ended, ready }
}

function specFile(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

describe('concord-sandbox', () => {
  test.for(['SIGINT', 'SIGTERM'] as const)('prints a call that works, and ends on %s', async (signal) => {
    const { child, printed, ended, ready } = run('--port', '0', '--seed', '3')
    const url = await ready
    expect((await fetch(`${url}/api/v1/health`)).status).toBe(200)
    const token = /TOKEN=(\S+)/.exec(printed())?.[1]
    const me = await fetch(`${url}/api/v1/users/me`, { headers: { authorization: `Bearer ${token}` } })
    expect(await me.json()).toMatchObject({ email: 'ada@example.test' })
    expect(printed()).toContain(`${url}/__sandbox`)
    expect(printed()).not.toContain('\u001b')
    child.kill(signal)
    expect(await ended).toBe(0)
  })

  test('a taken port is a sentence with what to do, and exit code 2', async () => {
    const holder = createServer()
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
    const address = holder.address()
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0
    const { printed, ended } = run('--port', String(port))
    expect(await ended).toBe(2)
    expect(printed()).toBe(
      `Port ${port} is taken. Stop what listens there, or choose another with --port ${port + 1}.\n`,
    )
    holder.close()
  })

  test('an unknown option is a sentence, and exit code 2', async () => {
    const { printed, ended } = run('--prot', '8000')
    expect(await ended).toBe(2)
    expect(printed()).toBe("Unknown option '--prot'. See --help for what there is.\n")
  })

  test('a scenario goes wrong from the start', async () => {
    const url = await run('--port', '0', '--scenario', 'infrastructure.storage-down={"after":0}').ready
    expect(await (await fetch(`${url}/api/v1/health`)).json()).toMatchObject({ status: 'degraded' })
  })

  test.for([
    ['llm.dwon', 'llm.down'],
    ['webhooks.duplicate={"copies":99}', 'copies'],
    ['webhooks.duplicate={', '--scenario takes NAME'],
  ] as const)('the scenario %s is a sentence, and exit code 2', async ([scenario, hint]) => {
    const { printed, ended } = run('--port', '0', '--scenario', scenario)
    expect(await ended).toBe(2)
    expect(printed()).toContain(hint)
  })

  test("serves a stranger's spec: what is created is there", async () => {
    const { ready } = run('--port', '0', '--spec', specFile('pets.yaml', pets))
    const url = await ready
    const headers = { 'content-type': 'application/json' }
    const created = await fetch(`${url}/pets`, { method: 'POST', headers, body: '{"name":"Rex"}' })
    expect(created.status).toBe(201)
    const pet = (await created.json()) as { id: number; name: string }
    expect(await (await fetch(`${url}/pets/${pet.id}`)).json()).toEqual(pet)
    expect((await fetch(`${url}/pets/${pet.id + 1}`)).status).toBe(404)
    const refused = await fetch(`${url}/pets`, { method: 'POST', headers, body: '{"tag":1}' })
    expect(refused.status).toBe(422)
    expect(await refused.json()).toMatchObject({ errors: [{ loc: ['body', 'name'] }, { loc: ['body', 'tag'] }] })
  })

  test('a broken spec is told with its place, and exit code 1', async () => {
    const file = specFile(
      'broken.yaml',
      'openapi: 3.1.0\ninfo: {title: x, version: "1"}\npaths:\n  /a:\n    get:\n      responses: { "200": { $ref: "#/nope" } }\n',
    )
    const { printed, ended } = run('--port', '0', '--spec', file)
    expect(await ended).toBe(1)
    expect(printed()).toContain(`${file}:6:`)
    expect(printed()).toContain('#/nope')
  })

  test('a spec that is not there is a sentence, and exit code 1', async () => {
    const { printed, ended } = run('--spec', join(folder, 'none.yaml'))
    expect(await ended).toBe(1)
    expect(printed()).toBe(`There is no file ${join(folder, 'none.yaml')}.\n`)
  })
})

const pets = `
openapi: 3.0.3
info: { title: Pets, version: 1.0.0 }
paths:
  /pets:
    post:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewPet' } } } }
      responses: { '201': { description: Made., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
  /pets/{petId}:
    get:
      parameters: [{ name: petId, in: path, required: true, schema: { type: integer } }]
      responses: { '200': { description: One., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
components:
  schemas:
    NewPet: { type: object, required: [name], properties: { name: { type: string }, tag: { type: string } } }
    Pet: { allOf: [{ $ref: '#/components/schemas/NewPet' }, { type: object, required: [id], properties: { id: { type: integer } } }] }
`
