import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { evaluateZod } from '../../../test/evaluate-zod.ts'
import { normalForm, turnBack } from '../../../test/round-trip.ts'
import { directedSchemas, typeNameOf } from '../../direction.ts'
import { loadApis } from '../../load/load-apis.ts'

const apis = loadApis(fileURLToPath(new URL('../../../../../specs', import.meta.url)))

// The providers' schemas are not published, but what holds for all of our specs is a better proof.
describe.each(apis.map((api) => [api.name, api] as const))('the schemas of %s, turned into Zod and back', (_, api) => {
  const back = turnBack(evaluateZod(api))

  test.each([...api.schemas.keys()])('%s', (name) => {
    const written = api.schemas.get(name)?.schema
    expect(normalForm(back.get(typeNameOf(api, name)))).toEqual(normalForm(written, { api, direction: 'response' }))
    if (!directedSchemas(api).has(name)) return
    expect(normalForm(back.get(typeNameOf(api, name, 'request')))).toEqual(
      normalForm(written, { api, direction: 'request' }),
    )
  })

  test('every one of them', () => {
    expect([...back.keys()].length).toBe(api.schemas.size + directedSchemas(api).size)
  })
})
