import { expect } from 'vitest'
import type { EffectsOf } from './effect.ts'

export const websocketEffects: EffectsOf<'websocket'> = {
  'websocket.refused': async (stage) => {
    await stage.on({ times: 1 })
    expect((await stage.listen()).code).toBe(1006)
    const second = await stage.listen()
    expect(second.code).toBeUndefined()
    second.close()
  },
  'websocket.drop': async (stage) => {
    await stage.on({ after: 2, code: 1012 })
    const socket = await stage.listen()
    await stage.buy(4)
    await stage.advance(600)
    await socket.ended
    expect([socket.types().length, socket.code]).toEqual([2, 1012])
  },
  'websocket.silent': async (stage) => {
    await stage.on()
    const socket = await stage.listen()
    const { document } = await stage.buy(4)
    await stage.advance(600)
    await socket.ended
    expect(socket.types()).toEqual(['job_started'])
    expect((await stage.concord.documents.get(document.id)).status).toBe('completed')
  },
  'websocket.duplicated': async (stage) => {
    await stage.on({ copies: 3 })
    const types = await stage.heard()
    expect(types.slice(0, 3)).toEqual(['job_started', 'job_started', 'job_started'])
  },
  'websocket.reordered': async (stage) => {
    await stage.on()
    const types = await stage.heard()
    expect(types.indexOf('section_completed')).toBeLessThan(types.indexOf('progress'))
  },
  'websocket.slow': async (stage) => {
    await stage.on({ median: 30 })
    const socket = await stage.listen()
    await stage.buy(4)
    await stage.advance(5)
    await stage.turn()
    expect(socket.types()).toEqual([])
    await stage.advance(600)
    await socket.ended
    expect(socket.types().at(-1)).toBe('job_completed')
  },
  'websocket.token-expires': async (stage) => {
    await stage.on({ after: 1 })
    const socket = await stage.listen()
    await stage.buy(4)
    await stage.advance(600)
    await socket.ended
    expect([socket.types(), socket.code]).toEqual([['job_started'], 4401])
    expect((await stage.call('/api/v1/users/me')).status).toBe(401)
  },
}
