import { describe, expect, test } from 'vitest'
import { switchOn } from '../../scenarios/catalogue.ts'
import { Platform } from '../platform.fixture.ts'

async function asked(platform: Platform, pages = 20) {
  const ada = platform.signIn()
  const root = platform.signIn('root@example.test', 'admin')
  const paid = await platform.pay(ada.token, pages)
  await platform.advance(120)
  const refund = await platform.post(
    '/api/v1/refunds',
    { payment_id: paid.payment_id, reason: 'Another topic.' },
    ada.token,
  )
  return { ada, root, ...paid, refund: refund.body, status: refund.status }
}

describe('a refund', () => {
  test('waits for its review, and is one a payment', async () => {
    const platform = new Platform()
    const { ada, refund, status, payment_id } = await asked(platform)
    expect([status, refund.status, refund.amount]).toEqual([201, 'pending', 1000])
    const again = await platform.post('/api/v1/refunds', { payment_id, reason: 'Please.' }, ada.token)
    expect([again.status, again.body.code]).toEqual([409, 'refund_exists'])
    expect((await platform.get('/api/v1/refunds', ada.token)).body.items).toEqual([refund])
  })

  test('that is approved goes back at Stripe, becomes processed, and the user is mailed', async () => {
    const platform = new Platform()
    const { ada, root, refund, payment_id } = await asked(platform)
    const path = `/api/v1/admin/refunds/${refund.id}/approve`
    const approved = await platform.post(path, { note: 'Agreed.' }, root.token)
    expect(approved.body).toMatchObject({ status: 'approved', review_note: 'Agreed.' })
    expect((await platform.stripe('GET', '/v1/refunds')).body.data).toMatchObject([
      { amount: 1000, status: 'succeeded' },
    ])
    await platform.advance(0)
    expect((await platform.get(`/api/v1/refunds/${refund.id}`, ada.token)).body.status).toBe('processed')
    expect((await platform.get(`/api/v1/payment/${payment_id}`, ada.token)).body.status).toBe('refunded')
    expect(platform.inbox[0]).toMatchObject({ to: ada.email, subject: 'Your refund was approved' })
    expect((await platform.post(path, {}, root.token)).body.code).toBe('refund_already_reviewed')
  })

  test.each(['lose', 'before-response', 'concurrent', 'duplicate'])(
    'is paid once and processed whatever happens to the event of Stripe: %s',
    async (kind) => {
      const platform = new Platform()
      const { ada, root, refund, payment_id } = await asked(platform)
      platform.world.faults.add({ match: { on: 'webhook' }, when: { kind: 'always' }, effect: { kind } })
      await platform.post(`/api/v1/admin/refunds/${refund.id}/approve`, {}, root.token)
      await platform.advance(60)
      expect((await platform.get(`/api/v1/refunds/${refund.id}`, ada.token)).body.status).toBe('processed')
      const payment = (await platform.get(`/api/v1/payment/${payment_id}`, ada.token)).body
      expect(payment).toMatchObject({ status: 'refunded', amount_refunded: 1000 })
      expect((await platform.stripe('GET', '/v1/refunds')).body.data).toHaveLength(1)
    },
  )

  test('of what failed gives back what is left, when a part was given back at Stripe meanwhile', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    switchOn(platform.world, 'generation.partial-42')
    const { payment_intent_id, payment_id, job_id } = await platform.pay(ada.token, 10)
    switchOn(platform.world, 'payments.provider-down')
    const status = async () => (await platform.get(`/api/v1/jobs/${job_id}`, ada.token)).body.status
    while ((await status()) !== 'failed_quality') await platform.advance(1)
    platform.world.faults.removeScenario('payments.provider-down')
    await platform.stripe('POST', '/v1/refunds', { payment_intent: payment_intent_id, amount: '100' })
    await platform.advance(0)
    const refund = async () => (await platform.get(`/api/v1/refunds?payment_id=${payment_id}`, ada.token)).body.items
    expect(await refund()).toMatchObject([{ status: 'approved' }])
    await platform.advance(60)
    expect(await refund()).toMatchObject([{ status: 'processed' }])
    expect((await platform.get(`/api/v1/payment/${payment_id}`, ada.token)).body.amount_refunded).toBe(500)
  })

  test('that is rejected moves no money, mails the reason, and may be asked for again', async () => {
    const platform = new Platform()
    const { ada, root, refund, payment_id } = await asked(platform)
    const path = `/api/v1/admin/refunds/${refund.id}/reject`
    const rejected = await platform.post(path, { reason: 'It is what was ordered.' }, root.token)
    expect(rejected.body).toMatchObject({ status: 'rejected', review_note: 'It is what was ordered.' })
    expect(platform.inbox[0]).toMatchObject({ to: ada.email, subject: 'Your refund was declined' })
    expect(platform.inbox[0]?.text).toContain('It is what was ordered.')
    expect((await platform.get(`/api/v1/payment/${payment_id}`, ada.token)).body.status).toBe('completed')
    expect((await platform.post(path, { reason: 'No.' }, root.token)).body.code).toBe('refund_already_reviewed')
    const again = await platform.post('/api/v1/refunds', { payment_id, reason: 'Look again.' }, ada.token)
    expect(again.status).toBe(201)
  })

  test('stays pending while Stripe is down', async () => {
    const platform = new Platform()
    const { ada, root, refund } = await asked(platform)
    switchOn(platform.world, 'payments.provider-down')
    const down = await platform.post(`/api/v1/admin/refunds/${refund.id}/approve`, {}, root.token)
    expect([down.status, down.body.code]).toEqual([503, 'payment_provider_unavailable'])
    expect((await platform.get(`/api/v1/refunds/${refund.id}`, ada.token)).body.status).toBe('pending')
  })

  test('approved by ten administrators at once is paid once', async () => {
    const platform = new Platform()
    const { root, refund } = await asked(platform)
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => platform.post(`/api/v1/admin/refunds/${refund.id}/approve`, {}, root.token)),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect((await platform.stripe('GET', '/v1/refunds')).body.data).toHaveLength(1)
  })

  test('is not for a payment that is not paid', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const { payment_id } = await platform.intent(ada.token)
    const answer = await platform.post('/api/v1/refunds', { payment_id, reason: 'No.' }, ada.token)
    expect([answer.status, answer.body.code]).toEqual([409, 'payment_not_refundable'])
  })
})

describe('administrators', () => {
  test('see figures that agree with what happened', async () => {
    const platform = new Platform()
    const { root, ada } = await asked(platform)
    await platform.order(ada.token)
    expect((await platform.get('/api/v1/admin/stats', root.token)).body).toMatchObject({
      users_total: 2,
      documents_total: 2,
      documents_by_status: { draft: 1, completed: 1 },
      jobs_running: 0,
      payments_completed: 1,
      refunds_pending: 1,
      revenue: [{ amount: 1000, currency: 'eur' }],
    })
  })

  test.each([
    ['users?role=admin', 1],
    ['documents?status=completed', 1],
    ['payments', 1],
    ['refunds?status=pending', 1],
    ['activity-logs?action=payment.completed', 1],
    ['api-keys', 0],
  ])('list %s', async (path, total) => {
    const platform = new Platform()
    const { root } = await asked(platform)
    expect((await platform.get(`/api/v1/admin/${path}`, root.token)).body.total).toBe(total)
  })

  test('switch flags, change settings and reword mails', async () => {
    const platform = new Platform()
    const root = platform.signIn('root@example.test', 'admin')
    const put = (path: string, body: object) =>
      platform.request('PUT', `/api/v1/admin/${path}`, { token: root.token, body })
    expect((await put('feature-flags/citation_checks', { enabled: true })).body.enabled).toBe(true)
    expect((await put('feature-flags/constructor', { enabled: true })).body.code).toBe('feature_flag_not_found')
    const settings = { support_email: 'help@example.test', announcement: 'Slow tonight.', activity_retention_days: 30 }
    await put('settings', settings)
    expect((await platform.get('/api/v1/admin/settings', root.token)).body).toEqual(settings)
    const words = { subject: 'Come in', text: 'Here: {link}', html: '<p>{link}</p>' }
    expect((await put('email-templates/magic_link', words)).body).toMatchObject({ ...words, placeholders: ['link'] })
    await platform.post('/api/v1/auth/magic-link', { email: 'ada@example.test' })
    expect(platform.inbox[0]).toMatchObject({ subject: 'Come in', text: expect.stringMatching(/^Here: http/) })
    expect((await put('email-templates/constructor', words)).body.code).toBe('email_template_not_found')
  })

  test('make a key whose secret is shown once and kept nowhere', async () => {
    const platform = new Platform()
    const root = platform.signIn('root@example.test', 'admin')
    const { body } = await platform.post('/api/v1/admin/api-keys', { name: 'Report' }, root.token)
    expect(body.secret.startsWith(body.prefix)).toBe(true)
    expect(JSON.stringify(platform.world.snapshot())).not.toContain(body.secret)
    const remove = () => platform.request('DELETE', `/api/v1/admin/api-keys/${body.id}`, { token: root.token })
    expect([(await remove()).status, (await remove()).status]).toEqual([204, 404])
  })
})

describe('users', () => {
  test('see and change their profile, settings and activity', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const put = (path: string, body: object) =>
      platform.request('PUT', `/api/v1/users/${path}`, { token: ada.token, body })
    expect((await put('me', { name: 'Ada Lovelace' })).body.name).toBe('Ada Lovelace')
    const settings = { language: 'de', timezone: 'Europe/Vienna', email_notifications: false, marketing_emails: false }
    await put('settings', settings)
    expect((await platform.get('/api/v1/users/settings', ada.token)).body).toEqual(settings)
    await platform.order(ada.token)
    const { items } = (await platform.get('/api/v1/users/me/activity', ada.token)).body
    expect(items[0]).toMatchObject({ action: 'document.created', resource_type: 'document', resource_id: '1' })
  })

  test('get no mail about their documents if they want none', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    const settings = { language: 'de', timezone: 'Europe/Vienna', email_notifications: false, marketing_emails: false }
    await platform.request('PUT', '/api/v1/users/settings', { token: ada.token, body: settings })
    await platform.pay(ada.token, 2)
    await platform.advance(600)
    expect(platform.inbox).toEqual([])
  })

  test('who are deleted are signed out everywhere, and all that they own goes with them, even in the middle of a job', async () => {
    const platform = new Platform()
    const ada = platform.signIn()
    await platform.pay(ada.token, 10)
    await platform.advance(5)
    const socket = platform.listen(ada.id, ada.token)
    expect((await platform.request('DELETE', `/api/v1/users/${ada.id}`, { token: ada.token })).status).toBe(204)
    expect((await platform.get('/api/v1/users/me', ada.token)).body.code).toBe('token_invalid')
    expect(socket.closed?.code).toBe(4401)
    await platform.advance(600)
    expect(platform.world.store.collection('documents').size).toBe(0)
    const root = platform.signIn('root@example.test', 'admin')
    expect((await platform.get('/api/v1/admin/stats', root.token)).body.jobs_running).toBe(0)
  })

  test('are made by administrators, and read by them', async () => {
    const platform = new Platform()
    const root = platform.signIn('root@example.test', 'admin')
    const made = await platform.post('/api/v1/users', { email: 'grace@example.test', name: 'Grace' }, root.token)
    expect([made.status, made.body.role]).toEqual([201, 'user'])
    expect((await platform.get(`/api/v1/users/${made.body.id}`, root.token)).body).toEqual(made.body)
    const taken = await platform.post('/api/v1/users', { email: 'Grace@example.test', name: 'Grace' }, root.token)
    expect([taken.status, taken.body.code]).toEqual([409, 'email_taken'])
  })
})

describe('health', () => {
  test('is degraded without mail and unhealthy without the database', async () => {
    const platform = new Platform()
    expect((await platform.get('/api/v1/health')).body.status).toBe('healthy')
    switchOn(platform.world, 'auth.mail-down')
    expect((await platform.get('/api/v1/health')).body).toMatchObject({
      status: 'degraded',
      dependencies: { email: 'unhealthy' },
    })
    switchOn(platform.world, 'infrastructure.dependency-down', { dependency: 'database' })
    const down = await platform.get('/api/v1/health')
    expect([down.status, down.body.code, down.body.dependencies.database]).toEqual([
      503,
      'service_unhealthy',
      'unhealthy',
    ])
    expect((await platform.get('/api/v1/ready')).body.code).toBe('not_ready')
    expect((await platform.get('/api/v1/live')).body).toEqual({ status: 'alive' })
  })

  test('gives metrics that Prometheus reads', async () => {
    const platform = new Platform()
    await platform.get('/api/v1/live')
    const { body, headers } = await platform.get('/api/v1/metrics')
    expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/)
    expect(body).toContain('http_requests_total{operation="health.live",status="200"} 1')
    for (const line of body.trimEnd().split('\n')) expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{[^}]*\})? \d+)$/)
  })
})

describe('limits', () => {
  test.each([
    ['/api/v1/documents', 60],
    ['/api/v1/users/me', 60],
  ])('%s takes %i requests a minute, the next is 429', async (path, limit) => {
    const platform = new Platform()
    const ada = platform.signIn()
    switchOn(platform.world, 'infrastructure.rate-limited')
    for (let count = 1; count <= limit; count++) {
      const { status, headers } = await platform.get(path, ada.token)
      expect([status, headers['ratelimit-remaining']]).toEqual([200, String(limit - count)])
    }
    const refused = await platform.get(path, ada.token)
    expect([refused.status, refused.body.code, refused.headers['retry-after']]).toEqual([429, 'rate_limited', '60'])
    await platform.advance(60)
    expect((await platform.get(path, ada.token)).status).toBe(200)
  })

  test('signing in takes 5 requests a minute', async () => {
    const platform = new Platform()
    switchOn(platform.world, 'infrastructure.rate-limited')
    const statuses = []
    for (let count = 0; count < 6; count++) {
      statuses.push((await platform.post('/api/v1/auth/magic-link', { email: 'ada@example.test' })).status)
    }
    expect(statuses).toEqual([202, 202, 202, 202, 202, 429])
  })
})
