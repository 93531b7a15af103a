import { expect, test } from 'vitest'
import { Platform } from '../platform.fixture.ts'
import { logActivity } from './activity-log.ts'

const day = 86_400

async function totals(platform: Platform) {
  const [ada, root] = [platform.signIn(), platform.signIn('root@example.test', 'admin')]
  const read = async (path: string, token: string) => (await platform.get(`/api/v1/${path}`, token)).body.total
  return [await read('users/me/activity', ada.token), await read('admin/activity-logs', root.token)]
}

test('activity is forgotten after as many days as the settings say', async () => {
  const platform = new Platform()
  await platform.order(platform.signIn().token)
  const settings = { support_email: 'help@example.test', announcement: null, activity_retention_days: 30 }
  const root = platform.signIn('root@example.test', 'admin')
  await platform.request('PUT', '/api/v1/admin/settings', { token: root.token, body: settings })
  await platform.advance(30 * day)
  expect(await totals(platform)).toEqual([1, 2])
  await platform.advance(1)
  expect(await totals(platform)).toEqual([0, 0])
})

test('of more than twenty thousand entries the oldest are forgotten, however young', () => {
  const { world } = new Platform()
  for (let count = 1; count <= 25_000; count += 1) logActivity(world, 7, 'document.created', 'document', count)
  const rows = world.store.collection<{ id: number; resource_id: string }>('activities').all()
  expect(rows.length).toBeLessThan(20_000)
  expect(rows.at(-1)?.resource_id).toBe('25000')
})
