import { z } from 'zod'
import { scenario } from './scenario.ts'

/** By RFC 6455, which keeps some codes for what no frame says; 1006 stands for a connection that is gone without one. */
const canBeSent = (code: number): boolean => code >= 3000 || (code <= 1014 && code !== 1004 && code !== 1005)

/** What goes wrong with the socket of a user. */
export const websocketScenarios = [
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
    ({ after, code }) => [
      { match: { on: 'frame' }, when: { kind: 'nth', n: after + 1 }, effect: { kind: 'drop', code } },
    ],
  ),
] as const
