// Every scenario, switched on over the control API of a real port, seen by a real client: the SDK, fetch or a WebSocket.

import type { ScenarioName } from '@concord/mocks'
import { type RunningServer, startServer } from '@concord/mocks/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { authEffects } from './auth.ts'
import type { Effect } from './effect.ts'
import { generationEffects } from './generation.ts'
import { infrastructureEffects } from './infrastructure.ts'
import { llmEffects } from './llm.ts'
import { paymentsEffects } from './payments.ts'
import { qualityEffects } from './quality.ts'
import { searchEffects } from './search.ts'
import { Stage } from './stage.ts'
import { studioEffects } from './studio.ts'
import { webhooksEffects } from './webhooks.ts'
import { websocketEffects } from './websocket.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startServer({ port: 0, paused: true })
})
afterAll(() => server.close())

const effects: Readonly<Record<ScenarioName, Effect>> = {
  ...webhooksEffects,
  ...llmEffects,
  ...qualityEffects,
  ...searchEffects,
  ...paymentsEffects,
  ...generationEffects,
  ...websocketEffects,
  ...authEffects,
  ...infrastructureEffects,
  ...studioEffects,
}

test('every scenario that the sandbox offers has an effect here', async () => {
  const { items } = await (await fetch(`${server.url}/__sandbox/scenarios`)).json()
  expect(Object.keys(effects)).toEqual(items.map(({ name }: { name: string }) => name))
})

test.for(Object.entries(effects))('%s has its effect', async ([name, effect]) => {
  await using stage = await Stage.set(server, name)
  await effect(stage)
})

// Or the test above would pass whatever the scenario does.
test.for(Object.entries(effects))('%s is what has the effect', async ([name, effect]) => {
  await using stage = await Stage.set(server, name, { inert: true })
  await expect(effect(stage)).rejects.toMatchObject({ name: 'AssertionError' })
})
