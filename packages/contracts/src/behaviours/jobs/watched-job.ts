import type { Behaviour } from '../behaviour.ts'
import type { Frame } from '../engine/job-socket.ts'
import type { Stage } from '../engine/stage.ts'
import { orderDocument, orderStates, type Poll, pay, pollToTheEnd } from './paid-job.ts'

const PAGES = 3
const GOODBYE = 5000

/** A generation, as its user hears and reads it. */
interface Watched {
  readonly jobId: number
  readonly frames: readonly Frame[]
  readonly polls: readonly Poll[]
  readonly closed: number | undefined
  readonly told: string
}

const watched = new WeakMap<object, Promise<Watched>>()

/** One job for all that look at it. */
function watchJob(stage: Stage): Promise<Watched> {
  const known = watched.get(stage.run) ?? watch(stage)
  watched.set(stage.run, known)
  return known
}

async function watch(stage: Stage): Promise<Watched> {
  const order = await orderDocument(stage, PAGES)
  const socket = await stage.socket(order.userId, order.token)
  try {
    const job = await pay(stage, order)
    const polls = await pollToTheEnd(stage, job, socket)
    await socket.until(() => socket.closed !== undefined, GOODBYE)
    return { jobId: job.jobId, frames: socket.frames, polls, closed: socket.closed?.code, told: socket.told }
  } finally {
    socket.close()
  }
}

const common = { states: orderStates, needs: 'sandbox' } as const

/** What a job tells while it runs. */
export const watchedJobBehaviours: readonly Behaviour[] = [
  {
    ...common,
    id: 'socket-order',
    service: 'websockets',
    statement: 'A socket tells of a job from job_started to job_completed, each section once and in order',
    operations: ['websockets.connect'],
    async run(stage) {
      const { frames, jobId, told } = await watchJob(stage)
      const news = frames.filter(({ type }) => type !== 'heartbeat')
      const must = (holds: boolean, sentence: string): void => stage.must(holds, sentence, { actual: told })
      must(
        news[0]?.type === 'job_started',
        `The first message of a job is ${String(news[0]?.type ?? 'none')} instead of job_started.`,
      )
      const last = news.at(-1)
      must(
        last?.type === 'job_completed',
        `The last message of a job is ${String(last?.type ?? 'none')} instead of job_completed.`,
      )
      for (const [type, count] of [
        ['job_started', 1],
        ['job_completed', 1],
      ] as const) {
        const came = news.filter((frame) => frame.type === type).length
        must(came === count, `${type} came ${came} times.`)
      }
      const sections = news.filter(({ type }) => type === 'section_completed').map(({ section_index }) => section_index)
      const wanted = Array.from({ length: Number(news[0]?.total_sections) || 0 }, (_, index) => index + 1)
      must(
        String(sections) === String(wanted),
        `The sections were told as ${sections.join(', ') || 'none'} instead of ${wanted.join(', ')}.`,
      )
      const strange = news.find(({ job_id }) => job_id !== jobId)
      must(
        strange === undefined,
        `A ${String(strange?.type)} is about the job ${String(strange?.job_id)} instead of ${jobId}.`,
      )
    },
  },
  {
    ...common,
    id: 'progress-never-falls',
    service: 'jobs',
    statement: 'The progress of a job never falls, neither where it is told nor where it is polled, and ends at 100',
    operations: ['jobs.progress'],
    async run(stage) {
      const { frames, polls } = await watchJob(stage)
      const told = frames.filter(({ type }) => type === 'progress').map(({ progress }) => Number(progress))
      for (const [how, values] of [
        ['told', told],
        ['polled', polls.map(({ progress }) => progress)],
      ] as const) {
        const fallen = values.findIndex(
          (value, index) => value < (values[index - 1] ?? 0) || !(value >= 0 && value <= 100),
        )
        stage.must(
          fallen === -1,
          `The progress that is ${how} goes from ${values[fallen - 1] ?? 0} to ${values[fallen]}.`,
          {
            expected: 'from 0 to 100, never falling',
            actual: values.join(', '),
          },
        )
      }
      const last = polls.at(-1)
      stage.must(last?.progress === 100, `A completed job is at ${last?.progress} %.`, {
        expected: '100',
        actual: String(last?.progress),
      })
    },
  },
  {
    ...common,
    id: 'polling-equals-socket',
    service: 'jobs',
    statement: 'Who polls the progress learns what the socket told: the same number of sections and the same end',
    operations: ['jobs.progress', 'websockets.connect'],
    async run(stage) {
      const { frames, polls, told } = await watchJob(stage)
      const started = frames.find(({ type }) => type === 'job_started')
      const ended = frames.find(({ type }) => type === 'job_completed' || type === 'job_failed')
      stage.must(
        started !== undefined && ended !== undefined,
        'The socket told no beginning or no end of a job that was polled to its end.',
        { actual: told },
      )
      const last = polls.at(-1)
      stage.must(
        last?.status === (ended?.status ?? 'failed'),
        `The job ended as ${String(ended?.status)} on the socket, and as ${last?.status} where it is polled.`,
      )
      const total = polls.find((poll) => poll.total !== started?.total_sections)
      stage.must(
        total === undefined,
        `The socket tells of ${String(started?.total_sections)} sections, and polling of ${total?.total}.`,
      )
    },
  },
  {
    ...common,
    id: 'socket-goodbye',
    service: 'websockets',
    statement: 'When the last job has ended the server closes the socket with 1000',
    operations: ['websockets.connect'],
    async run(stage) {
      const { closed, told } = await watchJob(stage)
      stage.must(
        closed === 1000,
        closed === undefined
          ? 'The socket is still open 5 s after the last job has ended.'
          : `The socket is closed with ${closed} instead of 1000 after the last job.`,
        {
          expected: '1000',
          actual: told,
        },
      )
    },
  },
]
