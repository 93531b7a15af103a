import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../adapters/server.ts'
import type { Task, TaskList } from '../generated/providers/google-types.ts'
import { GoogleAtPort } from './google.fixture.ts'

let server: RunningServer
let at: GoogleAtPort
beforeAll(async () => {
  server = await startServer({ port: 0, paused: true })
  at = new GoogleAtPort(server.url)
})
afterAll(() => server.close())

interface Page<T> {
  readonly items: readonly T[]
  readonly nextPageToken?: string
}

/** A user of one's own, with a list of one's own. */
async function someone(list = 'Work') {
  const google = await at.signedIn(`user${++users}@example.test`)
  const root = `${at.base}/tasks/v1`
  const call = async <T>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, data?: object) =>
    (await google.request<T>({ url: `${root}${path}`, method, ...(data !== undefined && { data }) })).data
  const { id } = await call<TaskList>('POST', '/users/@me/lists', { title: list })
  const inList = `/lists/${id}/tasks`
  return {
    call,
    id,
    inList,
    add: (title: string, query = '', more: object = {}) => call<Task>('POST', `${inList}${query}`, { title, ...more }),
    titles: async (query = '') => (await call<Page<Task>>('GET', `${inList}${query}`)).items.map(({ title }) => title),
  }
}
let users = 0

const refused = (status: number) => ({ status, response: { data: { error: { code: status } } } })

describe('lists', () => {
  test('are made, renamed, replaced and deleted', async () => {
    const { call, id } = await someone()
    const path = `/users/@me/lists/${id}`
    const { etag } = await call<TaskList>('GET', path)
    expect(await call('PATCH', path, { title: 'Home' })).toMatchObject({ title: 'Home' })
    expect(await call<TaskList>('PUT', path, { title: 'Garden' })).toMatchObject({ id, title: 'Garden' })
    expect((await call<TaskList>('GET', path)).etag).not.toBe(etag)
    await call('DELETE', path)
    await expect(call('GET', path)).rejects.toMatchObject(refused(404))
    await expect(call('GET', `/lists/${id}/tasks`)).rejects.toMatchObject(refused(404))
  })

  test('come page by page, and are nobody else’s', async () => {
    const { call } = await someone('one')
    await call('POST', '/users/@me/lists', { title: 'two' })
    const first = await call<Page<TaskList>>('GET', '/users/@me/lists?maxResults=1')
    const rest = await call<Page<TaskList>>('GET', `/users/@me/lists?pageToken=${first.nextPageToken}`)
    expect([...first.items, ...rest.items].map(({ title }) => title)).toEqual(['one', 'two'])
    await expect(call('GET', '/users/@me/lists?pageToken=none')).rejects.toMatchObject(refused(400))
    const other = await someone()
    await expect(other.call('GET', `/users/@me/lists/${first.items[0]?.id}`)).rejects.toMatchObject(refused(404))
  })
})

describe('tasks', () => {
  test('keep the day of what is due, and when they were completed', async () => {
    const { call, inList, add } = await someone()
    const made = await add('one', '', { due: '2026-05-01T15:00:00.000Z', notes: 'soon' })
    expect(made).toMatchObject({ due: '2026-05-01T00:00:00.000Z', notes: 'soon', status: 'needsAction' })
    const path = `${inList}/${made.id}`
    const done = await call<Task>('PATCH', path, { status: 'completed' })
    expect(done).toMatchObject({ title: 'one', status: 'completed', completed: expect.any(String) })
    const open = await call<Task>('PATCH', path, { status: 'needsAction', due: null })
    expect(open).not.toHaveProperty('completed')
    expect(open).not.toHaveProperty('due')
    expect(open.notes).toBe('soon')
  })

  test('are replaced whole, under their own id only', async () => {
    const { call, inList, add } = await someone()
    const { id } = await add('one', '', { notes: 'soon', status: 'completed' })
    const put = (body: object) => call<Task>('PUT', `${inList}/${id}`, body)
    const replaced = await put({ id, title: 'two' })
    expect(replaced).toMatchObject({ id, title: 'two', status: 'needsAction' })
    expect(replaced).not.toHaveProperty('notes')
    await expect(put({ title: 'three' })).rejects.toMatchObject(refused(400))
    await expect(put({ id: 'other', title: 'three' })).rejects.toMatchObject(refused(400))
  })

  test('stand first when they are new, and where they are moved', async () => {
    const { call, inList, add, titles } = await someone()
    const ids = new Map<string, string>()
    for (const title of ['one', 'two', 'three']) ids.set(title, (await add(title)).id)
    expect(await titles()).toEqual(['three', 'two', 'one'])
    ids.set('four', (await add('four', `?previous=${ids.get('three')}`)).id)
    expect(await titles()).toEqual(['three', 'four', 'two', 'one'])
    const move = (title: string, query: string) => call<Task>('POST', `${inList}/${ids.get(title)}/move${query}`)
    await move('one', '')
    expect(await titles()).toEqual(['one', 'three', 'four', 'two'])
    const moved = await move('one', `?previous=${ids.get('four')}`)
    expect(await titles()).toEqual(['three', 'four', 'one', 'two'])
    expect(moved.position).toBe('2'.padStart(20, '0'))
    expect(await move('two', `?parent=${ids.get('three')}`)).toMatchObject({ parent: ids.get('three') })
    expect(await titles()).toEqual(['three', 'two', 'four', 'one'])
    for (const query of ['?previous=none', `?parent=${ids.get('two')}`, `?parent=${ids.get('four')}`])
      await expect(move('four', query)).rejects.toMatchObject(refused(400))
    await expect(move('four', '?parent=none')).rejects.toMatchObject(refused(404))
  })

  test('move to another list with those that belong to them', async () => {
    const { call, inList, add, titles } = await someone()
    const { id: parent } = await add('hive')
    await add('frame', `?parent=${parent}`)
    await add('stays')
    const { id: other } = await call<TaskList>('POST', '/users/@me/lists', { title: 'Other' })
    await call('POST', `${inList}/${parent}/move?destinationTasklist=${other}`)
    expect(await titles()).toEqual(['stays'])
    const { items } = await call<Page<Task>>('GET', `/lists/${other}/tasks`)
    expect(items.map(({ title }) => title)).toEqual(['hive', 'frame'])
  })

  test('that are deleted are told of where that is asked for, for those who keep a copy', async () => {
    const { call, inList, add, titles } = await someone()
    const { id } = await add('hive')
    await add('frame', `?parent=${id}`)
    await add('stays')
    await server.controls().clock.advance('1m')
    const since = new Date(server.controls().world.clock.now()).toISOString()
    await call('DELETE', `${inList}/${id}`)
    expect(await titles()).toEqual(['stays'])
    await expect(call('GET', `${inList}/${id}`)).rejects.toMatchObject(refused(404))
    const { items } = await call<Page<Task>>('GET', `${inList}?showDeleted=true&updatedMin=${since}`)
    expect(items.map(({ title, deleted }) => [title, deleted])).toEqual([
      ['hive', true],
      ['frame', true],
    ])
  })

  test('that are completed are cleared away', async () => {
    const { call, id, add, titles } = await someone()
    await add('done', '', { status: 'completed' })
    await add('open')
    expect(await titles('?showCompleted=false')).toEqual(['open'])
    await call('POST', `/lists/${id}/clear`)
    expect(await titles()).toEqual(['open'])
    expect(await titles('?showHidden=true')).toEqual(['open', 'done'])
  })

  test.each([
    ['?dueMin=2026-05-02T00:00:00Z', ['late']],
    ['?dueMax=2026-05-02T00:00:00Z', ['early']],
    ['?dueMin=2026-05-01T00:00:00Z&dueMax=2026-05-04T00:00:00Z', ['late', 'early']],
    ['?completedMin=2020-01-01T00:00:00Z', ['early']],
    ['?completedMax=2020-01-01T00:00:00Z', []],
  ])('%s are %o', async (query, want) => {
    const { add, titles } = await someone()
    await add('early', '', { due: '2026-05-01T00:00:00Z', status: 'completed' })
    await add('late', '', { due: '2026-05-03T00:00:00Z' })
    await add('never')
    expect(await titles(query)).toEqual(want)
  })

  test('come page by page', async () => {
    const { call, inList, add } = await someone()
    for (const title of ['three', 'two', 'one']) await add(title)
    const first = await call<Page<Task>>('GET', `${inList}?maxResults=2`)
    const rest = await call<Page<Task>>('GET', `${inList}?maxResults=2&pageToken=${first.nextPageToken}`)
    expect([...first.items, ...rest.items].map(({ title }) => title)).toEqual(['one', 'two', 'three'])
    expect(rest).not.toHaveProperty('nextPageToken')
  })
})
