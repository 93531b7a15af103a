import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { Violation } from '../engine/violation.ts'
import { type SandboxServer, type SandboxServerOptions, setupSandboxServer } from './msw-node.ts'

export type { SandboxServer, SandboxServerOptions } from './msw-node.ts'

/**
 * The platform inside the test process, through MSW, with a fresh world for each test: same seed, same ids, whatever ran before.
 * A test in which the sandbox itself breaks the contract fails, and so does one that asks for what MSW cannot show.
 *
 * Call it at the top of a test file or of a `describe`. Tests that run concurrently would share the world; give each a
 * `createSandbox()` of its own instead.
 *
 * @example
 * const sandbox = useSandbox({ seed: 7 })
 *
 * test('a new document is a draft', async () => {
 *   const { concord } = await sandbox.signIn('ada@example.test')
 *   const document = await concord.documents.create({ title: 'Bees', topic: 'Pollination', target_pages: 20, language: 'en' })
 *   expect(document.status).toBe('draft')
 * })
 */
export function useSandbox(options: Omit<SandboxServerOptions, 'onViolation'> = {}): SandboxServer {
  const violations: Violation[] = []
  const sandbox = setupSandboxServer({ ...options, onViolation: (violation) => violations.push(violation) })
  beforeAll(() => sandbox.listen())
  beforeEach(() => {
    violations.length = 0
    sandbox.renew()
  })
  afterEach(() => {
    sandbox.resetHandlers()
    const [first] = violations
    if (first?.rule === 'effect_not_supported') throw new Error(`${first.where}: ${first.message}`)
    if (first !== undefined)
      throw new Error(`The sandbox itself broke the contract in ${first.where}: ${first.message}`)
  })
  afterAll(() => sandbox.close())
  return sandbox
}
