import { z } from 'zod'
import type { FaultEffect, FaultWhen } from '../world/world.ts'
import { always, firstTimes, type ScenarioRule, scenario, seconds, times } from './scenario.ts'

/** By RFC 6455, which keeps some codes for what no frame says; 1006 stands for a connection that is gone without one. */
const canBeSent = (code: number): boolean => code >= 3000 || (code <= 1014 && code !== 1004 && code !== 1005)

const onFrame = (when: FaultWhen, effect: FaultEffect): readonly ScenarioRule[] => [
  { match: { on: 'frame' }, when, effect },
]

/** What goes wrong with the socket of a user. */
export const websocketScenarios = [
  scenario(
    'websocket.refused',
    'No socket can be opened: the handshake is answered with 503.',
    z.object({ times }),
    ({ times }) => [{ match: { on: 'connect' }, when: firstTimes(times), effect: { kind: 'refuse' } }],
  ),
  scenario(
    'websocket.drop',
    'The connection is lost in the middle of a job; the message that was on its way is lost with it.',
    z.object({
      after: z.int().min(0).max(1000).default(5).describe('How many messages still arrive.'),
      code: z
        .int()
        .min(1000)
        .max(4999)
        .refine(canBeSent, 'this code cannot be sent; there is 1000 to 1003, 1006 to 1014 and 3000 to 4999')
        .default(1006)
        .describe('With which code; 1006 is a connection that just ends.'),
    }),
    ({ after, code }) => onFrame({ kind: 'nth', n: after + 1 }, { kind: 'drop', code }),
  ),
  scenario(
    'websocket.silent',
    'The connection stays open and nothing arrives any more, no heartbeat either, once a job has begun.',
    z.object({}),
    () => onFrame({ kind: 'after', event: { kind: 'frame', type: 'job_started' } }, { kind: 'silence' }),
  ),
  scenario(
    'websocket.duplicated',
    'Every message arrives more than once.',
    z.object({ copies: z.int().min(2).max(50).default(2).describe('How often.') }),
    ({ copies }) => onFrame(always, { kind: 'duplicate', copies }),
  ),
  scenario(
    'websocket.reordered',
    'Messages change places with the ones that come after them.',
    z.object({
      every: z.int().min(1).max(1000).default(2).describe('Which ones: every second, every third.'),
      seconds: seconds(5, 'How long a message waits at most for another one to overtake it.'),
    }),
    ({ every, seconds }) => onFrame({ kind: 'every', n: every }, { kind: 'reorder', seconds }),
  ),
  scenario(
    'websocket.slow',
    'Messages arrive late, in their order.',
    z.object({ median: seconds(3, 'Half of them come sooner than this after they were sent.') }),
    ({ median }) => onFrame(always, { kind: 'latency', median }),
  ),
  scenario(
    'websocket.token-expires',
    'The access token ends while the socket is open, which closes it with 4401.',
    z.object({ after: z.int().min(0).max(1000).default(5).describe('After how many messages.') }),
    ({ after }) => onFrame({ kind: 'nth', n: after + 1 }, { kind: 'expire-token' }),
  ),
] as const
