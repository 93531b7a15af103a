import { describe, expect, test } from 'vitest'
import { FaultRuleRequest } from '../control/api/schemas.ts'
import { Platform } from '../platform/platform.fixture.ts'
import { rulesOf, scenarios, switchOn } from './catalogue.ts'

describe('every scenario', () => {
  test.each(Object.values(scenarios).map((scenario) => [scenario.name, scenario] as const))('%s', (name, scenario) => {
    expect(name).toBe(`${scenario.area}.${name.slice(scenario.area.length + 1)}`)
    expect(scenario.summary).toMatch(/^[A-Z].+\.$/)
    const rules = scenario.apply(scenario.options.strict().parse({}))
    expect(rules.length).toBeGreaterThan(0)
    expect(JSON.parse(JSON.stringify(rules))).toEqual(rules)
    for (const { match, when, effect } of rules) {
      expect(FaultRuleRequest.safeParse({ match, when, effect })).toMatchObject({ success: true })
    }
    for (const description of Object.values(scenario.options.shape).map(({ description }) => description)) {
      expect(description).toBeTruthy()
    }
  })
})

test('its options are checked by the compiler and when it is switched on', () => {
  // @ts-expect-error there is no such option
  expect(() => rulesOf('webhooks.concurrent', { copy: 5 })).toThrow(/copy/)
  // @ts-expect-error it is a number
  expect(() => rulesOf('webhooks.concurrent', { copies: 'five' })).toThrow()
  expect(() => rulesOf('webhooks.concurrent', { copies: 51 })).toThrow()
  expect(rulesOf('webhooks.concurrent', { copies: 5 })).toMatchObject([{ effect: { kind: 'concurrent', copies: 5 } }])
})

test('switched on again, it takes its own place', () => {
  const { world } = new Platform()
  switchOn(world, 'webhooks.duplicate', { copies: 2 })
  switchOn(world, 'llm.down', { provider: 'all' })
  switchOn(world, 'webhooks.duplicate', { copies: 3 })
  expect(world.faults.all.map(({ scenario, effect }) => [scenario, effect.kind])).toEqual([
    ...Array.from({ length: 4 }, () => ['llm.down', 'problem']),
    ['webhooks.duplicate', 'duplicate'],
  ])
})
