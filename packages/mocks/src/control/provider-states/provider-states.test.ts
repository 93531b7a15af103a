import { describe, expect, test } from 'vitest'
import { createSandbox } from '../../adapters/in-process.ts'
import { providerStates } from '../../generated/provider-states.ts'
import { stateSetups } from './setups.ts'

function statesOf() {
  const sandbox = createSandbox()
  const ask = async (path: string, body?: unknown, token?: string) => {
    const response = await sandbox.fetch(path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }
  const change = (body: unknown) => ask('/__sandbox/provider-states', body)
  return { sandbox, ask, change, setUp: (state: string, params = {}) => change({ action: 'setup', state, params }) }
}

test('the sandbox can set up every state of the catalogue, and no other', () => {
  expect(Object.keys(stateSetups).sort()).toEqual(providerStates.map(({ name }) => name).sort())
})

/** Every state as it is without parameters, and with each value that an enumeration allows. */
const variants = providerStates.flatMap(({ name, params }) => {
  const chosen = Object.entries(params).flatMap(([param, schema]) =>
    Array.isArray(schema.enum) ? schema.enum.map((value: unknown) => ({ [param]: value })) : [],
  )
  return [{}, ...chosen].map((given) => ({
    name,
    given,
    returns: providerStates.find((entry) => entry.name === name)?.returns,
  }))
})

test.for(variants)('$name $given gives what the catalogue promises', async ({ name, given, returns }) => {
  const { setUp } = statesOf()
  const { status, body } = await setUp(name, given)
  expect(status).toBe(200)
  expect(Object.keys(body).sort()).toEqual(Object.keys(returns ?? {}).sort())
})

describe('what a state says is so', () => {
  test('later states belong to the user who was signed in first', async () => {
    const { setUp, ask } = statesOf()
    const { access_token } = (await setUp('a signed-in user', { email: 'grace@example.test' })).body
    const { document_id } = (await setUp('a document', { status: 'completed' })).body
    const document = await ask(`/api/v1/documents/${document_id}`, undefined, access_token)
    expect(document).toMatchObject({ status: 200, body: { status: 'completed' } })
  })

  test('a scenario goes wrong from then on', async () => {
    const { setUp, ask } = statesOf()
    const { access_token } = (await setUp('a signed-in user')).body
    const given = { name: 'infrastructure.database-down', options: { after: 0 } }
    expect(await setUp('a scenario', given)).toEqual({ status: 200, body: {} })
    expect((await ask('/api/v1/users/me', undefined, access_token)).status).toBe(503)
  })

  test.for([
    [{ name: 'llm.dwon' }, /llm\.down/],
    [{ name: 'webhooks.duplicate', options: { copies: 99 } }, /copies/],
  ] as const)('a scenario that is none is a 422: %o', async ([params, detail]) => {
    expect(await statesOf().setUp('a scenario', params)).toMatchObject({
      status: 422,
      body: { code: 'provider_state_params_invalid', detail: expect.stringMatching(detail) },
    })
  })

  test('an expired token is told from a bad one', async () => {
    const { setUp, ask } = statesOf()
    const { access_token } = (await setUp('an expired access token')).body
    expect(await ask('/api/v1/users/me', undefined, access_token)).toMatchObject({ body: { code: 'token_expired' } })
  })

  test("another user's document is somebody else's", async () => {
    const { setUp, ask } = statesOf()
    const { access_token } = (await setUp('a signed-in user')).body
    const { document_id } = (await setUp('a document of another user')).body
    expect((await ask(`/api/v1/documents/${document_id}`, undefined, access_token)).status).toBe(403)
  })

  test.for(['queued', 'running', 'completed', 'completed_with_warnings', 'failed', 'failed_quality'])(
    'a job that is %s shows it',
    async (status) => {
      const { setUp, ask } = statesOf()
      const { access_token } = (await setUp('a signed-in user')).body
      const { job_id } = (await setUp('a job', { status })).body
      expect(await ask(`/api/v1/jobs/${job_id}`, undefined, access_token)).toMatchObject({
        status: 200,
        body: { status },
      })
    },
  )

  test('a running job has been at it for as long as was asked', async () => {
    const { sandbox, setUp, ask } = statesOf()
    const { access_token } = (await setUp('a signed-in user')).body
    const { job_id } = (await setUp('a job', { status: 'running', age_seconds: 8 })).body
    const { body } = await ask(`/api/v1/jobs/${job_id}`, undefined, access_token)
    expect(body.status).toBe('running')
    expect(sandbox.clock.now() - Date.parse(body.started_at)).toBeGreaterThanOrEqual(8_000)
  })

  test('a used idempotency key is a conflict', async () => {
    const { sandbox, setUp } = statesOf()
    const { access_token } = (await setUp('a signed-in user')).body
    const { idempotency_key } = (await setUp('a used idempotency key', { operation: 'documents.create' })).body
    const response = await sandbox.fetch('/api/v1/documents', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${access_token}`,
        'idempotency-key': idempotency_key,
      },
      body: JSON.stringify({ title: 'Bees', topic: 'Pollination', target_pages: 20, language: 'en' }),
    })
    expect([response.status, (await response.json()).code]).toEqual([409, 'idempotency_key_reused'])
  })

  test('a used-up limit refuses the next call', async () => {
    const { setUp, ask } = statesOf()
    const { access_token } = (await setUp('a signed-in user')).body
    await setUp('the rate limit is used up')
    expect(await ask('/api/v1/users/me', undefined, access_token)).toMatchObject({ status: 429 })
  })
})

describe('the protocol', () => {
  test('an unknown state is a 422 that lists the known ones, and changes nothing', async () => {
    const { setUp, ask } = statesOf()
    const { access_token } = (await setUp('a signed-in user')).body
    const refused = await setUp('a documnt')
    expect(refused).toMatchObject({ status: 422, body: { code: 'provider_state_unknown' } })
    expect(refused.body.known).toEqual(providerStates.map(({ name }) => name))
    expect((await ask('/api/v1/users/me', undefined, access_token)).status).toBe(200)
  })

  test.for([
    ['an unknown parameter', { colour: 'red' }],
    ['a value that is none of the allowed', { status: 'lost' }],
    ['a value of another type', { target_pages: 'twenty' }],
    ['a value out of range', { target_pages: 0 }],
  ] as const)('%s is a 422 that says what is allowed', async ([, params]) => {
    const refused = await statesOf().setUp('a document', params)
    expect(refused).toMatchObject({ status: 422, body: { code: 'provider_state_params_invalid' } })
    expect(refused.body.errors[0].loc.slice(0, 2)).toEqual(['body', 'params'])
  })

  test('the first state after a teardown starts from an empty world; one before it adds to what is there', async () => {
    const { sandbox, change, setUp } = statesOf()
    await setUp('a signed-in user')
    await setUp('a document')
    const size = () => sandbox.world.store.collection('documents').size
    expect(size()).toBe(1)
    expect(await change({ action: 'teardown', state: 'a document' })).toEqual({ status: 200, body: {} })
    expect(size()).toBe(1)
    await setUp('a signed-in user')
    expect(size()).toBe(0)
  })

  test('a state without a name makes the world empty', async () => {
    const { sandbox, setUp } = statesOf()
    await setUp('a document')
    expect(await setUp('')).toEqual({ status: 200, body: {} })
    expect(sandbox.world.store.collection('documents').size).toBe(0)
  })

  test('what Pact itself sends is understood: no parameters, null, and fields of its own', async () => {
    const { change } = statesOf()
    expect((await change({ action: 'setup', state: 'a document', consumer: 'concord-sdk' })).status).toBe(200)
    expect((await change({ action: 'setup', state: 'a document', params: null })).status).toBe(200)
    expect((await change({ state: 'a document' })).status).toBe(200)
    expect((await change({ action: 'begin', state: 'a document' })).status).toBe(422)
  })

  test('the catalogue can be read', async () => {
    const { body } = await statesOf().ask('/__sandbox/provider-states')
    expect(body.items).toEqual(providerStates)
  })
})
