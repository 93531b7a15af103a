import { z } from 'zod'
import { always, firstTimes, type ScenarioRule, scenario, seconds } from './scenario.ts'

const links = z.int().min(1).max(1000).default(1).describe('How many links in a row.')

const onLink = (n: number, kind: string): readonly ScenarioRule[] => [
  {
    match: { on: 'action', operation: 'auth.spend', type: 'magic_link' },
    when: { kind: 'first', n },
    effect: { kind },
  },
]

const after = z.int().min(0).max(1000).default(3).describe('How many requests go through before the token ends.')

const tokenEnds = (after: number): ScenarioRule => ({
  match: { on: 'request' },
  when: { kind: 'nth', n: after + 1 },
  effect: { kind: 'expire-token' },
})

/** Somebody else sends the same refresh token too. */
const refreshTwice = (answer: 'first' | 'last'): ScenarioRule => ({
  match: { on: 'request', operation: 'auth.refresh' },
  when: { kind: 'nth', n: 1 },
  effect: { kind: 'repeat', answer },
})

/** What goes wrong while somebody signs in, or stays signed in. */
export const authScenarios = [
  scenario(
    'auth.token-expires',
    'The access token ends in the middle of a session, long before its time.',
    z.object({ after }),
    ({ after }) => [tokenEnds(after)],
  ),
  scenario(
    'auth.two-tabs',
    'Another tab sends the refresh token a moment after this one: what both got is taken back.',
    z.object({ after }),
    ({ after }) => [tokenEnds(after), refreshTwice('first')],
  ),
  scenario(
    'auth.refresh-reused',
    'The refresh token was used before, so it is refused and the whole session ends.',
    z.object({ after }),
    ({ after }) => [tokenEnds(after), refreshTwice('last')],
  ),
  scenario(
    'auth.locked',
    'The account is locked after too many wrong passwords.',
    z.object({ seconds: seconds(900, 'For how long; Retry-After says it.') }),
    ({ seconds }) => [
      {
        match: { on: 'request', operation: 'auth.login' },
        when: { kind: 'during', seconds },
        effect: { kind: 'problem', code: 'account_locked', retry_after: seconds },
      },
    ],
  ),
  scenario('auth.link-expired', 'The link of a mail is too old when it is used.', z.object({ links }), ({ links }) =>
    onLink(links, 'expire'),
  ),
  scenario(
    'auth.link-used-twice',
    'Somebody was quicker with the link of a mail: a program that looks at every link, for one.',
    z.object({ links }),
    ({ links }) => onLink(links, 'use-before'),
  ),
  scenario(
    'auth.oauth-denied',
    'Whoever comes back from the consent page has not agreed.',
    z.object({
      provider: z.enum(['google', 'apple', 'facebook', '*']).default('*').describe('At whose; `*` is at each of them.'),
      times: z.int().min(1).max(1000).optional().describe('How many times in a row; absent, until it is switched off.'),
    }),
    ({ provider, times }) => [
      {
        match: { on: 'action', operation: 'auth.consent', type: provider },
        when: firstTimes(times),
        effect: { kind: 'deny' },
      },
    ],
  ),
  scenario('auth.mail-down', 'No mail can be handed over, so nobody gets a link.', z.object({}), () => [
    { match: { on: 'mail' }, when: always, effect: { kind: 'down' } },
  ]),
] as const
