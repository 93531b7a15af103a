import { describe, expect, test, vi } from 'vitest'
import { Answer } from './answer.ts'
import { Stage } from './stage.ts'

const clock = vi.hoisted(() => ({ now: 0 }))
vi.mock('node:timers/promises', () => ({
  setTimeout: async (milliseconds: number) => {
    clock.now += milliseconds
  },
}))
vi.spyOn(performance, 'now').mockImplementation(() => clock.now)

const limited = (): never => {
  const sent = { method: 'GET', url: 'http://127.0.0.1/', headers: {}, body: Buffer.alloc(0) }
  const reply = { status: 429, headers: {}, body: Buffer.alloc(0), sent, milliseconds: 1, json: undefined }
  new Answer(reply, 'refunds.get').expect(200)
  throw new Error('A limit is no success.')
}

describe('what is waited for', () => {
  // Waiting needs nothing of what a stage is made with.
  const stage: Stage = Object.create(Stage.prototype)

  test('is given as soon as it is there', async () => {
    let looks = 0
    const look = async () => {
      looks += 1
      return looks === 3 ? 'here' : undefined
    }
    expect(await stage.eventually(look)).toBe('here')
  })

  test('is looked for less often as time goes by, and once more at the end', async () => {
    clock.now = 0
    const looks: number[] = []
    const look = async () => {
      looks.push(clock.now)
      return undefined
    }
    expect(await stage.eventually(look, 5000)).toBeUndefined()
    expect(looks).toEqual([0, 10, 30, 70, 150, 310, 630, 1270, 2550, 4550, 5000])
  })

  test('did not come when a limit ended the looking', async () => {
    let looks = 0
    const look = async () => {
      looks += 1
      return looks > 1 ? limited() : undefined
    }
    expect(await stage.eventually(look)).toBeUndefined()
    expect(looks).toBe(2)
  })

  test('cannot be told when the limit was met before the first look', async () => {
    await expect(stage.eventually(async () => limited())).rejects.toThrow('refunds.get answers 429 instead of 200.')
  })

  test('is no excuse for anything else that goes wrong', async () => {
    let looks = 0
    const look = async () => {
      looks += 1
      if (looks > 1) throw new Error('It is on fire.')
      return undefined
    }
    await expect(stage.eventually(look)).rejects.toThrow('It is on fire.')
  })
})
