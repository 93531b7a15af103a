import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createSandbox } from '../adapters/in-process.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A client that opens its socket again after these pauses, each time that it is refused or lost. */
async function judged(trouble: 'refused' | 'lost' | 'none', pauses: readonly number[]) {
  const sandbox = createSandbox()
  const { user, access_token } = await sandbox.signIn('ada@example.test')
  if (trouble === 'refused')
    sandbox.world.faults.add({ match: { on: 'connect' }, when: { kind: 'always' }, effect: { kind: 'refuse' } })
  const open = () =>
    new Promise<void>((resolve) => {
      const socket = new sandbox.WebSocket(`/api/v1/ws/${user.id}?token=${access_token}`)
      socket.onclose = () => resolve()
      socket.onopen = () => (trouble === 'lost' ? socket.send('{"type":"ping"}') : resolve())
      socket.onmessage = () => sandbox.controls.effects.sockets.closeChannel(`user:${user.id}`, 1012)
    })
  await open()
  for (const pause of pauses) {
    await sandbox.clock.advance(pause / 1000)
    await open()
  }
  const attempts = sandbox.timeline.of('request').map(({ seq }) => seq)
  const { outcome, evidence, sentence } = sandbox.verdict.of('reconnects-with-back-off')
  return { outcome, sentence, named: attempts.filter((seq) => evidence.includes(seq)).length }
}

describe('reconnects-with-back-off', () => {
  test.for<[string, 'refused' | 'lost' | 'none', number[], string, number]>([
    ['is refused and hammers', 'refused', [0, 0, 0], 'failed', 4],
    ['is lost and hammers', 'lost', [0, 0, 0], 'failed', 3],
    ['is refused and pauses', 'refused', [300, 700, 1_500], 'passed', 4],
    ['is lost and pauses', 'lost', [300, 700, 1_500], 'passed', 3],
    ['is lost and comes back', 'lost', [0], 'passed', 1],
    ['is lost and stays away', 'lost', [], 'not-seen', 0],
    ['is not lost', 'none', [], 'not-seen', 0],
  ])('of a client that %s', async ([, trouble, pauses, outcome, named]) => {
    const verdict = await judged(trouble, pauses)
    expect([verdict.outcome, verdict.named], verdict.sentence).toEqual([outcome, named])
  })
})
