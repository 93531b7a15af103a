import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { coreOf, get, json, list, problem, serverOf } from '../../test/stub.ts'
import { validateResponses } from './validate-responses.ts'

const schemas = { 'things.get': z.object({ id: z.int() }) }

describe('an answer that does not satisfy its schema', () => {
  test('is told and given in the mode that warns', async () => {
    const events: object[] = []
    const core = coreOf(
      serverOf(() => json({ id: '1' })),
      { validate: validateResponses(schemas, 'warn'), onEvent: (event) => events.push(event) },
    )
    await expect(get(core, 1)).resolves.toEqual({ id: '1' })
    expect(events).toContainEqual(expect.objectContaining({ type: 'invalid_response', operation: 'things.get' }))
  })

  test('is an error in the mode that throws', async () => {
    const core = coreOf(
      serverOf(() => json({ id: '1' })),
      { validate: validateResponses(schemas, 'throw') },
    )
    await expect(get(core, 1).result()).resolves.toMatchObject({
      ok: false,
      error: { code: 'decode', message: expect.stringContaining('does not satisfy its schema: id: ') },
    })
  })
})

test('a right answer, an error and an operation without a schema pass', async () => {
  const validate = validateResponses(schemas, 'throw')
  await expect(
    get(
      coreOf(
        serverOf(() => json({ id: 1, more: true })),
        { validate },
      ),
      1,
    ),
  ).resolves.toEqual({ id: 1, more: true })
  await expect(
    get(
      coreOf(
        serverOf(() => problem(404, 'gone')),
        { validate },
      ),
      1,
    ),
  ).rejects.toMatchObject({ code: 'gone' })
  await expect(
    list(
      coreOf(
        serverOf(() => json('anything')),
        { validate },
      ),
    ),
  ).resolves.toBe('anything')
})

test('without the option nothing is checked', async () => {
  await expect(get(coreOf(serverOf(() => json({ id: '1' }))), 1)).resolves.toEqual({ id: '1' })
})
