import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { behaviours } from '../../packages/contracts/src/behaviours/registry.ts'
import { readPlatform } from '../../packages/contracts/src/service/platform.ts'
import { readServiceContract } from '../../packages/contracts/src/service/service-contract.ts'
import { behaviourPage } from '../../scripts/behaviour-page.ts'

test('docs/behaviours.md is what the registry gives; else run scripts/behaviour-docs.ts', () => {
  const written = readFileSync(join(import.meta.dirname, '../../docs/behaviours.md'), 'utf8')
  expect(written).toBe(behaviourPage(behaviours))
})

test('a rule stands once in a service, in kebab case, and says what must be so in one sentence', () => {
  const named = behaviours.map(({ service, id }) => `${service} ${id}`)
  expect(new Set(named).size).toBe(named.length)
  for (const { id, statement } of behaviours) {
    expect(id).toMatch(/^[a-z]+(-[a-z0-9]+)*$/)
    expect(statement).toMatch(/^\S.{20,140}[^.]$/)
  }
})

test('every operation and state that a behaviour names is in the contracts', async () => {
  const operations = await readPlatform()
  const { states } = await readServiceContract('auth')
  for (const behaviour of behaviours) {
    expect(behaviour.operations.filter((id) => !operations.has(id))).toEqual([])
    expect(behaviour.states.filter((name) => states[name] === undefined)).toEqual([])
    expect(behaviour.operations[0].split('.')[0]).toBe(behaviour.service)
  }
})
