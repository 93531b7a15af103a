import { expect, test } from 'vitest'
import { MemoryStore } from './memory-store.ts'

interface Note {
  readonly id: number
  readonly owner: number
  readonly state: string
}

const notes = (store = new MemoryStore()) => store.collection<Note>('notes', { indexes: ['owner', 'state'] })

function filled() {
  const rows = notes()
  for (const [owner, state] of [
    [1, 'a'],
    [2, 'a'],
    [1, 'b'],
    [1, 'a'],
  ] as const)
    rows.insert({ id: rows.nextId(), owner, state })
  return rows
}

const ids = (rows: readonly Note[]) => rows.map(({ id }) => id)

test('rows are found by fields, in the order in which they were inserted', () => {
  const rows = filled()
  expect(ids(rows.where({ owner: 1 }))).toEqual([1, 3, 4])
  expect(ids(rows.where({ owner: 1, state: 'a' }))).toEqual([1, 4])
  expect(ids(rows.where({}))).toEqual([1, 2, 3, 4])
  expect(rows.first({ state: 'b' })?.id).toBe(3)
  expect(rows.where({ owner: 9 })).toEqual([])
})

test('an update moves a row between values and not out of its place', () => {
  const rows = filled()
  rows.update(1, { owner: 2 })
  expect(ids(rows.where({ owner: 2 }))).toEqual([1, 2])
  expect(ids(rows.where({ owner: 1 }))).toEqual([3, 4])
  rows.update(1, { owner: 1, state: 'c' })
  expect(ids(rows.where({ owner: 1 }))).toEqual([1, 3, 4])
  expect(rows.get(1)).toEqual({ id: 1, owner: 1, state: 'c' })
})

test('an id is never used again', () => {
  const rows = filled()
  expect([rows.delete(4), rows.delete(4)]).toEqual([true, false])
  expect(rows.nextId()).toBe(5)
  rows.insert({ id: 100, owner: 1, state: 'a' })
  expect(rows.nextId()).toBe(101)
})

test('what was handed out does not change', () => {
  const rows = filled()
  const before = rows.where({ owner: 1 })
  const all = rows.all()
  const row = rows.get(1) as { owner: number }
  rows.update(1, { owner: 5 })
  rows.delete(3)
  expect(ids(before)).toEqual([1, 3, 4])
  expect(all).toHaveLength(4)
  expect(() => {
    row.owner = 9
  }).toThrow(TypeError)
})

test('wrong writes say what is wrong', () => {
  const rows = filled()
  expect(() => rows.insert({ id: 1, owner: 1, state: 'a' })).toThrow('notes already has a row with the id 1')
  expect(() => rows.update(77, { owner: 1 })).toThrow('notes has no row with the id 77')
})

test('an index that is asked for later knows the rows that are there', () => {
  const store = new MemoryStore()
  const plain = store.collection<Note>('notes')
  plain.insert({ id: 1, owner: 3, state: 'a' })
  expect(ids(notes(store).where({ owner: 3 }))).toEqual([1])
})

test('state that is put back replaces all there was', () => {
  const store = new MemoryStore()
  const rows = notes(store)
  rows.insert({ id: rows.nextId(), owner: 1, state: 'a' })
  const state = JSON.parse(JSON.stringify(store.state))
  rows.update(1, { owner: 2 })
  store.collection('others').insert({ id: 1 })
  store.state = state
  expect([
    ids(rows.where({ owner: 1 })),
    rows.where({ owner: 2 }),
    store.collection('others').size,
    rows.nextId(),
  ]).toEqual([[1], [], 0, 2])
})
