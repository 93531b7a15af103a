import { expect } from 'vitest'
import { type EffectsOf, failing } from './effect.ts'

export const infrastructureEffects: EffectsOf<'infrastructure'> = {
  'infrastructure.database-down': async (stage) => {
    await stage.on({ after: 10, seconds: 30 })
    expect((await stage.call('/api/v1/users/me')).status).toBe(200)
    await stage.advance(10)
    expect(await stage.call('/api/v1/users/me')).toMatchObject({ status: 503, json: { code: 'service_unavailable' } })
    expect((await stage.call('/api/v1/health')).status).toBe(503)
    expect((await stage.call('/api/v1/live')).status).toBe(200)
    await stage.advance(30)
    expect((await stage.call('/api/v1/health')).status).toBe(200)
  },
  'infrastructure.redis-down': async (stage) => {
    await stage.control('PUT', '/scenarios/infrastructure.rate-limited', { remaining: 0 })
    expect((await stage.call('/api/v1/users/me')).status).toBe(429)
    await stage.on()
    expect((await stage.call('/api/v1/users/me')).status).toBe(200)
    expect((await stage.call('/api/v1/health')).json).toMatchObject({ status: 'degraded' })
  },
  'infrastructure.storage-down': async (stage) => {
    const { document } = await stage.buy(4)
    await stage.advance(600)
    await stage.on()
    const exported = stage.concord.documents.export(document.id, { format: 'docx' })
    await expect(exported).rejects.toEqual(failing('storage_unavailable'))
  },
  'infrastructure.dependency-down': async (stage) => {
    await stage.on({ dependency: 'storage' })
    const { json } = await stage.call('/api/v1/health')
    expect(json).toMatchObject({ status: 'degraded', dependencies: { storage: 'unhealthy', redis: 'healthy' } })
  },
  'infrastructure.rate-limited': async (stage) => {
    await stage.on({ remaining: 1 })
    await stage.concord.users.me()
    await expect(stage.concord.users.me()).rejects.toMatchObject({ status: 429, retryAfterMs: 60_000 })
  },
  'infrastructure.network-reset': async (stage) => {
    await stage.on({ probability: 1, operation: 'documents.create' })
    await expect(stage.order()).rejects.toMatchObject({ name: 'NetworkError' })
    // The answer was lost, not the work.
    expect((await stage.concord.documents.list()).total).toBe(1)
  },
  'infrastructure.offline': async (stage) => {
    await stage.on({ seconds: 60 })
    await expect(stage.concord.users.me()).rejects.toMatchObject({ name: 'NetworkError' })
    expect((await stage.listen()).code).toBe(1006)
    await stage.advance(60)
    await stage.concord.users.me()
  },
  'infrastructure.slow': async (stage) => {
    await stage.on({ median: 5, sigma: 0, bytes_per_second: 5000 })
    let answered = false
    const asked = stage.call('/api/v1/users/me').finally(() => {
      answered = true
    })
    await stage.turn()
    await stage.advance(4)
    await stage.turn()
    expect(answered).toBe(false)
    await stage.advance(1)
    expect((await asked).status).toBe(200)
  },
}
