import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadApis, loadForeign } from '../packages/codegen/src/load/load-apis.ts'
import type { ApiModel } from '../packages/codegen/src/model.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const redocly = join(root, 'node_modules/@redocly/cli/bin/cli.js')
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'concord-documents-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What a linter that we did not write says of a document: nothing, where it is OpenAPI 3.1. */
const lint = async ({ name, document }: ApiModel): Promise<string> => {
  const file = join(folder, `${name}.json`)
  await writeFile(file, JSON.stringify(document))
  const settings = join(folder, 'redocly.yaml')
  await writeFile(settings, 'extends: [spec]\n')
  try {
    await promisify(execFile)(process.execPath, [redocly, 'lint', file, '--config', settings, '--format', 'stylish'], {
      cwd: folder,
    })
    return ''
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error)
  }
}

test.each(loadApis(join(root, 'specs')).map((api) => [api.name, api] as const))(
  '%s, merged, is a valid OpenAPI document',
  async (_, api) => {
    expect(await lint(api)).toBe('')
  },
)

test("a stranger's 3.0 becomes a valid 3.1", async () => {
  const file = join(folder, 'stranger.json')
  const pet = {
    type: 'object',
    required: ['id'],
    properties: {
      id: { type: 'integer', minimum: 0, exclusiveMinimum: true, example: 1 },
      tag: { type: 'string', nullable: true },
      photo: { type: 'string', format: 'binary' },
      owner: { nullable: true, allOf: [{ $ref: '#/components/schemas/Owner' }] },
    },
  }
  const answer = {
    description: 'A pet.',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } },
  }
  const operation = {
    operationId: 'show pet',
    parameters: [{ $ref: '#/components/parameters/Id' }],
    responses: { 200: { $ref: '#/components/responses/Pet' } },
  }
  await writeFile(
    file,
    JSON.stringify({
      openapi: '3.0.3',
      info: { title: 'Pets', version: '1.0.0' },
      servers: [{ url: 'https://pets.test' }],
      paths: { '/pets/{id}': { get: operation } },
      components: {
        schemas: { Pet: pet, Owner: { type: 'string' } },
        parameters: { Id: { name: 'id', in: 'path', required: true, schema: { type: 'integer' } } },
        responses: { Pet: answer },
      },
    }),
  )
  expect(await lint(loadForeign([file]))).toBe('')
})
