import { member } from '../../backend/http-text.ts'
import type { HeardFrame } from '../../pact/frames.ts'
import type { Behaviour } from '../behaviour.ts'
import type { Stage } from '../engine/stage.ts'

const CLOSING = 5000
/** One every 10 s, and some for the way. */
const HEARTBEAT = 11_500
const SILENCE = 1500

/** Who may listen, and what the socket answers. */
export const socketBehaviours: readonly Behaviour[] = [
  {
    id: 'socket-authentication',
    service: 'websockets',
    statement: 'A socket without a valid access token is closed with 4401, one of another user with 4403',
    operations: ['websockets.connect'],
    states: ['a signed-in user', 'another user', 'an expired access token', 'a signed-in administrator'],
    async run(stage) {
      const ada = await stage.setUp('a signed-in user')
      const own = ada.number('user_id')
      await mustClose(stage, own, undefined, 4401, 'without a token')
      await mustClose(stage, own, 'not-a-token', 4401, 'with a token that is none')
      await mustClose(stage, own, ada.text('refresh_token'), 4401, 'with a refresh token')
      const other = (await stage.add('another user')).number('user_id')
      await mustClose(stage, other, ada.token, 4403, 'with the id of another user')
      const admin = await stage.add('a signed-in administrator')
      await mustClose(stage, own, admin.token, 4403, 'of an administrator with the id of a user')
      const late = await stage.setUp('an expired access token')
      await mustClose(stage, late.number('user_id'), late.token, 4401, 'with an expired token')
    },
  },
  {
    id: 'socket-logout',
    service: 'websockets',
    statement: 'Signing out closes the sockets that were opened with the access token, with 4401',
    operations: ['websockets.connect', 'auth.logout'],
    states: ['a signed-in user'],
    async run(stage) {
      const values = await stage.setUp('a signed-in user')
      const socket = await stage.socket(values.number('user_id'), values.token)
      try {
        socket.send({ type: 'ping' })
        await socket.heard('pong', CLOSING)
        const body = { refresh_token: values.text('refresh_token') }
        ;(await stage.call('auth.logout', { body, as: values.token })).expect(204)
        await socket.until(() => socket.closed !== undefined, CLOSING)
        stage.must(
          socket.closed?.code === 4401,
          `A socket is not closed with 4401 after its user has signed out: ${socket.told}.`,
          { expected: '4401', actual: socket.told },
        )
      } finally {
        socket.close()
      }
    },
  },
  {
    id: 'socket-messages',
    service: 'websockets',
    statement:
      'A ping is answered by a pong; what is no message closes with 1008, jobs of others with 4403, none with 4404',
    operations: ['websockets.connect'],
    states: ['a signed-in user', 'a job of another user'],
    async run(stage) {
      const values = await stage.setUp('a signed-in user', 'a job of another user')
      const user = values.number('user_id')
      const talk = async (message: unknown, code: number, what: string): Promise<void> => {
        const socket = await stage.socket(user, values.token)
        try {
          socket.send({ type: 'ping' })
          stage.must(
            (await socket.heard('pong', CLOSING)) !== undefined,
            'A ping is not answered by a pong within 5 s.',
            { actual: socket.told },
          )
          socket.send(message)
          await socket.until(() => socket.closed !== undefined, CLOSING)
          stage.must(socket.closed?.code === code, `${what} does not close the socket with ${code}: ${socket.told}.`, {
            expected: String(code),
            actual: socket.told,
          })
        } finally {
          socket.close()
        }
      }
      await talk(
        { type: 'subscribe', job_id: values.number('job_id') },
        4403,
        'To subscribe to the job of another user',
      )
      await talk({ type: 'subscribe', job_id: 999_999_999 }, 4404, 'To subscribe to a job that there is not')
      await talk({ type: 'imagined' }, 1008, 'A message of no known type')
    },
  },
  {
    id: 'socket-heartbeat',
    service: 'websockets',
    statement: 'While a job runs a heartbeat comes every 10 seconds',
    operations: ['websockets.connect'],
    states: ['a signed-in user', 'a job'],
    async run(stage) {
      const { frame, milliseconds, values, told } = await theHeartbeat(stage)
      stage.must(
        frame !== undefined && milliseconds <= HEARTBEAT,
        `No heartbeat came within ${HEARTBEAT / 1000} s while a job ran.`,
        { actual: told },
      )
      const beats = member(frame, 'job_id')
      stage.must(beats === values.job_id, `The heartbeat is of the job ${String(beats)}, which does not run.`, {
        expected: String(values.job_id),
        actual: String(beats),
      })
    },
  },
  {
    id: 'socket-own-jobs',
    service: 'websockets',
    statement: "A user's socket is silent about the jobs of others",
    operations: ['websockets.connect'],
    states: ['a signed-in user', 'a job of another user'],
    async run(stage) {
      const values = await stage.setUp('a signed-in user', 'a job of another user')
      const socket = await stage.socket(values.number('user_id'), values.token)
      try {
        await stage.hurry(11)
        await socket.until(() => socket.frames.length > 0 || socket.closed !== undefined, SILENCE)
        stage.must(socket.frames.length === 0, 'The socket of a user tells of the job of another.', {
          expected: 'silence',
          actual: socket.told,
        })
        stage.must(socket.closed === undefined, `The socket of a user without a job was closed: ${socket.told}.`)
      } finally {
        socket.close()
      }
    },
  },
]

interface Heartbeat extends Pick<HeardFrame, 'frame' | 'values' | 'milliseconds'> {
  /** What came, in one line. */
  readonly told: string
}

/** The one that the pacts have waited for, if they did: a second one would be as long in coming. */
async function theHeartbeat(stage: Stage): Promise<Heartbeat> {
  const before = stage.heardBefore('heartbeat')
  if (before !== undefined) return { ...before, told: `one after ${Math.round(before.milliseconds / 1000)} s` }
  const values = await stage.setUp('a signed-in user', ['a job', { status: 'running', age_seconds: 8 }])
  const started = performance.now()
  const socket = await stage.socket(values.number('user_id'), values.token)
  try {
    await stage.hurry(11)
    const frame = await socket.heard('heartbeat', HEARTBEAT)
    const milliseconds = performance.now() - started
    return { frame, milliseconds, values: { job_id: values.number('job_id') }, told: socket.told }
  } finally {
    socket.close()
  }
}

async function mustClose(
  stage: Stage,
  user: number,
  token: string | undefined,
  code: number,
  how: string,
): Promise<void> {
  const socket = await stage.socket(user, token)
  try {
    await socket.until(() => socket.closed !== undefined, CLOSING)
    stage.must(socket.closed?.code === code, `A socket ${how} is not closed with ${code}: ${socket.told}.`, {
      expected: String(code),
      actual: socket.told,
    })
  } finally {
    socket.close()
  }
}
