import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { browserSession } from './browser-session.ts'

/** What a page has: storage that tells other tabs of a change. */
class PageStorage implements Storage {
  [name: string]: unknown
  readonly #values = new Map<string, string>()
  get length(): number {
    return this.#values.size
  }
  clear = () => this.#values.clear()
  getItem = (key: string) => this.#values.get(key) ?? null
  key = (index: number) => [...this.#values.keys()][index] ?? null
  removeItem = (key: string) => void this.#values.delete(key)
  setItem = (key: string, value: string) => void this.#values.set(key, value)
}

let storage: PageStorage
const page = new EventTarget()

beforeEach(() => {
  storage = new PageStorage()
  vi.stubGlobal('localStorage', storage)
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const changed = (key: string | null, storageArea: unknown = storage) =>
  page.dispatchEvent(Object.assign(new Event('storage'), { key, storageArea }))

test('tokens stay in localStorage, where another tab finds them', () => {
  browserSession().save({ access_token: 'a', refresh_token: 'r', expires_at: 5 })
  expect(browserSession().load()).toEqual({ access_token: 'a', refresh_token: 'r', expires_at: 5 })
  expect(browserSession({ key: 'other' }).load()).toBeUndefined()
  browserSession().save(undefined)
  expect(storage.length).toBe(0)
})

test.each(['{', 'null', '[]', '"a"', '{"access_token":1}'])('%s in the storage is no session', (text) => {
  storage.setItem('concord.session', text)
  expect(browserSession().load()).toBeUndefined()
})

test('other tabs are heard, other keys and storages are not, and nothing after the end', () => {
  const heard: unknown[] = []
  const stop = browserSession().subscribe?.((tokens) => heard.push(tokens?.access_token))
  storage.setItem('concord.session', '{"access_token":"a"}')
  changed('concord.session')
  changed('something-else')
  changed('concord.session', new PageStorage())
  storage.clear()
  changed(null)
  stop?.()
  changed('concord.session')
  expect(heard).toEqual(['a', undefined])
})

test('a storage that is full keeps nobody from using what was got', () => {
  storage.setItem = () => {
    throw new DOMException('Full.', 'QuotaExceededError')
  }
  expect(() => browserSession().save({ access_token: 'a' })).not.toThrow()
})

test('the refresh holds the lock of its key, where there are locks', async () => {
  const request = vi.fn((_: string, run: () => Promise<unknown>) => run())
  vi.stubGlobal('navigator', { locks: { request } })
  await expect(browserSession().lock?.(async () => 7)).resolves.toBe(7)
  expect(request.mock.calls[0]?.[0]).toBe('concord.session')
  vi.stubGlobal('navigator', undefined)
  await expect(browserSession().lock?.(async () => 8)).resolves.toBe(8)
})
