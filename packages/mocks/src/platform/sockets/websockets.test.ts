import { describe, expect, test } from 'vitest'
import { switchOn } from '../../scenarios/catalogue.ts'
import { Platform } from '../platform.fixture.ts'

describe('who may listen', () => {
  test.each([
    ['no token', () => '', 4401],
    ['a token that is none', () => 'garbage', 4401],
    ['a refresh token', (ada: { refresh: string }) => ada.refresh, 4401],
  ])('%s closes with %i', async (_, given, code) => {
    const platform = new Platform()
    const ada = platform.signIn()
    expect(platform.listen(ada.id, given(ada)).closed?.code).toBe(code)
  })

  test("another user's id closes with 4403, for administrators too", async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const eve = platform.signIn('eve@example.test')
    const root = platform.signIn('root@example.test', 'admin')
    for (const { token } of [eve, root]) expect(platform.listen(ada.id, token).closed?.code).toBe(4403)
  })

  test('a token that expires while the socket is open closes it with 4401', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const socket = platform.listen(ada.id, ada.token)
    await platform.advance(1799)
    expect(socket.closed).toBeUndefined()
    await platform.advance(1)
    expect(socket.closed?.code).toBe(4401)
  })

  test('signing out closes the sockets of that sign-in and no other', async () => {
    const platform = new Platform()
    const [here, there] = [platform.signIn(), platform.signIn()]
    const [one, other] = [platform.listen(here.id, here.token), platform.listen(there.id, there.token)]
    await platform.post('/api/v1/auth/logout', undefined, here.token)
    expect([one.closed?.code, other.closed]).toEqual([4401, undefined])
  })

  test('a request that is no handshake is told to upgrade', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const answer = await platform.get(`/api/v1/ws/${ada.id}?token=${ada.token}`)
    expect([answer.status, answer.body.code, answer.headers.upgrade]).toEqual([426, 'upgrade_required', 'websocket'])
  })
})

describe('what a socket tells', () => {
  test('a job from its start to its end, in order, and then goodbye', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const socket = platform.listen(ada.id, ada.token)
    const { document_id, job_id } = await platform.pay(ada.token, 3)
    await platform.advance(600)
    const steps = socket.messages.filter(({ type }) => type !== 'heartbeat')
    expect(steps.map(({ type }) => type)).toEqual([
      'job_started',
      'progress',
      'section_completed',
      'progress',
      'section_completed',
      'progress',
      'section_completed',
      'job_completed',
    ])
    expect(steps[0]).toEqual({
      type: 'job_started',
      job_id,
      document_id,
      total_sections: 3,
      timestamp: '2026-01-01T00:00:01Z',
    })
    expect(steps[3]).toMatchObject({
      progress: 33,
      stage: 'generating_section_2_of_3',
      current_section: 2,
      total_sections: 3,
      estimated_time: 6,
    })
    expect(steps.at(-1)).toMatchObject({ document_id, status: 'completed', quality_warnings: [] })
    expect(socket.closed).toEqual({ code: 1000, reason: 'the last job has ended' })
  })

  test('a heartbeat every 10 seconds of virtual time while a job runs, and none afterwards', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const socket = platform.listen(ada.id, ada.token)
    await platform.pay(ada.token, 20)
    await platform.advance(3_600)
    const at = socket.messages
      .filter(({ type }) => type === 'heartbeat')
      .map(({ timestamp }) => timestamp.slice(14, 19))
    expect(at).toEqual(['00:11', '00:21', '00:31', '00:41', '00:51'])
  })

  test('nothing of the jobs of others', async () => {
    const platform = new Platform()
    const [ada, eve] = [platform.signIn(), platform.signIn('eve@example.test')]
    const socket = platform.listen(eve.id, eve.token)
    await platform.pay(ada.token, 2)
    await platform.advance(600)
    expect([socket.messages, socket.closed]).toEqual([[], undefined])
  })

  test('goodbye only when the last of several jobs has ended', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const socket = platform.listen(ada.id, ada.token)
    await platform.pay(ada.token, 2)
    await platform.pay(ada.token, 20)
    await platform.advance(30)
    expect(socket.messages.filter(({ type }) => type === 'job_completed')).toHaveLength(1)
    expect(socket.closed).toBeUndefined()
    await platform.advance(60)
    expect(socket.closed?.code).toBe(1000)
  })

  test('a warning for a section that failed its gates', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    switchOn(platform.world, 'generation.partial-43')
    const socket = platform.listen(ada.id, ada.token)
    await platform.pay(ada.token, 7)
    await platform.advance(600)
    const warnings = socket.messages.filter(({ type }) => type === 'quality_warning')
    expect(warnings).toMatchObject([{ section_index: 4, message: 'Section 4 failed quality checks after 3 attempts' }])
  })
})

describe('what a client says', () => {
  test('ping is answered by pong', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const socket = platform.listen(ada.id, ada.token)
    socket.say({ type: 'ping' })
    expect(socket.messages).toEqual([{ type: 'pong' }])
  })

  test('subscribe is answered by the state of the job, running and ended', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const { job_id } = await platform.pay(ada.token, 10)
    await platform.advance(10)
    const socket = platform.listen(ada.id, ada.token)
    socket.say({ type: 'subscribe', job_id })
    expect(socket.messages).toMatchObject([{ type: 'progress', job_id, progress: 30, current_section: 4 }])
    await platform.advance(600)
    const later = platform.listen(ada.id, ada.token)
    later.say({ type: 'subscribe', job_id })
    expect(later.messages).toMatchObject([{ type: 'job_completed', job_id, status: 'completed' }])
  })

  test.each([
    ['the job of another user', { type: 'subscribe', job_id: 1 }, 4403],
    ['a job that does not exist', { type: 'subscribe', job_id: 999 }, 4404],
    ['something that is none of its messages', { type: 'hello' }, 1008],
  ])('%s ends the socket', async (_, message, code) => {
    const platform = new Platform()
    const [ada, eve] = [platform.signIn(), platform.signIn('eve@example.test')]
    await platform.pay(ada.token, 5)
    const socket = platform.listen(eve.id, eve.token)
    socket.say(message)
    expect(socket.closed?.code).toBe(code)
  })
})

test('a dropped connection says nothing more, and the job goes on', async () => {
  const platform = new Platform()
  const ada = platform.signIn()
  switchOn(platform.world, 'websocket.drop', { after: 4 })
  const socket = platform.listen(ada.id, ada.token)
  const { job_id } = await platform.pay(ada.token, 10)
  await platform.advance(600)
  expect([socket.messages.length, socket.closed?.code]).toEqual([4, 1006])
  expect((await platform.get(`/api/v1/jobs/${job_id}`, ada.token)).body.status).toBe('completed')
})
