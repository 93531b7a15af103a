import { describe, expect, test } from 'vitest'
import type { FaultEffect, FaultWhen } from '../world/world.ts'
import type { SandboxReply, SandboxRequest } from './call.ts'
import { effectsOf } from './effects-of.ts'
import { notesFace, setUp } from './notes-face.fixture.ts'
import type { SocketBehaviour, SocketHandle } from './socket.ts'
import { isHandshake } from './sockets.ts'

const behaviour: SocketBehaviour = {
  open(connection) {
    if (connection.request.query === '') return connection.close(4401)
    connection.join(`user ${connection.path.user_id}`)
  },
  message(connection, message) {
    if (message.type === 'ping') connection.send({ type: 'pong' })
    if (message.type === 'boom') throw new Error('boom')
    if (message.type === 'nonsense') connection.send({ type: 'pong', secret: 1 })
  },
}

const request = (query: string, path = '/live/7'): SandboxRequest => ({
  method: 'GET',
  path,
  query,
  headers: {},
  origin: 'http://localhost:8000',
})

function setUpSocket(effect?: FaultEffect, when: FaultWhen = { kind: 'always' }, on: 'frame' | 'connect' = 'frame') {
  const sandbox = setUp(notesFace({}, { sockets: { 'notes.live': behaviour } }))
  if (effect !== undefined) sandbox.world.faults.add({ match: { on }, when, effect })
  const connect = (query = 'token=x', path?: string) => {
    const said: unknown[] = []
    const peer = {
      send: (text: string) => said.push(JSON.parse(text)),
      close: (code: number) => said.push(code),
      terminate: () => said.push('terminated'),
    }
    const answer: SandboxReply | { accept(to: typeof peer): SocketHandle } = sandbox.engine.connect(
      sandbox.world,
      request(query, path),
    )
    const handle = isHandshake(answer) ? answer.accept(peer) : undefined
    return { said, handle: handle as SocketHandle, answer }
  }
  return { ...sandbox, connect, hub: effectsOf(sandbox.world).sockets }
}

const step = (number: number) => ({ type: 'step', job_id: 3, step: number })

test('what is published reaches those who joined', () => {
  const { connect, hub, world } = setUpSocket()
  const [one, other, stranger] = [connect(), connect(), connect('token=x', '/live/8')]
  hub.publish('user 7', step(1))
  expect([one.said, other.said, stranger.said]).toEqual([[step(1)], [step(1)], []])
  expect(hub.count('user 7')).toBe(2)
  hub.closeChannel('user 7', 1000)
  expect([one.said, hub.count('user 7'), hub.count('user 8')]).toEqual([[step(1), 1000], 0, 1])
  expect(world.timeline.of('frame').map(({ direction, type, job_id }) => [direction, type, job_id])).toEqual([
    ['sent', 'step', 3],
    ['sent', 'step', 3],
    ['closed', 'close', undefined],
    ['closed', 'close', undefined],
  ])
  expect(world.timeline.of('request').map(({ operation, status }) => [operation, status])).toEqual(
    Array(3).fill(['notes.live', 101]),
  )
})

test('a message is answered', () => {
  const { connect, world } = setUpSocket()
  const { said, handle } = connect()
  handle.receive('{"type":"ping"}')
  expect(said).toEqual([{ type: 'pong' }])
  expect(world.timeline.of('frame').map(({ direction, type }) => [direction, type])).toEqual([
    ['received', 'ping'],
    ['sent', 'pong'],
  ])
})

const endings: readonly [what: string, text: string, code: number, violations: number][] = [
  ['a message that is no JSON', 'hello', 1007, 0],
  ['a message that the spec does not have', '{"type":"ping","more":1}', 1008, 0],
  ['a behaviour that fails', '{"type":"boom"}', 1011, 1],
  ['a behaviour that breaks the spec', '{"type":"nonsense"}', 1011, 1],
]
test.each(endings)('%s ends the connection', (_what, text, code, violations) => {
  const { connect, engine, hub } = setUpSocket()
  const { said, handle } = connect()
  handle.receive(text)
  handle.receive('{"type":"ping"}')
  expect([said, engine.violations.all.length, hub.count('user 7')]).toEqual([[code], violations, 0])
})

test('a behaviour may close at once, with a code of the spec', () => {
  const { connect, engine } = setUpSocket()
  expect(connect('').said).toEqual([4401])
  expect(engine.violations.all).toEqual([])
})

test('a far end that is gone is forgotten', () => {
  const { connect, hub } = setUpSocket()
  const { handle, said } = connect()
  handle.closed(1001, '')
  hub.publish('user 7', step(1))
  expect([said, hub.count('user 7')]).toEqual([[], 0])
})

describe('a handshake is refused', () => {
  const refusals: readonly [what: string, path: string, status: number][] = [
    ['where there is no socket', '/notes', 404],
    ['where there is nothing', '/nothing', 404],
  ]
  test.each(refusals)('%s', (_what, path, status) => {
    const { answer } = setUpSocket().connect('', path)
    expect(isHandshake(answer)).toBe(false)
    expect((answer as SandboxReply).status).toBe(status)
  })

  test('by a fault', () => {
    const { connect } = setUpSocket({ kind: 'refuse' }, { kind: 'first', n: 1 }, 'connect')
    expect((connect().answer as SandboxReply).status).toBe(503)
    expect(isHandshake(connect().answer as never)).toBe(true)
  })

  test('by nobody: the connection is reset', () => {
    const { connect } = setUpSocket({ kind: 'reset' }, { kind: 'always' }, 'connect')
    expect(connect().answer).toMatchObject({ transport: { kind: 'reset' } })
  })
})

describe('what goes wrong with frames', () => {
  const cases: readonly [what: string, effect: FaultEffect, when: FaultWhen, said: readonly unknown[]][] = [
    ['dropped in the middle', { kind: 'drop' }, { kind: 'nth', n: 2 }, [step(1), 'terminated']],
    ['closed in the middle', { kind: 'drop', code: 1012 }, { kind: 'nth', n: 2 }, [step(1), 1012]],
    ['silent for good', { kind: 'silence' }, { kind: 'always' }, []],
    ['silent once', { kind: 'silence' }, { kind: 'nth', n: 2 }, [step(1), step(3)]],
    ['duplicated', { kind: 'duplicate' }, { kind: 'nth', n: 2 }, [step(1), step(2), step(2), step(3)]],
  ]
  test.each(cases)('%s', (_what, effect, when, said) => {
    const { connect, hub } = setUpSocket(effect, when)
    const connection = connect()
    for (const number of [1, 2, 3]) hub.publish('user 7', step(number))
    expect(connection.said).toEqual(said)
  })

  test('slow ones arrive in order, and before the end', async () => {
    const { connect, hub, world } = setUpSocket({ kind: 'latency', seconds: 2 }, { kind: 'nth', n: 1 })
    const { said } = connect()
    for (const number of [1, 2]) hub.publish('user 7', step(number))
    hub.closeChannel('user 7', 1000)
    await world.advance(1999)
    expect(said).toEqual([])
    await world.advance(1)
    expect(said).toEqual([step(1), step(2), 1000])
  })

  const orders: readonly [what: string, when: FaultWhen, said: readonly number[]][] = [
    ['one is overtaken by the next', { kind: 'nth', n: 1 }, [2, 1, 3]],
    ['every two change places', { kind: 'always' }, [2, 1, 3]],
  ]
  test.each(orders)('%s', async (_what, when, numbers) => {
    const { connect, hub, world } = setUpSocket({ kind: 'reorder', seconds: 5 }, when)
    const { said } = connect()
    for (const number of [1, 2, 3]) hub.publish('user 7', step(number))
    // Nothing comes after the last one; it does not wait for ever.
    await world.advance(5000)
    expect(said).toEqual(numbers.map(step))
  })

  test('one that nothing overtakes comes before the end', () => {
    const { connect, hub } = setUpSocket({ kind: 'reorder' })
    const { said } = connect()
    hub.publish('user 7', step(1))
    hub.closeChannel('user 7', 1000)
    expect(said).toEqual([step(1), 1000])
  })

  test('the connection can be lost while one is under way', async () => {
    const { connect, hub, world } = setUpSocket({ kind: 'latency', seconds: 2 }, { kind: 'nth', n: 1 })
    const { said, handle } = connect()
    hub.publish('user 7', step(1))
    handle.closed(1001, '')
    await world.advance(2000)
    expect(said).toEqual([])
  })

  test('who comes back gets what is published from then on', () => {
    const { connect, hub } = setUpSocket({ kind: 'drop' }, { kind: 'nth', n: 1 })
    connect()
    hub.publish('user 7', step(1))
    hub.publish('user 7', step(2))
    const again = connect()
    hub.publish('user 7', step(3))
    expect(again.said).toEqual([step(3)])
  })
})

test('a reset world has no sockets', () => {
  const { connect, world, hub } = setUpSocket()
  const { said } = connect()
  world.reset()
  expect([said, hub.count('user 7')]).toEqual([[1012], 0])
})
