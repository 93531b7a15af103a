import type { workFaults } from '../faults/work-faults.ts'
import { type Bench, type Listener, settled, type Witness, type Witnesses } from './bench.ts'

/** The ids of a page of three documents, newest first. */
const page =
  (query: string): Witness =>
  async (bench) => {
    const { access_token: token } = await bench.state('a signed-in user')
    for (const status of ['draft', 'draft', 'completed']) await bench.state('a document', { status })
    const { items, body } = await bench.ask(`GET /documents?${query}`, { token })
    return { ids: items.map(({ id }) => id), total: body.total }
  }

/** What a socket of the signed-in user hears. */
const heard =
  (listen: (bench: Bench, socket: Listener, token: string | number | undefined) => Promise<unknown>): Witness =>
  async (bench) => {
    const { user_id, access_token: token } = await bench.state('a signed-in user')
    const socket = bench.listen(user_id, token)
    try {
      return await listen(bench, socket, token)
    } finally {
      socket.close()
    }
  }

/** Has a document of one page written under a scenario of the sandbox, and looks at what became of it. */
const written =
  (scenario: string, look: 'documents' | 'payment'): Witness =>
  async (bench) => {
    const { access_token: token } = await bench.state('a signed-in user')
    const { document_id } = await bench.state('a document', { target_pages: 1 })
    const { body } = await bench.ask('POST /payment/create-intent', { token, body: { document_id } })
    await bench.state('a scenario', { name: scenario })
    await bench.pay(String(body.payment_intent_id))
    await bench.ask(`GET /payment/verify?payment_intent_id=${body.payment_intent_id}`, { token })
    const open = ['draft', 'payment_pending', 'generating']
    const read = () => bench.ask(`GET /documents/${document_id}`, { token })
    const done = await settled(read, ({ body: { status } }) => !open.includes(String(status)), 20_000)
    if (look === 'documents') return { status: done.body.status, warnings: done.body.quality_warnings }
    const paid = async () => (await bench.ask(`GET /payment/${body.payment_id}`, { token })).body.status
    return settled(paid, (status) => status === 'refunded', 1_500)
  }

export const workWitnesses: Witnesses<keyof typeof workFaults> = {
  'page-counted-from-0': page('page=1&per_page=2'),
  'per-page-ignored': page('per_page=2'),
  'total-of-the-page': page('per_page=2'),
  'pages-overlap': page('page=2&per_page=2'),
  'status-filter-ignored': page('status=completed'),

  'socket-of-another-open': async (bench) => {
    const { access_token: token } = await bench.state('a signed-in user')
    const { user_id } = await bench.state('another user')
    const socket = bench.listen(user_id, token)
    const end = await socket.first('nothing', 500)
    socket.close()
    return end
  },
  'socket-refused-with-1008': async (bench) => {
    const { user_id } = await bench.state('a signed-in user')
    return bench.listen(user_id, 'no.good.token').first('nothing')
  },
  'socket-ping-unanswered': heard(async (_, socket) => {
    await socket.send({ type: 'ping' })
    return socket.first('pong', 500)
  }),
  'socket-job-of-another-open': heard(async (bench, socket) => {
    const { job_id } = await bench.state('a job of another user')
    await socket.send({ type: 'subscribe', job_id })
    const answer = await socket.first('progress')
    return typeof answer === 'number' ? answer : 'a message'
  }),
  'socket-message-without-time': heard(async (bench, socket) => {
    await socket.send({ type: 'ping' })
    await bench.state('a job')
    const message = await socket.first('progress', 10_000)
    return typeof message === 'object' && 'timestamp' in message
  }),
  'socket-survives-logout': heard(async (bench, socket, token) => {
    await socket.send({ type: 'ping' })
    await socket.first('pong')
    await bench.ask('POST /auth/logout', { token })
    return socket.first('nothing', 500)
  }),
  'socket-heartbeat-missing': heard(async (bench, socket) => {
    await socket.send({ type: 'ping' })
    await bench.state('a job')
    const message = await socket.first('heartbeat', 12_000)
    return typeof message === 'object' ? message.type : message
  }),

  'unchecked-score-as-zero': async (bench) => {
    const { access_token: token } = await bench.state('a signed-in user')
    const { document_id } = await bench.state('a document')
    return (await bench.ask(`GET /documents/${document_id}`, { token })).body.grammar_score
  },
  'failed-check-counts-as-pass': written('quality.down', 'documents'),
  'poor-document-delivered': written('quality.always-low', 'documents'),
  'poor-document-not-refunded': written('quality.always-low', 'payment'),
  'export-of-another-type': async (bench) => {
    const { access_token: token } = await bench.state('a signed-in user')
    const { document_id } = await bench.state('a document', { status: 'completed', target_pages: 1 })
    const { body } = await bench.ask(`POST /documents/${document_id}/export`, { token, body: { format: 'pdf' } })
    return (await (await fetch(String(body.download_url))).text()).slice(0, 4)
  },
  'export-of-unfinished-document': async (bench) => {
    const { access_token: token } = await bench.state('a signed-in user')
    const { document_id } = await bench.state('a document')
    return bench.status(`POST /documents/${document_id}/export`, { token, body: { format: 'docx' } })
  },
  'estimate-without-range': async (bench) => {
    const { access_token: token } = await bench.state('a signed-in user')
    const { document_id } = await bench.state('a document', { target_pages: 200 })
    const { body } = await bench.ask(`GET /documents/${document_id}/estimate`, { token })
    return [body.min_minutes, body.max_minutes]
  },
}
