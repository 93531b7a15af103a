// The example on FastAPI keeps its contracts, by the command that a team uses.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isSatisfied } from '@concord/contracts/report'
import { renderForTerminal } from '@concord/contracts/terminal'
import { verify } from '@concord/contracts/verify'
import { type RunningServer, startServer } from '@concord/mocks/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Backend, noPython, pythonWith, startProgram } from './backend.ts'

const root = join(import.meta.dirname, '../..')
const cwd = join(root, 'examples/backend-fastapi')
const python = pythonWith('fastapi', 'uvicorn', 'httpx', 'jwt', 'email_validator', 'multipart')

test('its kit is the one that is published', () => {
  const kit = (folder: string) => readFileSync(join(root, folder, 'provider_states.py'), 'utf8')
  expect(kit('examples/backend-fastapi/app/contract')).toBe(kit('packages/contracts/kits/fastapi'))
})

if (python === undefined) {
  test('the backend on FastAPI', ({ skip }) => skip(noPython))
} else {
  describe('the backend on FastAPI', () => {
    let sandbox: RunningServer
    let backend: Backend
    const start = (env: Readonly<Record<string, string>>) =>
      startProgram(python, ['-m', 'app'], { cwd, env: { PORT: '0', PROVIDERS_URL: `${sandbox.url}/~fastapi`, ...env } })

    beforeAll(async () => {
      sandbox = await startServer({ port: 0 })
      backend = await start({ CONTRACT_TEST: '1' })
    })
    afterAll(async () => {
      await backend.close()
      await sandbox.close()
    })

    test.for(['auth', 'payments'])('keeps the contract of %s', { timeout: 180_000 }, async (provider) => {
      const report = await verify({
        provider,
        baseUrl: backend.url,
        statesUrl: `${backend.url}/_contract/state`,
        sandboxUrl: `${sandbox.url}/~fastapi`,
      })
      expect(isSatisfied(report), renderForTerminal(report, { colour: false })).toBe(true)
    })

    test('serves no provider states where nobody asked for them', async () => {
      const plain = await start({ CONTRACT_TEST: '' })
      try {
        const response = await fetch(`${plain.url}/_contract/state`)
        expect(response.status).toBe(404)
        expect(await response.json()).toMatchObject({ code: 'path_not_found' })
      } finally {
        await plain.close()
      }
    })
  })
}
