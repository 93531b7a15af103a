import type { ScenarioName } from '@concord/mocks'
import { expect } from 'vitest'
import type { Stage } from './stage.ts'

/** What a test does on its stage. The scenario is switched on by `on`, because some things must happen before. */
export type Effect = (stage: Stage) => Promise<void>

/** The effects of all scenarios of an area. */
export type EffectsOf<Area extends string> = Readonly<Record<Extract<ScenarioName, `${Area}.${string}`>, Effect>>

/** A problem with this code, whatever else it says. */
export const failing = (code: string) => expect.objectContaining({ code })
