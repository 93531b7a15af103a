// What each door cannot do to a connection, in every way in which it can be asked for. A door never does something similar instead.

import { createSandbox, EffectNotSupported, type Sandbox } from '@concord/mocks'
import { setupSandboxServer } from '@concord/mocks/node'
import { type RunningServer, startServer } from '@concord/mocks/server'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

const intercepted = setupSandboxServer({ onViolation: () => {} })
beforeAll(() => intercepted.listen({ onUnhandledFrame: 'bypass' }))
afterEach(() => intercepted.renew())
afterAll(() => intercepted.close())

const doors: Readonly<Record<string, () => { sandbox: Sandbox; fetch: typeof fetch }>> = {
  'sandbox.fetch': () => {
    const sandbox = createSandbox()
    return { sandbox, fetch: sandbox.fetch }
  },
  'MSW in Node': () => ({ sandbox: intercepted, fetch: globalThis.fetch }),
}

const effects = {
  reset: { kind: 'reset' },
  hang: { kind: 'hang' },
  'truncate by bytes': { kind: 'truncate', bytes: 20 },
  'truncate by chunks': { kind: 'truncate', chunks: 2 },
  drip: { kind: 'drip', bytes_per_second: 100 },
} as const

const refused: readonly [door: string, effect: keyof typeof effects][] = [
  ['sandbox.fetch', 'drip'],
  ['MSW in Node', 'drip'],
  ['MSW in Node', 'truncate by bytes'],
  ['MSW in Node', 'truncate by chunks'],
]
const taken = Object.keys(doors).flatMap((door) =>
  (Object.keys(effects) as (keyof typeof effects)[])
    .filter((effect) => !refused.some(([name, what]) => name === door && what === effect))
    .map((effect) => [door, effect] as const),
)

const opened = (door: string) => (doors[door] as (typeof doors)[string])()
const rule = (effect: keyof typeof effects) => ({
  match: { on: 'request', operation: 'health.get' } as const,
  when: { kind: 'always' } as const,
  effect: effects[effect],
})
const json = (method: string, body: object) => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

describe.for(refused)('%s refuses "%s"', ([door, effect]) => {
  test('as a rule in code', () => {
    const { sandbox } = opened(door)
    expect(() => sandbox.controls.addFault(rule(effect))).toThrow(EffectNotSupported)
    expect(() => sandbox.controls.addFault(rule(effect))).toThrow(door)
    expect(sandbox.world.faults.all).toEqual([])
  })

  test('as a rule over HTTP', async () => {
    const { sandbox, fetch } = opened(door)
    const answer = await fetch(`${sandbox.origin}/__sandbox/faults`, json('POST', rule(effect)))
    expect([answer.status, (await answer.json()).code]).toEqual([409, 'effect_not_supported'])
    expect(sandbox.world.faults.all).toEqual([])
  })

  test('where it strikes what a provider says, and nobody can take it for an answer of the provider', async () => {
    const { sandbox, fetch } = opened(door)
    const match = { on: 'provider', provider: 'openai' } as const
    sandbox.controls.addFault({ match, when: { kind: 'always' }, effect: effects[effect] })
    const headers = { authorization: 'Bearer sk-test' }
    const outcome = await fetch(`${sandbox.origin}/providers/openai/v1/models`, { headers }).then(
      async (response) => [response.status, (await response.json()).code],
      (error: unknown) => [501, (error as EffectNotSupported).code],
    )
    expect(outcome).toEqual([501, 'effect_not_supported'])
    expect(sandbox.timeline.of('fault').at(-1)).toMatchObject({ rule: 'effect_not_supported' })
  })
})

test.for(taken)('%s takes "%s"', ([door, effect]) => {
  const { sandbox } = opened(door)
  sandbox.controls.addFault(rule(effect))
  expect(sandbox.world.faults.all).toHaveLength(1)
})

test.for(Object.keys(doors))(
  '%s refuses a scenario with such an effect, and the rest of it stays off',
  async (door) => {
    const { sandbox, fetch } = opened(door)
    const drip = () => sandbox.scenario('infrastructure.slow', { bytes_per_second: 100 })
    expect(drip).toThrow(EffectNotSupported)
    const put = await fetch(
      `${sandbox.origin}/__sandbox/scenarios/infrastructure.slow`,
      json('PUT', { bytes_per_second: 100 }),
    )
    expect([put.status, (await put.json()).code]).toEqual([409, 'effect_not_supported'])
    const prefer = 'scenario=infrastructure.slow; bytes_per_second=100'
    const preferred = await fetch(`${sandbox.origin}/api/v1/health`, { headers: { prefer } })
    expect([preferred.status, (await preferred.json()).code]).toEqual([422, 'effect_not_supported'])
    expect(sandbox.world.faults.all).toEqual([])
    // Without what it cannot do, it can.
    sandbox.scenario('infrastructure.slow')
    expect(sandbox.world.faults.all).toHaveLength(1)
  },
)

describe('a real port', () => {
  let server: RunningServer
  beforeAll(async () => {
    server = await startServer({ port: 0, paused: true })
  })
  afterAll(() => server.close())

  test.for(Object.keys(effects) as (keyof typeof effects)[])('takes "%s"', async (effect) => {
    const answer = await fetch(`${server.url}/__sandbox/faults`, json('POST', rule(effect)))
    expect(answer.status).toBe(201)
  })
})
