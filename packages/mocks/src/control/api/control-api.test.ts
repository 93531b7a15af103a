import { describe, expect, test } from 'vitest'
import { createSandbox } from '../../adapters/in-process.ts'

type Answer = { status: number; headers: Headers; body: ReturnType<typeof JSON.parse> }

function control() {
  const sandbox = createSandbox({ seed: 7 })
  const ask = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await sandbox.fetch(`/__sandbox${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) }
  }
  return { sandbox, ask }
}

describe('people', () => {
  test('a user is signed in at once, and the same one again', async () => {
    const { ask } = control()
    const first = await ask('POST', '/users', { email: 'Ada@Example.test', name: 'Ada Lovelace' })
    expect(first).toMatchObject({ status: 201, body: { token_type: 'bearer', expires_in: 1800 } })
    expect(first.body.user).toMatchObject({ email: 'ada@example.test', name: 'Ada Lovelace', role: 'user' })
    const second = await ask('POST', '/users', { email: 'ada@example.test', role: 'admin' })
    expect(second.body.user).toMatchObject({ id: first.body.user.id, name: 'Ada Lovelace', role: 'admin' })
  })

  test.for([
    ['no address', {}, ['body', 'email']],
    ['an address that is none', { email: 'ada' }, ['body', 'email']],
    ['a role that is none', { email: 'ada@example.test', role: 'king' }, ['body', 'role']],
    ['a field that is none', { email: 'ada@example.test', age: 36 }, ['body']],
  ] as const)('%s is a 422 that says where', async ([, body, loc]) => {
    const answer = await control().ask('POST', '/users', body)
    expect(answer).toMatchObject({ status: 422, body: { code: 'validation_failed', errors: [{ loc }] } })
    expect(answer.headers.get('x-request-id')).toBe(answer.body.request_id)
  })

  test('the inbox is newest first, and for one address if asked', async () => {
    const { sandbox, ask } = control()
    for (const email of ['ada@example.test', 'grace@example.test'])
      await sandbox.client().auth.requestMagicLink({ email })
    const to = (answer: Answer) => answer.body.items.map((mail: { to: string }) => mail.to)
    expect(to(await ask('GET', '/inbox'))).toEqual(['grace@example.test', 'ada@example.test'])
    expect(to(await ask('GET', '/inbox?to=ada@example.test'))).toEqual(['ada@example.test'])
  })

  test('a mail can be handed over without SMTP, unless mail is down', async () => {
    const { sandbox, ask } = control()
    const mail = { to: 'ada@example.test', subject: 'Hello', text: 'See http://example.test/hello' }
    const taken = { status: 201, body: { ...mail, html: '', links: ['http://example.test/hello'] } }
    expect(await ask('POST', '/inbox', mail)).toMatchObject(taken)
    expect(await ask('POST', '/inbox', { ...mail, to: 'Ada' })).toMatchObject({ status: 422 })
    sandbox.scenario('auth.mail-down')
    expect(await ask('POST', '/inbox', mail)).toMatchObject({ status: 503, body: { code: 'mail_unavailable' } })
    expect(sandbox.inbox.list('ada@example.test')).toHaveLength(1)
  })
})

describe('a card that needs its holder', () => {
  async function waiting() {
    const { sandbox, ask } = control()
    const { concord } = await sandbox.signIn('ada@example.test')
    const body = { title: 'Bees', topic: 'Pollination', target_pages: 2, language: 'en' }
    const { id } = await concord.documents.create(body)
    const { payment_intent_id } = await concord.payments.createIntent({ document_id: id })
    const outcome = await ask('POST', `/payments/${payment_intent_id}/confirm`, { card: '4000002500003155' })
    expect(outcome.body).toMatchObject({ status: 'requires_action', error: null })
    return { ask, path: `/payments/${payment_intent_id}/authenticate`, sandbox }
  }

  test('is paid with when the holder agrees, once', async () => {
    const { ask, path } = await waiting()
    expect((await ask('POST', path, {})).body).toMatchObject({ status: 'succeeded', error: null })
    expect(await ask('POST', path, {})).toMatchObject({ status: 409, body: { code: 'payment_not_waiting' } })
  })

  test('is declined when the holder does not', async () => {
    const { ask, path } = await waiting()
    expect((await ask('POST', path, { agrees: false })).body).toMatchObject({
      status: 'requires_payment_method',
      error: { code: 'payment_intent_authentication_failure' },
    })
  })

  test('has a page where the holder says so', async () => {
    const { sandbox, path } = await waiting()
    expect(await (await sandbox.fetch(`/__sandbox${path}`)).text()).toContain('Do you want to pay?')
    const done = await sandbox.fetch(`/__sandbox${path}/answer?answer=agree`)
    expect(await done.text()).toContain('succeeded')
  })

  test('of a payment that does not exist is a 404', async () => {
    const answer = await control().ask('POST', '/payments/pi_none/authenticate', {})
    expect(answer).toMatchObject({ status: 404, body: { code: 'payment_not_found' } })
  })
})

test("Apple's consent is posted to the callback as a form", async () => {
  const { sandbox } = control()
  const started = await sandbox.fetch('/api/v1/auth/apple', { redirect: 'manual' })
  const page = new URL(started.headers.get('location') ?? '')
  const query = new URLSearchParams({
    state: page.searchParams.get('state') ?? '',
    redirect_uri: page.searchParams.get('redirect_uri') ?? '',
    email: 'ada@example.test',
    answer: 'agree',
  })
  const form = await (await sandbox.fetch(`${page.pathname}/answer?${query}`)).text()
  expect(form).toContain('action="http://localhost:8000/api/v1/auth/apple/callback" method="post"')
  const fields = new URLSearchParams(
    Array.from(form.matchAll(/name="(\w+)" value="([^"]+)"/g), ([, name = '', value = '']) => [name, value]),
  )
  const signedIn = await sandbox.fetch('/api/v1/auth/apple/callback', { method: 'POST', body: fields })
  expect(await signedIn.json()).toMatchObject({ token_type: 'bearer' })
})

describe('time', () => {
  test('the clock can be read, moved and set', async () => {
    const { ask } = control()
    const start = { now: '2026-01-01T00:00:00Z', speed: 1, paused: true }
    expect((await ask('GET', '/clock')).body).toEqual(start)
    expect((await ask('POST', '/clock/advance', { seconds: 90 })).body).toEqual({
      ...start,
      now: '2026-01-01T00:01:30Z',
    })
    const later = { ...start, now: '2026-02-01T00:00:00Z', speed: 20 }
    expect((await ask('PUT', '/clock', { now: '2026-02-01T01:00:00+01:00', speed: 20 })).body).toEqual(later)
  })

  test.for([
    ['back', { now: '2025-01-01T00:00:00Z' }, 409],
    ['to no time', { now: 'tomorrow' }, 422],
    ['at no speed', { speed: 0 }, 422],
    ['backwards', { speed: -1 }, 422],
  ] as const)('it is not put %s', async ([, body, status]) => {
    expect((await control().ask('PUT', '/clock', body)).status).toBe(status)
  })

  test.for([[{ seconds: -1 }], [{ seconds: 'ten' }], [{}], [{ seconds: 1e12 }]])(
    'it is not advanced by %o',
    async ([body]) => {
      expect((await control().ask('POST', '/clock/advance', body)).status).toBe(422)
    },
  )
})

describe('what goes wrong', () => {
  test('a scenario is switched on with options, shown, and switched off', async () => {
    const { ask } = control()
    const on = await ask('PUT', '/scenarios/webhooks.duplicate', { copies: 3 })
    expect(on).toMatchObject({ status: 200, body: { active: true, options: { copies: 3, gap: 1 } } })
    const active = async () =>
      (await ask('GET', '/scenarios')).body.items.filter((entry: { active: boolean }) => entry.active)
    expect(await active()).toMatchObject([{ name: 'webhooks.duplicate', options: { copies: 3 } }])
    expect((await ask('DELETE', '/scenarios/webhooks.duplicate')).status).toBe(204)
    expect(await active()).toEqual([])
  })

  test('an unknown scenario is a 404 that lists those of its area; a bad option is a 422', async () => {
    const { ask } = control()
    const unknown = await ask('PUT', '/scenarios/webhooks.dupe', {})
    expect(unknown).toMatchObject({ status: 404, body: { code: 'scenario_not_found' } })
    expect(unknown.body.known).toContain('webhooks.duplicate')
    const bad = await ask('PUT', '/scenarios/webhooks.duplicate', { copies: 0, speed: 1 })
    expect(bad).toMatchObject({ status: 422, body: { code: 'scenario_options_invalid' } })
    expect(bad.body.errors.map(({ loc }: { loc: string[] }) => loc)).toEqual([['body', 'copies'], ['body']])
  })

  test('a fault rule is added, strikes, is listed and removed', async () => {
    const { sandbox, ask } = control()
    const added = await ask('POST', '/faults', {
      match: { on: 'request', operation: 'health.ready' },
      when: { kind: 'first', n: 1 },
      effect: { kind: 'problem', status: 503 },
    })
    expect(added.status).toBe(201)
    expect((await sandbox.fetch('/api/v1/ready')).status).toBe(503)
    expect((await sandbox.fetch('/api/v1/ready')).status).toBe(200)
    expect((await ask('GET', '/faults')).body.items).toEqual([added.body])
    expect((await ask('DELETE', `/faults/${added.body.id}`)).status).toBe(204)
    expect((await ask('DELETE', `/faults/${added.body.id}`)).status).toBe(404)
  })

  test('clearing the faults ends scenarios too', async () => {
    const { ask } = control()
    await ask('PUT', '/scenarios/auth.mail-down', {})
    expect((await ask('DELETE', '/faults')).status).toBe(204)
    expect((await ask('GET', '/faults')).body.items).toEqual([])
  })
})

describe('the record', () => {
  test('the timeline is read from any point, and by kind', async () => {
    const { sandbox, ask } = control()
    await sandbox.fetch('/api/v1/health')
    await sandbox.client().auth.requestMagicLink({ email: 'ada@example.test' })
    const { items } = (await ask('GET', '/timeline')).body
    expect(items.map(({ kind }: { kind: string }) => kind)).toEqual(['request', 'mail', 'request'])
    expect((await ask('GET', `/timeline?since=${items[1].seq}`)).body.items).toEqual([items[2]])
    expect((await ask('GET', '/timeline?kind=mail')).body.items).toEqual([items[1]])
    expect((await ask('GET', '/timeline?kind=weather')).status).toBe(422)
  })

  test('it is a stream for those who ask for one, and goes on where they stopped', async () => {
    const { sandbox } = control()
    await sandbox.fetch('/api/v1/health')
    const controller = new AbortController()
    const response = await sandbox.fetch('/__sandbox/timeline', {
      headers: { accept: 'text/event-stream', 'last-event-id': '1' },
      signal: controller.signal,
    })
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader?.read())?.value).toMatch(/^:/)
    await sandbox.fetch('/api/v1/ready')
    expect((await reader?.read())?.value).toMatch(/^id: 2\nevent: request\ndata: \{.*health\.ready.*\}\n\n$/)
    controller.abort()
    expect((await reader?.read())?.done).toBe(true)
  })

  test('a delivery is listed and can be sent again', async () => {
    const { sandbox, ask } = control()
    const { concord } = await sandbox.signIn('ada@example.test')
    const document = await concord.documents.create({ title: 'Bees', topic: 'Bees', target_pages: 20, language: 'en' })
    await sandbox.pay(await concord.payments.createIntent({ document_id: document.id }))
    const [delivery] = (await ask('GET', '/webhooks')).body.items
    expect(delivery).toMatchObject({ provider: 'stripe', status: 'delivered', response_status: 200, attempt: 1 })
    const again = await ask('POST', `/webhooks/${delivery.id}/replay`)
    expect(again).toMatchObject({ status: 200, body: { event_id: delivery.event_id, status: 'delivered' } })
    expect(sandbox.timeline.of('job')).toHaveLength(1)
    expect((await ask('POST', '/webhooks/del_none/replay')).status).toBe(404)
  })

  test('verdicts tell how a client behaves, and where that can be seen', async () => {
    const { sandbox, ask } = control()
    const { refresh_token } = await sandbox.signIn('ada@example.test')
    const refresh = () =>
      sandbox.fetch('/api/v1/auth/refresh', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ refresh_token }),
      })
    await refresh()
    await refresh()
    const { items } = (await ask('GET', '/verdicts')).body
    const seqs = sandbox.timeline.of('request').map(({ seq }) => seq)
    expect(items.find(({ name }: { name: string }) => name === 'refreshes-once')).toMatchObject({
      outcome: 'failed',
      evidence: seqs,
      sentence: 'The same refresh token was used 2 times; the last answer was 401.',
    })
    expect(items.find(({ name }: { name: string }) => name === 'backs-off')).toMatchObject({ outcome: 'not-seen' })
  })

  test('webhooks can be sent elsewhere, and back', async () => {
    const { ask } = control()
    const endpoint = { url: 'http://localhost:9000/hook', secret: 'whsec_x', enabled_events: ['charge.*'] }
    expect((await ask('GET', '/webhooks/endpoint')).body).toEqual({ endpoint: null })
    expect((await ask('PUT', '/webhooks/endpoint', endpoint)).body).toEqual(endpoint)
    expect((await ask('GET', '/webhooks/endpoint')).body).toEqual({ endpoint })
    expect((await ask('DELETE', '/webhooks/endpoint')).status).toBe(204)
    expect((await ask('PUT', '/webhooks/endpoint', { url: 'file:///etc/passwd', secret: 'x' })).status).toBe(422)
  })
})

describe('state', () => {
  test('a snapshot outlives a reset', async () => {
    const { sandbox, ask } = control()
    await ask('POST', '/users', { email: 'ada@example.test' })
    expect((await ask('POST', '/snapshots', { name: 'signed in' })).status).toBe(201)
    expect((await ask('POST', '/reset', { seed: 9 })).body).toMatchObject({ seed: 9, events: 0 })
    expect(sandbox.world.store.collection('users').size).toBe(0)
    expect((await ask('GET', '/snapshots')).body.items).toEqual([{ name: 'signed in' }])
    expect((await ask('POST', '/snapshots/signed%20in/restore')).body).toMatchObject({ seed: 7 })
    expect(sandbox.world.store.collection('users').size).toBe(1)
    expect(await ask('POST', '/snapshots/other/restore')).toMatchObject({
      status: 404,
      body: { code: 'snapshot_not_found' },
    })
  })

  test('worlds are listed and thrown away', async () => {
    const { sandbox, ask } = control()
    await sandbox.fetch('/~blue/api/v1/health')
    const names = async () => (await ask('GET', '/worlds')).body.items.map(({ name }: { name: string }) => name).sort()
    expect(await names()).toEqual(['blue', 'default'])
    expect((await ask('DELETE', '/worlds/blue')).status).toBe(204)
    expect(await names()).toEqual(['default'])
    expect((await ask('DELETE', '/worlds/blue')).status).toBe(404)
  })
})

describe("an identity provider's consent page", () => {
  test('of Apple comes back with a form, and the form signs in', async () => {
    const { sandbox } = control()
    const { url } = await sandbox.fetch('/api/v1/auth/apple')
    const { state, redirect_uri } = Object.fromEntries(new URL(url).searchParams)
    const answer = new URLSearchParams({
      state: `${state}`,
      redirect_uri: `${redirect_uri}`,
      email: 'ada@example.test',
      answer: 'agree',
    })
    const form = await (await sandbox.fetch(`/__sandbox/consent/apple/answer?${answer}`)).text()
    const fields = [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [`${name}`, `${value}`])
    const signedIn = await sandbox.fetch(`${redirect_uri}`, { method: 'POST', body: new URLSearchParams(fields) })
    expect(await signedIn.json()).toMatchObject({ token_type: 'bearer' })
  })

  test('refused is told to the application; a sign-in that nobody started is a 404', async () => {
    const { sandbox } = control()
    const { url } = await sandbox.fetch('/api/v1/auth/google')
    const { state, redirect_uri } = Object.fromEntries(new URL(url).searchParams)
    const query = (given: Record<string, string>) => new URLSearchParams({ redirect_uri: `${redirect_uri}`, ...given })
    const denied = await sandbox.fetch(
      `/__sandbox/consent/google/answer?${query({ state: `${state}`, answer: 'deny' })}`,
    )
    expect((await denied.json()).code).toBe('oauth_denied')
    const unknown = await sandbox.fetch(
      `/__sandbox/consent/google/answer?${query({ state: 'st_none', answer: 'agree' })}`,
    )
    expect([unknown.status, (await unknown.json()).code]).toEqual([404, 'sign_in_not_found'])
  })

  test('leads nowhere but to a web address', async () => {
    const { sandbox } = control()
    const answer = new URLSearchParams({ state: 'x', redirect_uri: 'javascript:alert(1)', answer: 'deny' })
    expect((await sandbox.fetch(`/__sandbox/consent/apple/answer?${answer}`)).status).toBe(422)
  })
})

describe('the API itself', () => {
  test('its document describes every operation, with resolvable references', async () => {
    const { body } = await control().ask('GET', '/openapi.json')
    expect(body.openapi).toBe('3.1.0')
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining([
        '/__sandbox/users',
        '/__sandbox/clock/advance',
        '/__sandbox/scenarios/{name}',
        '/__sandbox/provider-states',
      ]),
    )
    const references = [...JSON.stringify(body).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name,
    )
    expect(references.length).toBeGreaterThan(10)
    for (const name of references) expect(Object.keys(body.components.schemas)).toContain(name)
  })

  test.for([
    ['GET', '/nowhere', 404],
    ['GET', '/users', 405],
    ['PATCH', '/clock', 405],
    ['GET', '/scenarios/a/b/c', 404],
  ] as const)('%s %s is %d', async ([method, path, status]) => {
    expect((await control().ask(method, path)).status).toBe(status)
  })

  test.for([
    ['broken JSON', '{"email":', 'application/json', 400],
    ['another type', '<user/>', 'application/xml', 415],
    ['no object', '[]', 'application/json', 422],
  ] as const)('%s is %d', async ([, body, type, status]) => {
    const { sandbox } = control()
    const response = await sandbox.fetch('/__sandbox/users', {
      method: 'POST',
      body,
      headers: { 'content-type': type },
    })
    expect(response.status).toBe(status)
  })

  test('the console is a page that escapes what it shows', async () => {
    const { sandbox } = control()
    await sandbox.fetch('/api/v1/<script>alert(1)</script>')
    await sandbox.client().auth.requestMagicLink({ email: 'ada@example.test' })
    const response = await sandbox.fetch('/__sandbox')
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const text = await response.text()
    expect(text).toContain('webhooks.duplicate')
    expect(text).not.toContain('<script>alert')
  })
})
