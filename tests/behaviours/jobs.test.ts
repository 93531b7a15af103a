import { qualityBehaviours } from '../../packages/contracts/src/behaviours/jobs/quality.ts'
import { watchedJobBehaviours } from '../../packages/contracts/src/behaviours/jobs/watched-job.ts'
import { socketBehaviours } from '../../packages/contracts/src/behaviours/sockets/sockets.ts'
import { type Given, onAnswer, withFields } from './faulty-backend.ts'
import { holdAgainstFaults } from './theatre.ts'

const progress = /\/jobs\/\d+\/progress$/
const job = /\/jobs\/\d+$/
const document = /\/documents\/\d+$/
const sections = /\/sections/

const sectionOf = (given: Given, change: object): Given =>
  withFields(given, ({ items }) => ({ items: (items as object[]).map((section) => ({ ...section, ...change })) }))

holdAgainstFaults(
  [...watchedJobBehaviours, ...qualityBehaviours, ...socketBehaviours],
  [
    {
      behaviour: 'socket-order',
      fault: 'nobody is told that a job has begun',
      sockets: () => ({ frame: (frame) => (frame.type === 'job_started' ? [] : [frame]) }),
      says: 'The first message of a job is progress instead of job_started.',
    },
    {
      behaviour: 'socket-order',
      fault: 'the end is told before the last section',
      sockets: () => {
        let held: unknown
        return {
          frame: (frame) => {
            if (frame.type === 'section_completed' && frame.section_index === 3) {
              held = frame
              return []
            }
            return frame.type === 'job_completed' ? [frame, held] : [frame]
          },
        }
      },
      says: 'The last message of a job is section_completed instead of job_completed.',
    },
    {
      behaviour: 'socket-order',
      fault: 'a section is told twice',
      sockets: () => ({ frame: (frame) => (frame.type === 'section_completed' ? [frame, frame] : [frame]) }),
      says: 'The sections were told as 1, 1, 2, 2, 3, 3 instead of 1, 2, 3.',
    },
    {
      behaviour: 'progress-never-falls',
      fault: 'progress counts down',
      sockets: () => ({
        frame: (frame) => [frame.type === 'progress' ? { ...frame, progress: 100 - Number(frame.progress) } : frame],
      }),
      says: /^The progress that is told goes from 100 to \d+\.$/,
    },
    {
      behaviour: 'progress-never-falls',
      fault: 'a completed job stays at 99 %',
      make: () =>
        onAnswer('GET', progress, (given) =>
          withFields(given, (body) => ({ progress: Math.min(99, Number(body.progress)) })),
        ),
      says: 'A completed job is at 99 %.',
    },
    {
      behaviour: 'polling-equals-socket',
      fault: 'who polls learns of another number of sections',
      make: () => onAnswer('GET', progress, (given) => withFields(given, () => ({ total_sections: 10 }))),
      says: 'The socket tells of 3 sections, and polling of 10.',
    },
    {
      behaviour: 'polling-equals-socket',
      fault: 'the socket tells another end',
      sockets: () => ({
        frame: (frame) => [frame.type === 'job_completed' ? { ...frame, status: 'completed_with_warnings' } : frame],
      }),
      says: 'The job ended as completed_with_warnings on the socket, and as completed where it is polled.',
    },
    {
      behaviour: 'socket-goodbye',
      fault: 'the socket stays open',
      sockets: () => ({ close: () => undefined }),
      says: 'The socket is still open 5 s after the last job has ended.',
    },
    {
      behaviour: 'socket-goodbye',
      fault: 'the socket is closed as if something had failed',
      sockets: () => ({ close: () => 1011 }),
      says: 'The socket is closed with 1011 instead of 1000 after the last job.',
    },
    {
      behaviour: 'quality-error-is-no-pass',
      fault: 'a check that cannot be made counts as passed',
      make: () =>
        onAnswer('GET', job, (given) => withFields(given, () => ({ status: 'completed', quality_warnings: [] }))),
      says: 'The status of the job is "completed" instead of "completed_with_warnings" though nobody could check it.',
    },
    {
      behaviour: 'quality-error-is-no-pass',
      fault: 'a check that cannot be made counts as a hundred per cent',
      make: () => onAnswer('GET', document, (given) => withFields(given, () => ({ plagiarism_score: 100 }))),
      says: 'The plagiarism_score of the document is 100 instead of null though nobody could check it.',
    },
    {
      behaviour: 'quality-error-is-no-pass',
      fault: 'sections that were not checked look like those that were',
      make: () => onAnswer('GET', sections, (given) => sectionOf(given, { warning: null })),
      says: 'A section that nobody could check carries no warning.',
    },
    {
      behaviour: 'quality-delivered',
      fault: 'a document with one bad section is thrown away',
      make: () => onAnswer('GET', job, (given) => withFields(given, () => ({ status: 'failed_quality' }))),
      says: 'The status of the job is "failed_quality" instead of "completed_with_warnings" with 6 of 7 sections.',
    },
    {
      behaviour: 'quality-delivered',
      fault: 'nobody is warned of the section that is missing',
      make: () => onAnswer('GET', document, (given) => withFields(given, () => ({ quality_warnings: [] }))),
      says: 'The delivered document does not carry one warning, about the section that failed.',
    },
    {
      behaviour: 'quality-refunded',
      fault: 'four of five sections are enough',
      make: () => onAnswer('GET', job, (given) => withFields(given, () => ({ status: 'completed_with_warnings' }))),
      says: 'The status of the job is "completed_with_warnings" instead of "failed_quality" with 5 of 6 sections.',
    },
    {
      behaviour: 'quality-refunded',
      fault: 'the money is kept',
      make: () =>
        onAnswer('GET', /\/payment\/\d+$/, (given) =>
          withFields(given, () => ({ status: 'completed', amount_refunded: 0 })),
        ),
      says: 'The status of the payment is "completed" instead of "refunded" for a document that was not delivered.',
    },
    {
      behaviour: 'socket-authentication',
      fault: 'everybody may listen',
      sockets: () => ({ close: () => undefined }),
      says: 'A socket without a token is not closed with 4401: no message; still open.',
    },
    {
      behaviour: 'socket-authentication',
      fault: 'the id in the path is not compared with the token',
      sockets: () => ({ close: (code) => (code === 4403 ? undefined : code) }),
      says: 'A socket with the id of another user is not closed with 4403: no message; still open.',
    },
    {
      behaviour: 'socket-logout',
      fault: 'a socket outlives its token',
      sockets: () => ({ close: () => undefined }),
      says: 'A socket is not closed with 4401 after its user has signed out: pong; still open.',
    },
    {
      behaviour: 'socket-messages',
      fault: 'a ping is not answered',
      sockets: () => ({ frame: (frame) => (frame.type === 'pong' ? [] : [frame]) }),
      says: 'A ping is not answered by a pong within 5 s.',
    },
    {
      behaviour: 'socket-messages',
      fault: 'jobs of others can be subscribed to',
      sockets: () => ({ close: (code) => (code === 4403 ? 1000 : code) }),
      says: 'To subscribe to the job of another user does not close the socket with 4403: pong; closed with 1000.',
    },
    {
      behaviour: 'socket-heartbeat',
      fault: 'the socket is silent between sections',
      sockets: () => ({ frame: (frame) => (frame.type === 'heartbeat' ? [] : [frame]) }),
      says: 'No heartbeat came within 11.5 s while a job ran.',
    },
    {
      behaviour: 'socket-own-jobs',
      fault: 'everything is told to everybody',
      sockets: () => ({ greeting: { type: 'progress', job_id: 99, progress: 20 } }),
      says: 'The socket of a user tells of the job of another.',
    },
  ],
)
