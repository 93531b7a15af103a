import { expect, test } from 'vitest'
import type { ApiModel, JsonSchema, ProviderStateModel, SchemaModel } from '../../model.ts'
import { emitProviderStates } from './provider-states.ts'

function platform(states: readonly ProviderStateModel[], schemas: Readonly<Record<string, JsonSchema>>): ApiModel {
  const location = { file: 'specs/a.yaml', line: 1, column: 1, pointer: '' }
  const entries = Object.entries(schemas).map(([name, schema]): [string, SchemaModel] => [
    name,
    { name, service: 'a', schema, location },
  ])
  return {
    name: 'platform',
    kind: 'platform',
    services: [],
    schemas: new Map(entries),
    providerStates: new Map(states.map((state) => [state.name, state])),
    gatewayProblems: [],
    document: {},
  }
}

const state = (name: string, params: Readonly<Record<string, JsonSchema>> = {}): ProviderStateModel => ({
  name,
  description: 'So it is.',
  params,
  returns: {},
})

async function emitted(...given: Parameters<typeof platform>): Promise<string> {
  const [file] = await emitProviderStates([platform(...given)])
  return file?.content ?? ''
}

test('states and their parameters are sorted, whatever the order of the specs', async () => {
  const [one, two] = [state('b', { z: { type: 'string' }, a: { type: 'integer' } }), state('a')]
  const content = await emitted([one, two], {})
  expect(content).toBe(await emitted([two, one], {}))
  expect(content.indexOf('"name": "a"')).toBeLessThan(content.indexOf('"name": "b"'))
  expect(content.indexOf('"a": {')).toBeLessThan(content.indexOf('"z": {'))
})

test('references are written out, through one another, and what stands beside one wins', async () => {
  const schemas = {
    Status: { type: 'string', enum: ['on', 'off'], description: 'Theirs.' },
    Alias: { $ref: '#/components/schemas/Status' },
  }
  const param = { $ref: '#/components/schemas/Alias', description: 'Ours.' }
  const content = await emitted([state('a', { status: param })], schemas)
  expect(content).not.toContain('$ref')
  expect(content).toMatch(/"enum": \[\s*"on",\s*"off"\s*\]/)
  expect(content).toContain('"description": "Ours."')
  expect(content).not.toContain('Theirs.')
})

test.for([
  ['unknown', '#/components/schemas/Nothing'],
  ['recursive', '#/components/schemas/Tree'],
] as const)('a reference that is %s is told', async ([reason, $ref]) => {
  const Tree = { type: 'object', properties: { child: { $ref: '#/components/schemas/Tree' } } }
  await expect(emitted([state('a', { tree: { $ref } })], { Tree })).rejects.toThrow(reason)
})

test('only a platform has a catalogue', () => {
  expect(emitProviderStates([{ ...platform([state('a')], {}), kind: 'provider' }])).toEqual([])
})
