// A fault rule that nothing could carry out is refused in the same words in code and over HTTP.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FaultRequest } from '../control/world-controls.ts'
import { createSandbox, FaultRuleInvalid } from './in-process.ts'
import { type RunningServer, startServer } from './server.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startServer({ port: 0, paused: true })
})
afterAll(() => server.close())

const always = { kind: 'always' } as const
const to = (on: FaultRequest['match']['on'], effect: FaultRequest['effect']): FaultRequest => ({
  match: { on },
  when: always,
  effect,
})
const at = (when: object): FaultRequest => ({
  match: { on: 'request' },
  when: when as FaultRequest['when'],
  effect: { kind: 'hang' },
})

const bad: readonly [rule: FaultRequest, field: string, message: RegExp][] = [
  [
    to('request', { kind: 'catch-fire' }),
    'effect.kind',
    /"catch-fire" cannot be done to a request; there is problem, /,
  ],
  [to('request', { kind: 'constructor' }), 'effect.kind', /"constructor" cannot be done to a request/],
  [to('webhook', { kind: 'reset' }), 'effect.kind', /to a webhook; there is duplicate, concurrent, before-response/],
  [to('mail', { kind: 'problem' }), 'effect.kind', /to a mail; there is down$/],
  [to('connect', { kind: 'hang' }), 'effect.kind', /to a connect; there is refuse, reset$/],
  [to('webhook', { kind: 'duplicate', copys: 3 }), 'effect.copys', /is not known; "duplicate" takes copies, gap$/],
  [to('webhook', { kind: 'lose', copies: 3 }), 'effect.copies', /is not known; "lose" takes no options$/],
  [to('webhook', { kind: 'concurrent', copies: 51 }), 'effect.copies', /51 is not a whole number from 1 to 50$/],
  [to('webhook', { kind: 'concurrent', copies: 0 }), 'effect.copies', /0 is not/],
  [to('webhook', { kind: 'concurrent', copies: 1.5 }), 'effect.copies', /1.5 is not/],
  [to('webhook', { kind: 'concurrent', copies: '5' }), 'effect.copies', /"5" is not/],
  [to('webhook', { kind: 'replayed', stale: 'yes' }), 'effect.stale', /"yes" is not true or false$/],
  [to('webhook', { kind: 'unknown-type', type: '' }), 'effect.type', /"" is not a text that is not empty$/],
  [to('request', { kind: 'problem', status: 200 }), 'effect.status', /200 is not a whole number from 400 to 599$/],
  [to('request', { kind: 'latency', seconds: -1 }), 'effect.seconds', /-1 is not a number from 0 to 86400$/],
  [to('request', { kind: 'latency', sigma: null }), 'effect.sigma', /null is not a number from 0 to 3$/],
  [to('request', { kind: 'repeat', answer: 'both' }), 'effect.answer', /"both" is not one of first, last$/],
  [to('request', { kind: 'truncate', bytes: -1 }), 'effect.bytes', /-1 is not a whole number of at least 0$/],
  [to('provider', { kind: 'score' }), 'effect.value', /is missing; it is a number from 0 to 100$/],
  [to('provider', { kind: 'score', value: 'A'.repeat(99) }), 'effect.value', /"A{39}… is not a number/],
  [to('frame', { kind: 'drop', code: 5000 }), 'effect.code', /5000 is not/],
  [to('job', { kind: 'burst', jobs: 101 }), 'effect.jobs', /101 is not/],
  [to('breakfast' as 'mail', { kind: 'down' }), 'match.on', /"breakfast" is nothing that happens; there is request, /],
  [{ ...to('mail', { kind: 'down' }), match: { on: 'mail', user_id: 0 } }, 'match.user_id', /0 is not/],
  [
    { ...to('mail', { kind: 'down' }), match: { on: 'mail', kind: 'x' } as unknown as FaultRequest['match'] },
    'match.kind',
    /is not known; a match takes operation, provider/,
  ],
  [at({ kind: 'sometimes' }), 'when.kind', /"sometimes" is no time; there is always, nth, /],
  [at({ kind: 'nth', n: 0 }), 'when.n', /0 is not a whole number of at least 1$/],
  [at({ kind: 'nth' }), 'when.n', /is missing; it is a whole number/],
  [at({ kind: 'probability', p: 2 }), 'when.p', /2 is not a number from 0 to 1$/],
  [at({ kind: 'during', seconds: -1 }), 'when.seconds', /-1 is not/],
  [at({ kind: 'after', event: { kind: 'rain' } }), 'when.event', /whose kind is one of request, webhook/],
]

test.for(bad)('%j is refused for its %s', async ([rule, field, message]) => {
  const { world } = server.controls()
  const add = () => world.faults.add({ match: rule.match as { on: 'mail' }, when: rule.when, effect: rule.effect })
  expect(add).toThrow(FaultRuleInvalid)
  expect(add).toThrow(`This fault rule cannot be carried out. ${field}: `)
  const [error] = errorsOf(add)
  expect(error?.path.join('.')).toBe(field)
  expect(error?.message).toMatch(message)

  const answer = await fetch(`${server.url}/__sandbox/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(rule),
  })
  const { errors } = await answer.json()
  expect(answer.status).toBe(422)
  const [first] = errors
  // What has not even the form of a rule, the control API's own schema says first, in its own words.
  if (first.type === 'custom') expect(first).toMatchObject({ loc: ['body', ...field.split('.')], msg: error?.message })
  else expect(first.loc.slice(0, 2)).toEqual(['body', field.split('.')[0]])
  expect(world.faults.all).toEqual([])
})

function errorsOf(add: () => unknown): FaultRuleInvalid['errors'] {
  try {
    add()
    return []
  } catch (error) {
    return (error as FaultRuleInvalid).errors
  }
}

test('everything that is wrong is said at once', () => {
  const { world } = createSandbox()
  const rule = {
    match: { on: 'frame' },
    when: { kind: 'nth', n: -1 },
    effect: { kind: 'drop', code: 1, why: 'x' },
  } as const
  expect(() => world.faults.add(rule)).toThrow(
    'This fault rule cannot be carried out. when.n: -1 is not a whole number of at least 1; ' +
      'effect.why: is not known; "drop" takes code; effect.code: 1 is not a whole number from 1000 to 4999.',
  )
})

test('a rule that takes the place of another is refused without taking it', () => {
  const { world } = createSandbox()
  world.faults.add({ id: 'mine', match: { on: 'mail' }, when: always, effect: { kind: 'down' } })
  expect(() => world.faults.add({ id: 'mine', match: { on: 'mail' }, when: always, effect: { kind: 'up' } })).toThrow()
  expect(world.faults.all).toMatchObject([{ id: 'mine', effect: { kind: 'down' } }])
})
