import { expect, test } from 'vitest'
import { noteOperations, notesFace, setUp } from './notes-face.fixture.ts'

/** The collection without its items: nothing that looks like a resource. */
const face = () => ({
  ...notesFace(),
  services: [{ name: 'notes', operations: noteOperations.filter(({ id }) => id === 'notes.create') }],
})

test('an operation that keeps nothing answers with its example, and what the request brought in it', async () => {
  const { send, engine } = setUp(face())
  const { status, json } = await send('POST', '/notes', { body: JSON.stringify({ text: 'Wasps', pages: 9, more: 1 }) })
  expect([status, json]).toEqual([201, { id: 1, text: 'Wasps', pages: 9 }])
  expect(engine.violations.all).toEqual([])
})

test('what the spec does not document is refused all the same, and not as a fault of the sandbox', async () => {
  const [operation] = face().services[0]?.operations ?? []
  const bare = {
    ...notesFace(),
    services: [{ name: 'notes', operations: operation === undefined ? [] : [{ ...operation, problems: {} }] }],
  }
  const { send, engine } = setUp(bare)
  const refused = await send('POST', '/notes', { body: '{}' })
  expect([refused.status, refused.json.code]).toEqual([422, 'validation_failed'])
  expect(refused.json.errors).toHaveLength(2)
  expect(engine.violations.all).toEqual([])
})
