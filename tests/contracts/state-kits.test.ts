// The protocol of provider states, held against every implementation of it: both kits, and the sandbox's own endpoint.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { startServer } from '@concord/mocks/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Backend, noPython, pythonWith, startProgram } from './backend.ts'

type Env = Readonly<Record<string, string>>

interface Implementation {
  readonly name: string
  readonly path: string
  /** Whether it is a kit in a backend of ours, or the sandbox. */
  readonly kit: boolean
  /** Which Express it has to run on. */
  readonly express?: 4 | 5
  start(env: Env): Promise<Backend>
}

const python = pythonWith('fastapi', 'uvicorn')
const fixture = (name: string) => join(import.meta.dirname, 'state-kits', name)

const startExpress = (env: Env, ...options: readonly string[]): Promise<Backend> =>
  startProgram(process.execPath, ['--conditions=concord-source', ...options, fixture('express-app.ts')], { env })

const implementations: readonly Implementation[] = [
  {
    name: 'the sandbox',
    path: '/~states/__sandbox/provider-states',
    kit: false,
    start: () => startServer({ port: 0 }),
  },
  {
    name: 'the kit for Express',
    path: '/_contract/state',
    kit: true,
    express: 5,
    start: (env) => startExpress(env),
  },
  {
    name: 'the kit for Express, on Express 4',
    path: '/_contract/state',
    kit: true,
    express: 4,
    start: (env) => startExpress(env, '--import', pathToFileURL(fixture('with-express-4.ts')).href),
  },
  ...(python === undefined
    ? []
    : [
        {
          name: 'the kit for FastAPI',
          path: '/_contract/state',
          kit: true,
          start: (env: Env) => startProgram(python, [fixture('fastapi_app.py')], { env }),
        },
      ]),
]

if (python === undefined) test('the kit for FastAPI', ({ skip }) => skip(noPython))

interface Step {
  readonly given: unknown
  readonly status: number | 'a refusal of 4xx'
  readonly want?: unknown
}
interface Case {
  readonly name: string
  readonly steps: readonly Step[]
  /** States that only the kits' backends have. */
  readonly kitsOnly?: true
}

const set = (state: string, params?: unknown) => ({ action: 'setup', state, ...(params !== undefined && { params }) })
const teardown = (state: string) => ({ action: 'teardown', state, params: {} })
const refusal = (code: string, detail: RegExp | string = '') => ({
  code,
  status: 422,
  type: `/problems/${code}`,
  title: expect.any(String),
  detail: typeof detail === 'string' ? expect.stringContaining(detail) : expect.stringMatching(detail),
})
const number = expect.any(Number)
const first = { status: 200, want: { document_id: 1 } }
const second = { status: 200, want: { document_id: 2 } }

const cases: readonly Case[] = [
  {
    name: 'a state gives what it promises',
    steps: [
      { given: set('a document', { status: 'draft', target_pages: 20 }), status: 200, want: { document_id: number } },
      {
        given: set('a signed-in user', {}),
        status: 200,
        want: { user_id: number, access_token: expect.any(String), refresh_token: expect.any(String) },
      },
      { given: set('the payment provider is down'), status: 200, want: {} },
    ],
  },
  {
    name: 'parameters may be left out, and be null',
    steps: [
      { given: set('a document'), ...first },
      { given: set('a document', null), ...second },
    ],
  },
  {
    name: 'a state adds to those before it; one without a name begins anew',
    steps: [
      { given: set('a document'), ...first },
      { given: set('a document'), ...second },
      { given: set(''), status: 200, want: {} },
      { given: set('a document'), ...first },
    ],
  },
  {
    name: 'a teardown ends the interaction: the next begins anew',
    steps: [
      { given: set('a document'), ...first },
      { given: teardown('a document'), status: 200, want: {} },
      { given: teardown('a document'), status: 200, want: {} },
      { given: set('a document'), ...first },
    ],
  },
  {
    name: 'a teardown of what there is not is no trouble',
    steps: [{ given: teardown('no such state'), status: 200, want: {} }],
  },
  {
    name: 'an unknown state is refused with the known ones',
    steps: [
      {
        given: set('a documen'),
        status: 422,
        want: {
          ...refusal('provider_state_unknown', 'There is no'),
          known: expect.arrayContaining(['a document', 'a payment', 'a signed-in user']),
        },
      },
    ],
  },
  {
    name: 'an unknown parameter is refused with the known ones',
    steps: [
      {
        given: set('a document', { colour: 'red' }),
        status: 422,
        want: {
          ...refusal('provider_state_params_invalid', 'a document'),
          params: { status: expect.any(Object), target_pages: expect.any(Object) },
          errors: [expect.objectContaining({ loc: expect.arrayContaining(['body', 'params']) })],
        },
      },
    ],
  },
  ...[
    ['not one of its values', { status: 'lost' }, 'status'],
    ['of another type', { target_pages: 'many' }, 'target_pages'],
  ].map(
    ([what, params, field]): Case => ({
      name: `a parameter that is ${what} is refused by name`,
      steps: [
        {
          given: set('a document', params),
          status: 422,
          want: expect.objectContaining({
            code: 'provider_state_params_invalid',
            detail: expect.stringContaining(String(field)),
            errors: [expect.objectContaining({ loc: ['body', 'params', field], msg: expect.any(String) })],
          }),
        },
      ],
    }),
  ),
  {
    name: 'what is refused changes nothing',
    steps: [
      { given: set('a document'), ...first },
      { given: set('no such state'), status: 422 },
      { given: set('a document', { status: 'lost' }), status: 422 },
      { given: set('a document'), ...second },
    ],
  },
  {
    name: 'a state that fails is refused with its reason, and never with a 5xx',
    steps: [
      { given: set('the payment provider is down'), status: 200, want: {} },
      {
        given: set('a payment', { status: 'pending' }),
        status: 422,
        want: refusal('provider_state_failed', /"a payment".*503/),
      },
    ],
  },
  {
    name: 'after a failure the next interaction is well',
    steps: [
      { given: set('the payment provider is down'), status: 200 },
      { given: set('a payment', { status: 'pending' }), status: 422 },
      { given: teardown('a payment'), status: 200 },
      { given: set('a document'), ...first },
    ],
  },
  {
    name: 'a promise that is not kept is a failure that names it',
    kitsOnly: true,
    steps: [
      {
        given: set('a broken promise'),
        status: 422,
        want: refusal('provider_state_failed', /"a broken promise".*document_id/s),
      },
    ],
  },
  {
    name: 'a state knows what those before it returned, and not what another interaction did',
    kitsOnly: true,
    steps: [
      { given: set('a signed-in user'), status: 200 },
      { given: set('who is known'), status: 200, want: { user_id: 7 } },
      { given: teardown('who is known'), status: 200 },
      { given: set('who is known'), status: 422 },
    ],
  },
  {
    name: 'what is not the protocol is refused',
    steps: [
      { given: { action: 'undo', state: 'a document' }, status: 'a refusal of 4xx' },
      { given: { action: 'setup', state: ['a document'] }, status: 'a refusal of 4xx' },
      { given: set('a document', ['draft']), status: 'a refusal of 4xx' },
      { given: set('a document', 'draft'), status: 'a refusal of 4xx' },
      { given: '{broken', status: 'a refusal of 4xx' },
      { given: [set('a document')], status: 'a refusal of 4xx' },
    ],
  },
]

describe.each(implementations)('$name', ({ path, kit, express, start }) => {
  let backend: Backend
  beforeAll(async () => {
    backend = await start({ CONTRACT_TEST: '1', CONTRACT_SECRET: '' })
  })
  afterAll(() => backend.close())

  async function ask(given?: unknown, headers: Env = {}, url = backend.url) {
    const body = typeof given === 'string' ? given : JSON.stringify(given)
    const response = await fetch(url + path, {
      method: given === undefined ? 'GET' : 'POST',
      headers: { ...(given !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(given !== undefined && { body }),
    })
    return { status: response.status, type: response.headers.get('content-type'), body: await response.json() }
  }

  if (express !== undefined) {
    test('runs on the Express that it names', async () => {
      expect(await (await fetch(`${backend.url}/express`)).json()).toEqual({ version: express })
    })
  }

  test.for(cases.filter(({ kitsOnly }) => kit || kitsOnly === undefined))('$name', async ({ steps }) => {
    await ask(teardown(''))
    for (const { given, status, want } of steps) {
      const answer = await ask(given)
      const told = `${JSON.stringify(given)} → ${answer.status} ${JSON.stringify(answer.body)}`
      if (typeof status === 'number') expect(answer.status, told).toBe(status)
      else expect([400, 415, 422], told).toContain(answer.status)
      if (want === undefined) continue
      const { request_id: _any, ...body } = answer.body
      expect(body, told).toEqual(want)
      expect(answer.type).toMatch(status === 200 ? /^application\/json/ : /^application\/problem\+json/)
    }
  })

  test('GET gives the catalogue', async () => {
    const { status, body } = await ask()
    expect(status).toBe(200)
    const known = new Map(body.items.map((item: { name: string }) => [item.name, item]))
    expect(known.get('a document')).toEqual({
      name: 'a document',
      description: 'A document of the signed-in user.',
      params: {
        status: expect.objectContaining({ type: 'string', enum: expect.arrayContaining(['draft', 'completed']) }),
        target_pages: expect.objectContaining({ type: 'integer' }),
      },
      returns: { document_id: expect.objectContaining({ type: 'integer' }) },
    })
    expect(known.get('the payment provider is down')).toMatchObject({ params: {}, returns: {} })
  })

  if (!kit) return

  test('what was passed on by a proxy is not from this machine', async () => {
    const { status } = await ask(set('a document'), { 'x-forwarded-for': '203.0.113.9' })
    expect(status).toBe(403)
    expect((await ask(undefined, { 'x-forwarded-for': '203.0.113.9' })).status).toBe(403)
  })

  test('with a secret it is asked for, whole', async () => {
    const guarded = await start({ CONTRACT_TEST: '1', CONTRACT_SECRET: 'of this run' })
    try {
      for (const [sent, status] of [
        [undefined, 403],
        ['', 403],
        ['of this ru', 403],
        ['of this runs', 403],
        ['of this run', 200],
      ] as const) {
        const headers = { ...(sent !== undefined && { 'x-contract-secret': sent }) }
        expect((await ask(set('a document'), headers, guarded.url)).status, sent).toBe(status)
        expect((await ask(undefined, headers, guarded.url)).status, sent).toBe(status)
      }
    } finally {
      await guarded.close()
    }
  })

  test.for(['', 'true'])('with CONTRACT_TEST "%s" there is no such endpoint', async (value) => {
    const plain = await start({ CONTRACT_TEST: value })
    try {
      expect((await fetch(plain.url + path)).status).toBe(404)
      expect((await fetch(plain.url + path, { method: 'POST', body: '{}' })).status).toBe(404)
    } finally {
      await plain.close()
    }
  })
})
