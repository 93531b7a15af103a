// One seed, one history, through the doors that people use; and worlds that know nothing of one another.
import { createSandbox, type InProcessSandbox } from '@concord/mocks'
import { type RunningServer, startServer } from '@concord/mocks/server'
import { Concord, memorySession } from '@concord/sdk'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { journey } from '../examples/integrator/src/journey.ts'
import { personInSandbox } from '../examples/integrator/src/person.ts'

interface History {
  readonly timeline: readonly unknown[]
  readonly mails: readonly unknown[]
  readonly docx: string
  readonly pdf: string
  readonly steps: readonly unknown[]
  readonly snapshot: string
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

async function fileOf(sandbox: InProcessSandbox, concord: Concord, id: number, format: 'docx' | 'pdf') {
  const { download_url } = await concord.documents.export(id, { format })
  return hex(new Uint8Array(await (await sandbox.fetch(download_url)).arrayBuffer()))
}

async function live(seed: number): Promise<History> {
  const sandbox = createSandbox({ seed })
  // The client makes ids of its own (idempotency keys), which no seed of the sandbox can know.
  const concord = sandbox.client({ session: memorySession() })
  const person = personInSandbox('ada@example.test', sandbox.origin, sandbox.fetch)
  const { steps } = await journey(concord, person, () => {})
  const [document] = (await concord.documents.list()).items
  if (document === undefined) throw new Error('The journey left no document.')
  const other = await sandbox.signIn('bob@example.test')
  const paper = { title: 'Wasps', topic: 'Nests', target_pages: 4, language: 'en' }
  const { id } = await other.concord.documents.create(paper)
  await sandbox.pay(await other.concord.payments.createIntent({ document_id: id }))
  await sandbox.clock.advance('5m')
  const docx = await fileOf(sandbox, other.concord, id, 'docx')
  const pdf = await fileOf(sandbox, other.concord, id, 'pdf')
  return {
    timeline: sandbox.timeline.items,
    mails: sandbox.inbox.list(),
    docx,
    pdf,
    steps,
    snapshot: JSON.stringify(sandbox.snapshot()),
  }
}

describe('the journey', () => {
  let first: History
  beforeAll(async () => {
    first = await live(7)
  })

  test('twice from one seed gives the same timeline, to the byte', async () => {
    const second = await live(7)
    expect(JSON.stringify(second.timeline)).toBe(JSON.stringify(first.timeline))
    expect(second.mails).toEqual(first.mails)
    expect(second.steps).toEqual(first.steps)
  })

  test('twice from one seed gives the same DOCX and the same PDF, to the byte', async () => {
    const second = await live(7)
    expect(first.docx.slice(0, 8)).toBe('504b0304')
    expect(Buffer.from(first.pdf.slice(0, 10), 'hex').toString()).toBe('%PDF-')
    expect(second.docx).toBe(first.docx)
    expect(second.pdf).toBe(first.pdf)
  })

  test('from another seed is another one', async () => {
    const other = await live(8)
    expect(JSON.stringify(other.timeline)).not.toBe(JSON.stringify(first.timeline))
    expect(other.docx).not.toBe(first.docx)
    expect(other.mails).not.toEqual(first.mails)
  })

  test('leaves a world that is JSON through and through', () => {
    expect(JSON.stringify(JSON.parse(first.snapshot))).toBe(first.snapshot)
  })
})

test('a world that is restored in the middle of a generation comes to the same end, as often as one likes', async () => {
  const sandbox = createSandbox({ seed: 7 })
  const { concord } = await sandbox.signIn('ada@example.test')
  const paper = { title: 'Bees', topic: 'Pollination', target_pages: 40, language: 'en' }
  const document = await concord.documents.create(paper)
  await sandbox.pay(await concord.payments.createIntent({ document_id: document.id }))
  await sandbox.clock.advance('37s')
  const [job] = (await concord.jobs.list()).items
  expect(job).toMatchObject({ status: 'running' })
  const middle = JSON.parse(JSON.stringify(sandbox.snapshot()))
  const end = async () => {
    await sandbox.clock.advance('10m')
    const sections = await concord.documents.listSections(document.id, { per_page: 100 })
    return {
      timeline: JSON.stringify(sandbox.timeline.items),
      document: await concord.documents.get(document.id),
      sections: sections.items,
      mails: sandbox.inbox.list(),
    }
  }
  const once = await end()
  expect(once.document.status).toBe('completed')
  for (let again = 0; again < 2; again += 1) {
    sandbox.restore(middle)
    expect((await concord.jobs.list()).items[0]).toEqual(job)
    sandbox.restore(middle)
    expect(await end()).toEqual(once)
  }
})

describe('two worlds on one server, at the same time', () => {
  let server: RunningServer
  beforeAll(async () => {
    server = await startServer({ port: 0, paused: true })
  })
  afterAll(() => server.close())

  /** A way to say which world is meant. */
  const doors: readonly [string, (world: string) => { url: string; headers: Record<string, string> }][] = [
    ['by the header', (world) => ({ url: server.url, headers: { 'x-sandbox-world': world } })],
    ['by the path', (world) => ({ url: `${server.url}/~${world}`, headers: {} })],
  ]

  test.for(doors)('chosen %s never see each other', async ([, door]) => {
    const visit = (world: string) => {
      const { url, headers } = door(world)
      const ask = async (path: string, init: { method?: string; body?: object; token?: string } = {}) => {
        const response = await fetch(`${url}${path}`, {
          method: init.method ?? (init.body ? 'POST' : 'GET'),
          headers: {
            ...headers,
            ...(init.body && { 'content-type': 'application/json' }),
            ...(init.token !== undefined && { authorization: `Bearer ${init.token}` }),
          },
          ...(init.body && { body: JSON.stringify(init.body) }),
        })
        const text = await response.text()
        // biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field
        const body: any = text === '' ? undefined : JSON.parse(text)
        return { status: response.status, body }
      }
      return ask
    }
    const suffix = door('x').url === server.url ? 'h' : 'p'
    const [red, blue] = [visit(`red-${suffix}`), visit(`blue-${suffix}`)]
    const live = async (ask: typeof red, email: string, seconds: number, pages: number) => {
      await ask('/__sandbox/reset', { body: { seed: pages } })
      const { token, id } = await ask('/__sandbox/users', { body: { email } }).then(({ body }) => ({
        token: body.access_token as string,
        id: body.user.id as number,
      }))
      await ask('/api/v1/auth/magic-link', { body: { email } })
      const paper = { title: email, topic: 'Pollination', target_pages: pages, language: 'en' }
      const { body: document } = await ask('/api/v1/documents', { body: paper, token })
      const { body: intent } = await ask('/api/v1/payment/create-intent', { body: { document_id: document.id }, token })
      await ask(`/__sandbox/payments/${intent.payment_intent_id}/confirm`, { body: {} })
      await ask('/__sandbox/clock/advance', { body: { seconds } })
      return { token, id, document }
    }
    const [inRed, inBlue] = await Promise.all([
      live(red, 'ada@example.test', 600, 10),
      live(blue, 'bob@example.test', 5, 20),
    ])
    await red('/__sandbox/scenarios/llm.down', { method: 'PUT', body: {} })

    expect(inRed.document.id).toBe(inBlue.document.id)
    expect((await red(`/api/v1/documents/${inRed.document.id}`, { token: inRed.token })).body).toMatchObject({
      title: 'ada@example.test',
      status: 'completed',
    })
    expect((await blue(`/api/v1/documents/${inBlue.document.id}`, { token: inBlue.token })).body).toMatchObject({
      title: 'bob@example.test',
      status: 'generating',
    })
    expect((await blue('/api/v1/users/me', { token: inRed.token })).status).toBe(401)
    const addressees = async (ask: typeof red) =>
      new Set((await ask('/__sandbox/inbox')).body.items.map(({ to }: { to: string }) => to))
    expect(await addressees(red)).toEqual(new Set(['ada@example.test']))
    expect(await addressees(blue)).toEqual(new Set(['bob@example.test']))
    const active = async (ask: typeof red) =>
      (await ask('/__sandbox/scenarios')).body.items
        .filter((scenario: { active: boolean }) => scenario.active)
        .map(({ name }: { name: string }) => name)
    expect([await active(red), await active(blue)]).toEqual([['llm.down'], []])
    const [redTime, blueTime] = [await red('/__sandbox/clock'), await blue('/__sandbox/clock')]
    expect(Date.parse(redTime.body.now) - Date.parse(blueTime.body.now)).toBeGreaterThan(500_000)
    const redHistory = JSON.stringify((await red('/__sandbox/timeline')).body.items)
    const blueHistory = JSON.stringify((await blue('/__sandbox/timeline')).body.items)
    expect(redHistory).not.toContain('bob@')
    expect(blueHistory).not.toContain('ada@')
    expect((await blue('/__sandbox/webhooks')).body.items).toHaveLength(1)

    await red('/__sandbox/reset', { body: {} })
    expect((await blue('/api/v1/users/me', { token: inBlue.token })).body.email).toBe('bob@example.test')
  })

  test('and their sockets hear only their own', async () => {
    const listen = async (world: string) => {
      const controls = server.controls(world)
      const signedIn = controls.signIn({ email: 'ada@example.test' })
      const concord = new Concord({ baseUrl: `${server.url}/~${world}`, session: memorySession(signedIn) })
      const address = `ws://localhost:${server.port}/~${world}/api/v1/ws/${signedIn.user.id}`
      const socket = new WebSocket(`${address}?token=${signedIn.access_token}`)
      const heard: string[] = []
      socket.addEventListener('message', ({ data }) => heard.push(JSON.parse(data).type))
      await new Promise((resolve) => socket.addEventListener('open', resolve))
      const closed = new Promise<CloseEvent>((resolve) => socket.addEventListener('close', resolve))
      return { controls, concord, heard, closed, socket }
    }
    const [east, west] = [await listen('east'), await listen('west')]
    const paper = { title: 'Bees', topic: 'Pollination', target_pages: 4, language: 'en' }
    const document = await east.concord.documents.create(paper)
    const intent = await east.concord.payments.createIntent({ document_id: document.id })
    await east.controls.pay(intent.payment_intent_id)
    await Promise.all([east.controls.clock.advance('5m'), west.controls.clock.advance('5m')])
    expect((await east.closed).code).toBe(1000)
    expect(east.heard.at(-1)).toBe('job_completed')
    expect(west.heard).toEqual([])
    expect(west.socket.readyState).toBe(WebSocket.OPEN)
    west.socket.close()
  })

  test('that begin with one seed live the same life, whatever happens beside them', async () => {
    const life = async (world: string) => {
      const controls = server.controls(world)
      controls.reset(5)
      const signedIn = controls.signIn({ email: 'ada@example.test' })
      const concord = new Concord({ baseUrl: `${server.url}/~${world}`, session: memorySession(signedIn) })
      const paper = { title: 'Bees', topic: 'Pollination', target_pages: 10, language: 'en' }
      const { id } = await concord.documents.create(paper)
      await controls.pay((await concord.payments.createIntent({ document_id: id })).payment_intent_id)
      await controls.clock.advance('5m')
      const sections = (await concord.documents.listSections(id)).items
      return sections.map(({ content, grammar_score, attempts }) => ({ content, grammar_score, attempts }))
    }
    const lives = await Promise.all(['one', 'two', 'three'].map(life))
    expect(lives[0]?.length).toBeGreaterThan(1)
    expect(lives[1]).toEqual(lives[0])
    expect(lives[2]).toEqual(lives[0])
  })
})
