import { defineConfig } from 'vitest/config'

const resolve = { conditions: ['concord-source', 'module', 'node'] }
const ssr = { resolve: { conditions: resolve.conditions, externalConditions: ['concord-source'] } }

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        ssr,
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'specs/rules/**/*.test.ts', 'scripts/**/*.test.ts'],
          // Some of them work for a second, and a machine that does other things too takes several.
          testTimeout: 20_000,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'integration',
          include: ['tests/**/*.test.ts', 'examples/*/src/**/*.test.ts'],
          exclude: ['tests/browser/**'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve,
        ssr,
        test: { name: 'browser', include: ['tests/browser/**/*.test.ts'], testTimeout: 90_000, hookTimeout: 90_000 },
      },
    ],
  },
})
