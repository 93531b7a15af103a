import { describe, expect, test } from 'vitest'
import { SpecError } from '../../load/spec-error.ts'
import type { OperationModel } from '../../model.ts'
import { api, Boat, entry, json, named, operation, problem, success } from './fixture.ts'
import { emitPacts } from './pacts.ts'

interface Emitted {
  readonly description: string
  readonly providerStates?: { name: string; params?: object }[]
  readonly request: {
    path: string
    query?: object
    headers?: Record<string, string[]>
    body?: { content: unknown }
    generators?: Record<string, unknown>
  }
  readonly response: {
    status: number
    headers: object
    body?: { content: unknown }
    matchingRules: { body?: Record<string, { matchers: unknown[] }>; header?: object; status?: object }
  }
}
const emit = async (...operations: OperationModel[]) => {
  const files = await emitPacts([api(...operations)])
  const pact = JSON.parse(files[0]?.content ?? '') as { interactions: Emitted[] }
  return { files, find: (ending: string) => pact.interactions.find(({ description }) => description.endsWith(ending)) }
}

describe('emitPacts', () => {
  test('a success: signed in, values of states injected, required fields only', async () => {
    const { find, files } = await emit(
      operation({ interactions: new Map([['boat', entry({ states: [{ name: 'a boat', params: {} }] })]]) }),
    )
    const found = find('boats.get: 200 boat')
    expect(found?.providerStates).toEqual([{ name: 'a signed-in user' }, { name: 'a boat' }])
    expect(found?.request).toEqual({
      method: 'GET',
      path: '/boats/42',
      headers: { Authorization: ['Bearer an.access.token'] },
      generators: {
        header: { Authorization: { type: 'ProviderState', expression: `Bearer \${access_token}` } },
        path: { type: 'ProviderState', expression: `/boats/\${boat_id}` },
      },
    })
    expect(found?.response.body?.content).toEqual({ id: 42, name: 'Ark' })
    expect(found?.response.headers).toEqual({ 'Content-Type': ['application/json'], 'X-Request-ID': ['req_1'] })
    expect(files.map(({ path }) => path)).toEqual([
      'packages/contracts/pacts/concord-sdk-boats.json',
      'packages/contracts/pacts/manifest.json',
    ])
    expect(JSON.parse(files[1]?.content ?? '').pacts).toEqual([
      {
        file: 'concord-sdk-boats.json',
        provider: 'boats',
        interactions: [{ type: 'http', operation: 'boats.get', description: 'boats.get: 200 boat' }],
        states: [
          { name: 'a boat', returns: ['boat_id'] },
          { name: 'a signed-in user', returns: ['access_token', 'user_id'] },
        ],
      },
    ])
  })

  const body = { required: true, contents: json(Boat, named('boat', { name: 'Ark', id: 1 })) }
  const create = (parts: Partial<OperationModel>) =>
    operation({
      id: 'boats.create',
      verb: 'create',
      method: 'POST',
      path: '/boats',
      parameters: [],
      requestBody: body,
      idempotent: true,
      ...parts,
    })

  const defaults: readonly { code: string; status: string; states: unknown; request: object }[] = [
    {
      code: 'token_missing',
      status: '401',
      states: undefined,
      request: { headers: { 'Content-Type': ['application/json'] } },
    },
    {
      code: 'token_invalid',
      status: '401',
      states: undefined,
      request: { headers: { Authorization: ['Bearer not-a-token'], 'Content-Type': ['application/json'] } },
    },
    {
      code: 'token_expired',
      status: '401',
      states: [{ name: 'an expired access token' }],
      request: {
        generators: { header: { Authorization: { type: 'ProviderState', expression: `Bearer \${access_token}` } } },
      },
    },
    {
      code: 'idempotency_key_reused',
      status: '409',
      states: [{ name: 'a signed-in user' }, { name: 'a used idempotency key', params: { operation: 'boats.create' } }],
      request: {
        generators: {
          header: {
            Authorization: { type: 'ProviderState', expression: `Bearer \${access_token}` },
            'Idempotency-Key': { type: 'ProviderState', expression: `\${idempotency_key}` },
          },
        },
      },
    },
    {
      code: 'rate_limited',
      status: '429',
      states: [{ name: 'a signed-in user' }, { name: 'the rate limit is used up' }],
      request: { path: '/boats' },
    },
    {
      code: 'validation_failed',
      status: '422',
      states: [{ name: 'a signed-in user' }],
      request: { body: { content: { name: 'Ark', id: 0 }, contentType: 'application/json', encoded: false } },
    },
  ]
  test.each(defaults)('the default for $code', async ({ code, status, states, request }) => {
    const { find } = await emit(
      create({ responses: [success('201', named('boat', { id: 1, name: 'Ark' })), problem(status, code)] }),
    )
    const found = find(`${status} ${code}`)
    expect(found?.providerStates).toEqual(states)
    expect(found?.request).toMatchObject(request)
    if (code === 'token_missing') expect(found?.request.headers).not.toHaveProperty('Authorization')
    expect(found?.response.status).toBe(Number(status))
    expect(found?.response.matchingRules.body?.['$.code']?.matchers).toEqual([{ match: 'equality' }])
  })

  test('a validation problem must name the field that was broken', async () => {
    const { find } = await emit(
      create({
        responses: [success('201', named('boat', { id: 1, name: 'Ark' })), problem('422', 'validation_failed')],
      }),
    )
    const { response } = find('validation_failed') ?? {}
    expect(response?.body?.content).toMatchObject({ errors: [{ loc: ['body', 'id'] }] })
    expect(response?.matchingRules.body?.['$.errors']?.matchers).toMatchObject([{ match: 'arrayContains' }])
  })

  test('what an entry writes out wins over what a state returns', async () => {
    const missing = entry({ states: [{ name: 'a boat', params: {} }], path: { boat_id: 999 } })
    const { find } = await emit(
      operation({
        responses: [success('200', named('boat', { id: 1, name: 'Ark' })), problem('404', 'boat_not_found')],
        interactions: new Map([['boat_not_found', missing]]),
      }),
    )
    expect(find('404 boat_not_found')?.request.path).toBe('/boats/999')
    expect(find('404 boat_not_found')?.request.generators).not.toHaveProperty('path')
  })

  test('an entry’s body is merged into the success request, and a state that signs in takes the place of the default', async () => {
    const taken = entry({ states: [{ name: 'a signed-in user', params: {} }], body: { name: 'Taken' } })
    const { find } = await emit(
      create({
        access: 'admin',
        responses: [success('201', named('boat', { id: 1, name: 'Ark' })), problem('409', 'name_taken')],
        interactions: new Map([['name_taken', taken]]),
      }),
    )
    expect(find('201 boat')?.providerStates).toEqual([{ name: 'a signed-in administrator' }])
    expect(find('409 name_taken')?.providerStates).toEqual([{ name: 'a signed-in user' }])
    expect(find('409 name_taken')?.request.body?.content).toEqual({ name: 'Taken', id: 1 })
  })

  test('a form goes out as one, with its values injected', async () => {
    const form = {
      required: true,
      contents: [
        {
          mediaType: 'application/x-www-form-urlencoded',
          schema: Boat,
          examples: [named('boat', { name: 'The Ark', boat_id: 1 })],
        },
      ],
    }
    const { find } = await emit(
      create({
        requestBody: form,
        responses: [success('201', named('boat', { id: 1, name: 'Ark' }))],
        interactions: new Map([['boat', entry({ states: [{ name: 'a boat', params: {} }] })]]),
      }),
    )
    expect(find('201 boat')?.request.body?.content).toBe('name=The+Ark&boat_id=1')
    expect(find('201 boat')?.request.generators?.body).toEqual({
      '$.boat_id': { type: 'ProviderState', expression: `\${boat_id}` },
    })
  })

  test('a success without a body is named by its entry; an operation that opens a socket has no interaction', async () => {
    const { find, files } = await emit(
      operation({
        id: 'boats.delete',
        method: 'DELETE',
        responses: [success('204')],
        interactions: new Map([['deleted', entry({})]]),
      }),
      operation({ id: 'boats.watch', responses: [success('101'), problem('429', 'rate_limited')] }),
    )
    expect(find('boats.delete: 204 deleted')?.response).not.toHaveProperty('body')
    expect(files[0]?.content).not.toContain('boats.watch')
  })

  const ready = success('200', named('boat', { id: 1, name: 'Ark' }))
  const building = success('202', named('building', { id: 1, name: 'Ark' }))
  const choice = (...or: readonly string[]) =>
    new Map([
      ['boat', entry({ or })],
      ['building', entry({})],
    ])

  test('where the spec leaves the choice, the other success may come; elsewhere it may not', async () => {
    const { find } = await emit(
      operation({ path: '/boats', parameters: [], responses: [ready, building], interactions: choice('building') }),
    )
    expect(find('200 boat')?.response.matchingRules.status).toEqual({
      combine: 'AND',
      matchers: [{ match: 'statusCode', status: [200, 202] }],
    })
    expect(find('202 building')?.response.matchingRules).not.toHaveProperty('status')
  })

  test('the order of operations in the spec does not change a byte', async () => {
    const one = create({ responses: [success('201', named('boat', { id: 1, name: 'Ark' }))] })
    const other = operation({})
    expect((await emitPacts([api(one, other)])).map(({ content }) => content)).toEqual(
      (await emitPacts([api(other, one)])).map(({ content }) => content),
    )
  })

  const faults: readonly { name: string; operation: OperationModel; message: string }[] = [
    {
      name: 'a code that nothing can bring about',
      operation: operation({
        responses: [success('200', named('boat', { id: 1, name: 'Ark' })), problem('409', 'boat_sunk')],
      }),
      message: 'Nothing says how a consumer comes to boat_sunk of boats.get.',
    },
    {
      name: 'a state that is in no catalogue',
      operation: operation({ interactions: new Map([['boat', entry({ states: [{ name: 'a raft', params: {} }] })]]) }),
      message: 'boats.get asks for the provider state "a raft", which no x-provider-states declares.',
    },
    {
      name: 'an entry for nothing',
      operation: operation({ interactions: new Map([['raft', entry({})]]) }),
      message: 'x-interactions of boats.get names raft, which is neither an example nor a code of this operation.',
    },
    {
      name: 'a choice that is none',
      operation: operation({ responses: [ready], interactions: new Map([['boat', entry({ or: ['raft'] })]]) }),
      message: 'boats.get may not be answered with "raft" in the place of boat: it is no other success of it.',
    },
    {
      name: 'a choice between answers of two kinds',
      operation: operation({ responses: [ready, { ...building, headers: [] }], interactions: choice('building') }),
      message: 'boats.get may not be answered with "building" in the place of boat: their headers or bodies differ.',
    },
    {
      name: 'a required parameter without an example',
      operation: operation({
        parameters: [
          {
            name: 'boat_id',
            in: 'path',
            required: true,
            description: '',
            schema: { type: 'string', pattern: '^x{3}$' },
            style: 'simple',
            explode: false,
            allowReserved: false,
          },
        ],
      }),
      message: 'The required parameter boat_id of boats.get has no example, so no request can be written.',
    },
    {
      name: 'a validation problem where nothing can be wrong',
      operation: operation({
        path: '/boats',
        parameters: [],
        responses: [success('200', named('boat', { id: 1, name: 'Ark' })), problem('422', 'validation_failed')],
      }),
      message: 'boats.get documents validation_failed but has no field that can be wrong.',
    },
  ]
  test.each(faults)('a SpecError for $name', async ({ operation: faulty, message }) => {
    const failure = await Promise.resolve()
      .then(() => emitPacts([api(faulty)]))
      .catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(SpecError)
    expect(failure).toHaveProperty('message', expect.stringContaining(message))
  })
})
