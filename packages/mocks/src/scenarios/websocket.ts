import { z } from 'zod'
import { scenario } from './scenario.ts'

/** What goes wrong with the socket of a user. */
export const websocketScenarios = [
  scenario(
    'websocket.drop',
    'The connection is lost in the middle of a job; the message that was on its way is lost with it.',
    z.object({
      after: z.int().min(0).max(1000).default(5).describe('How many messages still arrive.'),
      code: z.int().min(1000).max(4999).default(1006).describe('With which code; 1006 is a connection that just ends.'),
    }),
    ({ after, code }) => [
      { match: { on: 'frame' }, when: { kind: 'nth', n: after + 1 }, effect: { kind: 'drop', code } },
    ],
  ),
] as const
