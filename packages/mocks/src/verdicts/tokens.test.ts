import { expect, test } from 'vitest'
import { createSandbox } from '../adapters/in-process.ts'

async function judged(client: (refresh: (token?: string) => Promise<string>) => Promise<unknown>, status?: number) {
  const sandbox = createSandbox()
  const { refresh_token } = await sandbox.signIn('ada@example.test')
  const match = { on: 'request', operation: 'auth.refresh' } as const
  if (status !== undefined)
    sandbox.world.faults.add({ match, when: { kind: 'nth', n: 1 }, effect: { kind: 'problem', status } })
  await client(async (token = refresh_token) => {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ refresh_token: token })
    const response = await sandbox.fetch('/api/v1/auth/refresh', { method: 'POST', headers, body })
    const pair = (await response.json()) as { readonly refresh_token?: string }
    return pair.refresh_token ?? ''
  })
  const { outcome, evidence } = sandbox.verdict.of('refreshes-once')
  const requests = sandbox.timeline.of('request').map(({ seq }) => seq)
  return [outcome, evidence.map((seq) => requests.indexOf(seq))]
}

test.for<[string, Parameters<typeof judged>[0], number | undefined, readonly unknown[]]>([
  ['two tabs at the same moment', (refresh) => Promise.all([refresh(), refresh()]), undefined, ['failed', [0, 1]]],
  [
    'one after another, with the old token',
    async (refresh) => [await refresh(), await refresh()],
    undefined,
    ['failed', [0, 1]],
  ],
  ['each with the token of the one before', async (refresh) => refresh(await refresh()), undefined, ['passed', [0, 1]]],
  ['again after a fault of the server', async (refresh) => [await refresh(), await refresh()], 500, ['passed', [1]]],
  ['never', async () => {}, undefined, ['not-seen', []]],
])('refreshes-once: %s', async ([, client, status, verdict]) => {
  expect(await judged(client, status)).toEqual(verdict)
})
