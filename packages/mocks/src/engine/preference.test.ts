import { expect, test } from 'vitest'
import { setUp } from './notes-face.fixture.ts'

const preferences: readonly [prefer: string, status: number, body: object][] = [
  ['code=404', 404, { code: 'note_not_found' }],
  ['code=429', 429, { code: 'rate_limited' }],
  ['example=note_locked', 409, { code: 'note_locked' }],
  ['code=409; example=note_locked', 409, { code: 'note_locked' }],
  ['code=200', 200, { text: 'Bees' }],
  ['dynamic=true, code="200"', 200, { text: 'Bees' }],
  ['code=418', 422, { errors: [{ loc: ['header', 'Prefer'] }] }],
  ['code=404; example=note_locked', 422, { code: 'validation_failed' }],
  ['respond-async', 404, { code: 'note_not_found' }],
]
test.each(preferences)('Prefer: %s', async (prefer, status, body) => {
  const { send, engine } = setUp()
  const reply = await send('GET', '/notes/1', { headers: { prefer } })
  expect([reply.status, reply.json]).toMatchObject([status, body])
  expect(engine.violations.all).toEqual([])
})

test('a preference opens no door', async () => {
  const { send } = setUp()
  expect((await send('GET', '/notes/1', { headers: { prefer: 'code=200', authorization: '' } })).status).toBe(401)
})
