import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { JobPlatform, taken } from '../../test/job-platform.ts'
import { settled } from '../../test/stub.ts'
import { type JobStep, watch } from './watch.ts'

const jobId = 1201

/** A watch of a queued job whose socket is open. */
async function watched(options: ConstructorParameters<typeof JobPlatform>[0] = {}) {
  const platform = new JobPlatform(options)
  const watching = taken(watch(platform.core, jobId))
  await settled()
  if (platform.core.WebSocket) platform.socket.open()
  await settled()
  return { platform, ...watching }
}

const say = async (platform: JobPlatform, messages: readonly object[]) => {
  for (const message of messages) platform.socket.say(message)
  await settled()
}

const sectionOf = (step: JobStep) => (step.type === 'section_completed' ? step.section_index : 0)

const whole = [
  '0 % in 0',
  'started',
  '0 % in 1',
  ...Array.from({ length: 9 }, (_, index) => [`section ${index + 1}`, `${index + 1}0 % in ${index + 2}`]).flat(),
  'section 10',
  '100 % in 10',
  'completed',
]

describe('over the socket', () => {
  test('every step is told once, in order, and the watch ends with the job', async () => {
    const { platform, told, outcome } = await watched()
    await say(platform, platform.start())
    for (let count = 0; count < 10; count++) await say(platform, platform.write())
    await say(platform, [platform.finish()])
    await expect(outcome).resolves.toBe('ended')
    expect(told).toEqual(whole)
    expect(platform.polls()).toBe(1)
    expect(platform.socket.readyState).toBe(3)
    expect(platform.clock.pending).toBe(0)
  })

  test('its address has the user and the token, and the job is subscribed to', async () => {
    const { platform } = await watched()
    expect(platform.socket.url).toMatch(/^ws:\/\/api\.test\/api\/v1\/ws\/7\?token=e30\./)
    expect(platform.socket.sent).toEqual([{ type: 'subscribe', job_id: jobId }])
  })

  test('messages that come twice or late, of other jobs, and unknown ones are passed over', async () => {
    const { platform, told } = await watched()
    const [started, zero] = platform.start()
    const first = platform.write()
    const second = platform.write()
    const others = [...second].map((message) => ({ ...message, job_id: 9 }))
    await say(
      platform,
      [
        started,
        started,
        zero,
        ...first,
        ...others,
        ...second,
        ...first,
        ...second,
        { type: 'confetti', job_id: jobId },
      ].filter((message) => message !== undefined),
    )
    expect(told.filter((step) => step !== '0 % in 0')).toEqual([
      'started',
      '0 % in 1',
      'section 1',
      '10 % in 2',
      'section 2',
      '20 % in 3',
    ])
  })

  test('progress may come before the section behind it: nothing is asked for while the socket is whole', async () => {
    const { platform, told } = await watched()
    await say(platform, platform.start())
    await say(platform, platform.write().reverse())
    expect(told.slice(-2)).toEqual(['10 % in 2', 'section 1'])
    expect(platform.seen.filter(({ url }) => url.includes('/sections'))).toHaveLength(0)
  })

  test('sections that come in the wrong order are told in the right one', async () => {
    const { platform, told } = await watched()
    const messages = [...platform.start(), platform.write(), platform.write(), platform.write()].flat()
    await say(
      platform,
      [...messages].sort((one, other) => sectionOf(other) - sectionOf(one)),
    )
    expect(told.filter((step) => step.startsWith('section'))).toEqual(['section 1', 'section 2', 'section 3'])
  })

  test('a first message after a loss that is a section tells those before it first', async () => {
    const { platform, told } = await watched()
    await say(platform, [...platform.start(), ...platform.write()])
    platform.socket.end()
    for (let count = 0; count < 2; count++) platform.write()
    await platform.clock.advance(500)
    platform.socket.open()
    await say(platform, platform.write())
    expect(told.slice(-4)).toEqual(['section 2', 'section 3', 'section 4', '40 % in 5'])
  })

  test('a section that fails is told by its warning', async () => {
    const { platform, told, outcome } = await watched()
    platform.total = 2
    await say(platform, [...platform.start(), ...platform.write(), ...platform.write(false), platform.finish()])
    await expect(outcome).resolves.toBe('ended')
    expect(told).toEqual([
      '0 % in 0',
      'started',
      '0 % in 1',
      'section 1',
      '50 % in 2',
      'warning 2',
      '100 % in 2',
      'completed',
    ])
  })
})

describe('a watch that begins in the middle', () => {
  test('tells what happened before, as stored', async () => {
    const platform = new JobPlatform()
    platform.start()
    for (const passes of [true, false, true]) platform.write(passes)
    const { told } = taken(watch(platform.core, jobId))
    await settled()
    expect(told).toEqual(['started', 'section 1', 'warning 2', 'section 3', '30 % in 4'])
  })

  test('or after the end, tells all of it without a socket', async () => {
    const platform = new JobPlatform()
    platform.total = 2
    platform.write()
    platform.write(false)
    platform.finish()
    const { told, outcome } = taken(watch(platform.core, jobId))
    await expect(outcome).resolves.toBe('ended')
    expect(told).toEqual(['started', 'section 1', 'warning 2', 'completed'])
    expect(platform.clock.pending).toBe(0)
  })

  test.each([
    ['failed_quality', true],
    ['failed', true],
  ] as const)('a job that ended as %s says why, and whether it was refunded', async (status, refunded) => {
    const platform = new JobPlatform()
    platform.status = status
    const steps = []
    for await (const step of watch(platform.core, jobId)) steps.push(step)
    expect(steps.at(-1)).toMatchObject({ type: 'job_failed', error: { code: 'all_providers_failed' }, refunded })
  })
})

describe('without the socket', () => {
  test('the job is asked every 2 seconds, and a poll that jumps several sections tells each of them', async () => {
    const { platform, told, outcome } = await watched({ WebSocket: null })
    expect(platform.polls()).toBe(1)
    platform.start()
    for (let count = 0; count < 4; count++) platform.write(count !== 2)
    await platform.clock.advance(1_999)
    expect(platform.polls()).toBe(1)
    await platform.clock.advance(1)
    expect(told).toEqual(['0 % in 0', 'started', 'section 1', 'section 2', 'warning 3', 'section 4', '40 % in 5'])
    await platform.clock.advance(6_000)
    expect(platform.polls()).toBe(5)
    for (let count = 0; count < 6; count++) platform.write()
    platform.finish()
    await platform.clock.advance(2_000)
    await expect(outcome).resolves.toBe('ended')
    expect(told.slice(7)).toEqual([
      'section 5',
      'section 6',
      'section 7',
      'section 8',
      'section 9',
      'section 10',
      'completed',
    ])
  })

  test('that breaks in mid-job no step is lost and none is told twice', async () => {
    const { platform, told, outcome } = await watched()
    await say(platform, [...platform.start(), ...platform.write(), ...platform.write()])
    platform.socket.end()
    await settled()
    for (let count = 0; count < 3; count++) platform.write()
    await platform.clock.advance(2_000)
    expect(told.slice(-4)).toEqual(['section 3', 'section 4', 'section 5', '50 % in 6'])
    expect(platform.sockets).toHaveLength(2)
    platform.write()
    platform.socket.open()
    await settled()
    await say(platform, [platform.progressMessage()])
    expect(told.slice(-2)).toEqual(['section 6', '60 % in 7'])
    for (let count = 0; count < 4; count++) await say(platform, platform.write())
    await say(platform, [platform.finish()])
    await expect(outcome).resolves.toBe('ended')
    const sections = told.filter((step) => step.startsWith('section'))
    expect(sections).toEqual(whole.filter((step) => step.startsWith('section')))
    expect(new Set(told).size).toBe(told.length)
  })

  test('polling pauses as soon as there is a socket again', async () => {
    const { platform } = await watched()
    platform.start()
    platform.socket.end()
    await platform.clock.advance(2_000)
    platform.socket.open()
    await settled()
    const before = platform.polls()
    await platform.clock.advance(10_000)
    expect(platform.polls()).toBe(before)
  })

  test('a network that is gone for a while is waited for', async () => {
    const { platform, told, outcome } = await watched({ WebSocket: null })
    platform.offline = true
    await platform.clock.advance(20_000)
    platform.total = 1
    platform.write()
    platform.finish()
    platform.offline = false
    await platform.clock.advance(2_000)
    await expect(outcome).resolves.toBe('ended')
    expect(told).toEqual(['0 % in 0', 'started', 'section 1', 'completed'])
  })

  test.each([
    [403, 'not_authorized'],
    [404, 'job_not_found'],
  ])('an answer of %d ends the watch with %s', async (status, code) => {
    const platform = new JobPlatform()
    platform.refusal = { status, code }
    await expect(taken(watch(platform.core, jobId)).outcome).resolves.toBe(code)
    expect(platform.sockets).toHaveLength(0)
    expect(platform.clock.pending).toBe(0)
  })
})

describe('a socket', () => {
  test('that is silent is asked, and after 25 seconds given up', async () => {
    const { platform } = await watched()
    await platform.clock.advance(12_500)
    expect(platform.socket.sent.at(-1)).toEqual({ type: 'ping' })
    const [first] = platform.sockets
    await platform.clock.advance(12_499)
    expect(first?.readyState).toBe(1)
    await platform.clock.advance(1)
    expect(first?.readyState).toBe(3)
    await platform.clock.advance(1_000)
    expect(platform.sockets).toHaveLength(2)
  })

  test.each(['heartbeat', 'pong'])('that answers with a %s is kept', async (type) => {
    const { platform } = await watched()
    for (let count = 0; count < 10; count++) {
      await platform.clock.advance(20_000)
      await say(platform, [{ type, job_id: jobId, timestamp: '2025-12-01T15:30:00Z' }])
    }
    expect(platform.sockets).toHaveLength(1)
  })

  test('that cannot be opened is tried again with growing pauses', async () => {
    const platform = new JobPlatform()
    taken(watch(platform.core, jobId))
    await settled()
    const pauses: number[] = []
    for (let count = 1; count < 8; count++) {
      platform.socket.end()
      const from = platform.clock.now()
      while (platform.sockets.length === count) await platform.clock.advance(50)
      pauses.push(platform.clock.now() - from)
    }
    expect(pauses).toEqual([250, 500, 1000, 2000, 4000, 7500, 7500])
  })

  test('that was opened with an expired token is opened again with a new one', async () => {
    let token = `e30.${btoa('{"user_id":7,"n":1}')}.x`
    const { platform } = await watched({ session: () => token })
    token = `e30.${btoa('{"user_id":7,"n":2}')}.x`
    platform.socket.end(4401)
    await platform.clock.advance(2_000)
    expect(new URL(platform.socket.url).searchParams.get('token')).toBe(token)
  })

  test('that is refused for good is not opened again: the polls go on', async () => {
    const { platform } = await watched()
    platform.socket.end(4403)
    await platform.clock.advance(60_000)
    expect(platform.sockets).toHaveLength(1)
    expect(platform.polls()).toBe(31)
  })
})

describe('a watch that is left', () => {
  test('closes its socket and stops its clocks', async () => {
    const platform = new JobPlatform()
    const steps = watch(platform.core, jobId)
    await steps.next()
    platform.socket.open()
    await settled()
    await steps.return?.()
    expect(platform.socket.readyState).toBe(3)
    await settled()
    expect(platform.clock.pending).toBe(0)
  })

  test('while it waits for news, ends at once', async () => {
    const platform = new JobPlatform()
    const steps = watch(platform.core, jobId)
    await steps.next()
    const waiting = steps.next()
    await steps.return?.()
    await expect(waiting).resolves.toEqual({ done: true, value: undefined })
  })

  test('by its signal throws, closes its socket and leaves no listener', async () => {
    const controller = new AbortController()
    const platform = new JobPlatform()
    const { outcome } = taken(watch(platform.core, jobId, { signal: controller.signal }))
    await settled()
    platform.socket.open()
    await settled()
    controller.abort()
    await expect(outcome).resolves.toBe('aborted')
    await settled()
    expect(platform.socket.readyState).toBe(3)
    expect(platform.clock.pending).toBe(0)
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0)
  })

  test('before it began asks for nothing', async () => {
    const platform = new JobPlatform()
    await expect(taken(watch(platform.core, jobId, { signal: AbortSignal.abort() })).outcome).resolves.toBe('aborted')
    await settled()
    expect(platform.seen).toHaveLength(0)
  })
})
