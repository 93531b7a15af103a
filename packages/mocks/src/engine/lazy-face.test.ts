import { expect, test } from 'vitest'
import { effectsOf } from './effects-of.ts'
import type { Face, LazyFace } from './face.ts'
import { notesFace, setUp } from './notes-face.fixture.ts'

const tasks = { 'payer.remember': () => {} }
const payer: Face = { ...notesFace({}, { tasks }), name: 'payer', prefix: '/providers/payer' }

/** The platform, and a provider that is there when it is asked for. */
function setUpLazy(load: () => Promise<Face> = async () => payer) {
  const face = { name: 'payer', prefix: '/providers/payer', loads: 0 }
  const lazy: LazyFace = {
    ...face,
    load: () => {
      face.loads++
      return load()
    },
  }
  return { face, ...setUp(notesFace(), { faces: [notesFace(), lazy] }) }
}

test('nothing is loaded by what goes elsewhere', async () => {
  const { send, face } = setUpLazy()
  await send('GET', '/notes')
  expect((await send('GET', '/providers/payers/notes')).status).toBe(404)
  expect(face.loads).toBe(0)
})

test('it is loaded once for all who ask at the same time', async () => {
  const { send, face } = setUpLazy()
  const answers = await Promise.all([1, 2, 3].map(() => send('GET', '/providers/payer/notes')))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  expect((await send('GET', '/providers/payer/nothing')).status).toBe(404)
  expect(face.loads).toBe(1)
})

test('a call of the platform itself loads it', async () => {
  const { world, face } = setUpLazy()
  const headers = { authorization: 'Bearer 7' }
  const { status } = await effectsOf(world).upstream('payer', { method: 'GET', path: '/notes', headers })
  expect([status, face.loads]).toEqual([200, 1])
})

test('a task of its own loads it, as a restored world may have one', async () => {
  const { world, face, engine } = setUpLazy()
  world.scheduler.after(1000, 'payer.remember', {})
  await world.advance(2000)
  expect(face.loads).toBe(1)
  expect(engine.violations.all).toEqual([])
})

test('what could not be loaded is a fault of the sandbox, and tried again', async () => {
  let broken = true
  const { send, face } = setUpLazy(async () => {
    if (broken) throw new Error('Cannot find module')
    return payer
  })
  expect(await send('GET', '/providers/payer/notes')).toMatchObject({ status: 500, json: { code: 'internal_error' } })
  broken = false
  expect((await send('GET', '/providers/payer/notes')).status).toBe(200)
  expect(face.loads).toBe(2)
})

test.each([
  ['another name', { ...payer, name: 'other' }, 'was loaded as other'],
  ['another prefix', { ...payer, prefix: '/elsewhere' }, 'at /elsewhere'],
  [
    'a task that could not be found',
    { ...payer, ...notesFace({}, { tasks: { remember: () => {} } }), name: 'payer', prefix: payer.prefix },
    'must begin with "payer."',
  ],
])('a face is not what was announced: %s', async (_what, loaded, words) => {
  const { send } = setUpLazy(async () => loaded)
  const { status, json } = await send('GET', '/providers/payer/notes')
  expect([status, json.detail]).toEqual([500, expect.stringContaining(words)])
})
