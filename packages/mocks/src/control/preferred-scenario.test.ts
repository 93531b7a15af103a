import { expect, test } from 'vitest'
import { createSandbox } from '../adapters/in-process.ts'
import { preferenceOf } from './preferred-scenario.ts'

test.for([
  ['scenario=llm.down', { name: 'llm.down', options: {} }],
  ['respond-async, scenario=llm.down', { name: 'llm.down', options: {} }],
  [
    'scenario="infrastructure.slow"; median=0.5; operation="documents.*"',
    { name: 'infrastructure.slow', options: { median: 0.5, operation: 'documents.*' } },
  ],
  [
    'scenario=infrastructure.network-reset; executed=false',
    { name: 'infrastructure.network-reset', options: { executed: false } },
  ],
  ['code=404', undefined],
  ['example=scenario', undefined],
] as const)('Prefer: %s', ([header, want]) => {
  expect(preferenceOf(header)).toEqual(want)
})

function asking() {
  const sandbox = createSandbox()
  const ask = async (path: string, prefer?: string, body?: object) => {
    const { access_token } = await sandbox.signIn('ada@example.test')
    return sandbox.fetch(path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${access_token}`,
        'content-type': 'application/json',
        ...(prefer !== undefined && { prefer }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  }
  return { sandbox, ask }
}

test('it holds for the request that asks for it, and for no other', async () => {
  const { sandbox, ask } = asking()
  const me = '/api/v1/users/me'
  const answers = await Promise.all([ask(me), ask(me, 'scenario=infrastructure.database-down'), ask(me)])
  expect(answers.map(({ status }) => status)).toEqual([200, 503, 200])
  expect(sandbox.world.faults.all).toEqual([])
})

test('what strikes by chance or after a while strikes this request for certain', async () => {
  const { ask } = asking()
  await expect(ask('/api/v1/users/me', 'scenario=infrastructure.network-reset; probability=0.01')).rejects.toThrow()
  const expired = await ask('/api/v1/users/me', 'scenario=auth.token-expires')
  expect(await expired.json()).toMatchObject({ code: 'token_expired' })
})

test('a provider fails while the request is answered', async () => {
  const { sandbox, ask } = asking()
  const { concord } = await sandbox.signIn('ada@example.test')
  const { id } = await concord.documents.create({ title: 'Bees', topic: 'Bees', target_pages: 2, language: 'en' })
  const pay = (prefer?: string) => ask('/api/v1/payment/create-intent', prefer, { document_id: id })
  expect((await pay('scenario=payments.provider-down')).status).toBe(503)
  expect((await pay()).status).toBe(201)
})

test.for([
  ['scenario=llm.dwon', 'scenario_not_found', /llm\.down/],
  ['scenario=webhooks.duplicate; copies=99', 'scenario_options_invalid', /copies/],
  ['scenario=infrastructure.slow; bytes_per_second=10', 'effect_not_supported', /drip/],
] as const)('%s is a 422 that says what there is', async ([prefer, code, detail]) => {
  const response = await asking().ask('/api/v1/users/me', prefer)
  expect(response.status).toBe(422)
  expect(await response.json()).toMatchObject({ code, detail: expect.stringMatching(detail) })
})
