import { expect, test } from 'vitest'
import { setUp } from './notes-face.fixture.ts'

const body = (value: object) => ({ body: JSON.stringify(value) })

test('operations without a behaviour keep what they are given', async () => {
  const { send, engine } = setUp()
  const created = await send('POST', '/notes', body({ text: 'Bees', pages: 2 }))
  expect([created.status, created.json]).toEqual([201, { id: 1, text: 'Bees', pages: 2 }])
  await send('POST', '/notes', body({ text: 'Wasps', pages: 3 }))
  expect((await send('GET', '/notes/1')).json).toEqual({ id: 1, text: 'Bees', pages: 2 })
  expect((await send('PATCH', '/notes/1', body({ pages: 9 }))).json).toEqual({ id: 1, text: 'Bees', pages: 9 })
  expect((await send('GET', '/notes?per_page=1&page=2')).json).toEqual({
    items: [{ id: 2, text: 'Wasps', pages: 3 }],
    total: 2,
    page: 2,
    per_page: 1,
  })
  const deleted = await send('DELETE', '/notes/1')
  expect([deleted.status, deleted.body]).toEqual([204, undefined])
  expect([(await send('GET', '/notes/1')).json.code, (await send('DELETE', '/notes/1')).status]).toEqual([
    'note_not_found',
    404,
  ])
  expect((await send('POST', '/notes', body({ text: 'Ants', pages: 1 }))).json.id).toBe(3)
  expect(engine.violations.all).toEqual([])
})

test('what the answer does not have is left out', async () => {
  const { send, engine } = setUp()
  const created = await send('POST', '/notes', body({ text: 'Bees', pages: 2, password: 'secret' }))
  expect(created.json).toEqual({ id: 1, text: 'Bees', pages: 2 })
  expect(engine.violations.all).toEqual([])
})

test('what is no resource is answered with the example of the spec', async () => {
  const { send } = setUp()
  expect((await send('POST', '/hook', body({}))).json).toEqual({ received: true })
})
