import { expect, test } from 'vitest'
import type { FaultEffect } from '../world/world.ts'
import { latencyOf } from './latency.ts'
import { setUp } from './notes-face.fixture.ts'

const draws = (effect: Omit<FaultEffect, 'kind'>, count = 400) => {
  const { world } = setUp()
  return Array.from({ length: count }, () => latencyOf(world, { kind: 'latency', ...effect })).sort((a, b) => a - b)
}

test('is the same every time', () => {
  expect(new Set(draws({ seconds: 0.25 }))).toEqual(new Set([250]))
})

test('lies anywhere between two times', () => {
  const all = draws({ min: 0.5, max: 1.5 })
  expect(all[0]).toBeGreaterThanOrEqual(500)
  expect(all.at(-1)).toBeLessThan(1500)
  expect(all[200]).toBeGreaterThan(900)
  expect(all[200]).toBeLessThan(1100)
})

test('is lognormal: half of it below the median, and a long tail', () => {
  const all = draws({ median: 0.8, sigma: 0.6 })
  expect(all[200]).toBeGreaterThan(700)
  expect(all[200]).toBeLessThan(900)
  // Of a normal distribution 2.5 % lie above two sigma: e^(2 × 0.6) is 3.3 times the median.
  expect(all[390]).toBeGreaterThan(2000)
  expect(all[0]).toBeGreaterThan(50)
})

test('comes from the seed', () => {
  expect(draws({ median: 1 })).toEqual(draws({ median: 1 }))
})
