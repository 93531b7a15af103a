import { get, progress } from '../generated/operations/jobs.ts'
import { connect } from '../generated/operations/websockets.ts'
import type { Heartbeat, Id, JobProgress, Ping, Pong, Subscribe } from '../generated/types.ts'
import type { Core } from '../http/core.ts'
import { isApiError, isConcordError } from '../http/errors.ts'
import { claimsOf } from '../session/tokens.ts'
import type { Channel } from './channel.ts'
import { type JobStep, stepTypes } from './job-ledger.ts'
import { sleep } from './sleep.ts'
import type { Socket } from './socket.ts'

/** What is heard of a job: a message of the socket, or a stored state. */
export type JobNews =
  | {
      readonly from: 'socket'
      readonly step: JobStep /** The first one of a connection: what came before it was missed. */
      readonly resumed: boolean
    }
  | { readonly from: 'poll'; readonly progress: JobProgress }

type ServerMessage = JobStep | Heartbeat | Pong

const isStep = (message: ServerMessage): message is JobStep => stepTypes.has(message.type)

/** Milliseconds. */
const times = { poll: 2_000, ping: 12_500, firstPause: 500, longestPause: 15_000 }

/** Closed by the server for good: another user's job, or none. The next poll says it in an answer that can be thrown. */
const final: ReadonlySet<number> = new Set([4403, 4404])

/**
 * Feeds a channel with all that is heard of a job until the signal ends it: over a socket while there is one, by asking every 2 seconds
 * while there is none. A socket that is silent for 25 seconds, pings included, is given up.
 */
export function feedJob(core: Core, jobId: Id, channel: Channel<JobNews>, signal: AbortSignal): void {
  const state = { connected: false }
  const stopped = (error: unknown) => {
    if (!signal.aborted) channel.fail(error)
  }
  poll(core, jobId, channel, signal, state, () => {
    if (core.WebSocket) listen(core, jobId, channel, signal, state).catch(stopped)
  }).catch(stopped)
}

async function poll(
  core: Core,
  jobId: Id,
  channel: Channel<JobNews>,
  signal: AbortSignal,
  state: { readonly connected: boolean },
  begun: () => void,
): Promise<void> {
  for (let answered = false; !signal.aborted; ) {
    let pause = times.poll
    if (!state.connected) {
      const asked = await progress(core, jobId, { signal, attempts: 1 }).result()
      if (asked.ok) {
        channel.push({ from: 'poll', progress: asked.value })
        if (!answered) begun()
        answered = true
      } else if (isApiError(asked.error)) {
        const { status, retryAfterMs = 0 } = asked.error
        if (status < 500 && status !== 429) throw asked.error
        pause = Math.max(pause, retryAfterMs)
      } else if (asked.error.code !== 'network' && asked.error.code !== 'timeout') throw asked.error
    }
    await sleep(core.clock, pause, signal)
  }
}

/** Keeps a socket open, with growing pauses between failures. */
async function listen(
  core: Core,
  jobId: Id,
  channel: Channel<JobNews>,
  signal: AbortSignal,
  state: { connected: boolean },
): Promise<void> {
  for (let failures = 0; !signal.aborted; failures++) {
    const token = await core.session.token()
    try {
      const socket = await connect(core, await userOf(core, jobId, token, signal), { signal })
      state.connected = true
      if (await hear(core, jobId, socket, channel)) failures = 0
      state.connected = false
      const code = socket.closed?.code ?? 1006
      if (final.has(code)) return
      if (code === 4401 && !(token && (await core.session.renew(token)))) return
    } catch (error) {
      if (!isConcordError(error) || signal.aborted) throw error
    } finally {
      state.connected = false
    }
    await sleep(core.clock, core.random() * Math.min(times.longestPause, times.firstPause * 2 ** failures), signal)
  }
}

/** Passes on what a socket says until it ends. Gives whether it said anything. */
async function hear(
  core: Core,
  jobId: Id,
  socket: Socket<ServerMessage, Ping | Subscribe>,
  channel: Channel<JobNews>,
): Promise<boolean> {
  let heard = false
  let resumed = true
  let stopWatching = () => {}
  const watch = () => {
    stopWatching()
    stopWatching = core.clock.after(times.ping, () => {
      socket.send({ type: 'ping' })
      stopWatching = core.clock.after(times.ping, () => socket.close(4000, 'silent'))
    })
  }
  try {
    watch()
    socket.send({ type: 'subscribe', job_id: jobId })
    for await (const message of socket) {
      heard = true
      watch()
      // The socket tells of every job of the user, and messages of a later version of the contract may be unknown here.
      if (!isStep(message) || message.job_id !== jobId) continue
      channel.push({ from: 'socket', step: message, resumed })
      resumed = false
    }
  } finally {
    stopWatching()
    socket.close()
  }
  return heard
}

/** Whose socket it is: the token says it, and where it is opaque, the job does. */
async function userOf(core: Core, jobId: Id, token: string | undefined, signal: AbortSignal): Promise<Id> {
  const claims = token === undefined ? undefined : claimsOf(token)
  const id = Number(claims?.user_id ?? claims?.sub)
  return Number.isInteger(id) ? id : (await get(core, jobId, { signal })).user_id
}
