import { Concord } from '@concord/sdk'
import { initServer, type RequestValidationError } from '@ts-rest/fastify'
import { fastify } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paymentsContract } from '../generated/ts-rest/payments.ts'
import { fieldErrors } from './field-errors.ts'

const { router, route, plugin } = initServer()

const payment = {
  id: 88,
  user_id: 7,
  document_id: 42,
  payment_intent_id: 'pi_3QZx7mK2eB1fTq0a',
  amount: 1000,
  amount_refunded: 0,
  currency: 'eur',
  status: 'completed' as const,
  job_id: 1201,
  failure: null,
  disputed: false,
  created_at: '2025-12-01T15:31:00Z',
  updated_at: '2025-12-01T15:32:00Z',
  completed_at: '2025-12-01T15:32:00Z',
}

const problem = <Status extends number, Code extends string>(status: Status, code: Code) => ({
  status,
  body: { type: `/problems/${code}`, title: code, status, detail: code, code, request_id: 'req_1' },
})

const seen: { key: string | undefined; body: unknown }[] = []

/** The service as a backend writes it. Only what a test looks at is kept. */
const payments = router(paymentsContract, {
  createIntent: async ({ body, headers }) => {
    seen.push({ key: headers['idempotency-key'], body })
    if (body.document_id === 43) return problem(409, 'document_not_payable')
    return {
      status: 201,
      body: {
        payment_id: 88,
        payment_intent_id: payment.payment_intent_id,
        client_secret: 'secret',
        amount: 1000,
        currency: 'eur',
        status: 'requires_payment_method',
      },
    }
  },
  verify: async ({ query }) => ({ status: 200, body: { ...payment, payment_intent_id: query.payment_intent_id } }),
  list: async ({ query: { page, per_page } }) => ({
    status: 200,
    body: { items: [payment], total: 1, page, per_page },
  }),
  get: async ({ params: { payment_id } }) =>
    payment_id === 88 ? { status: 200, body: payment } : problem(404, 'payment_not_found'),
  // Against the contract on purpose; the compiler would have said so.
  receiveWebhook: async () => ({ status: 200, body: JSON.parse('{"received":"yes"}') }),
})

const app = fastify()
app.register(plugin(payments), {
  responseValidation: true,
  requestValidationErrorHandler: (error: RequestValidationError, _request, reply) => {
    const { body } = problem(422, 'validation_failed')
    reply
      .status(422)
      .type('application/problem+json')
      .send({ ...body, errors: fieldErrors(error) })
  },
})
let concord: Concord

beforeAll(async () => {
  concord = new Concord({ baseUrl: await app.listen({ host: '127.0.0.1', port: 0 }) })
})
afterAll(() => app.close())

describe('a service on Fastify, made of its ts-rest contract', () => {
  test('reads what travels as text, fills in what the spec promises, and answers what the SDK expects', async () => {
    expect(await concord.payments.get(88)).toEqual(payment)
    const page = await concord.payments.list({ per_page: 5 })
    expect(page).toMatchObject({ page: 1, per_page: 5, items: [{ id: 88 }] })
  })

  test('gets headers by their names and bodies as they are', async () => {
    await concord.payments.createIntent({ document_id: 42 }, { idempotencyKey: 'key-1' })
    expect(seen).toEqual([{ key: 'key-1', body: { document_id: 42 } }])
  })

  test('answers a problem as a problem', async () => {
    await expect(concord.payments.get(1)).rejects.toMatchObject({ status: 404, code: 'payment_not_found' })
    const response = await app.inject('/api/v1/payment/1')
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json\b/)
  })

  test.each([
    ['/api/v1/payment/x', ['path', 'payment_id'], 'invalid_type'],
    ['/api/v1/payment/08', ['path', 'payment_id'], 'invalid_type'],
    ['/api/v1/payment/0', ['path', 'payment_id'], 'too_small'],
    ['/api/v1/payment/history?per_page=101', ['query', 'per_page'], 'too_big'],
    ['/api/v1/payment/history?status=lost', ['query', 'status'], 'invalid_value'],
    ['/api/v1/payment/verify', ['query', 'payment_intent_id'], 'invalid_type'],
  ])('refuses %s before a handler sees it', async (url, loc, type) => {
    const response = await app.inject(url)
    expect(response.statusCode).toBe(422)
    expect(response.json()).toMatchObject({ code: 'validation_failed', errors: [{ loc, type }] })
  })

  test('refuses a body that is none of the spec, and says where', async () => {
    const response = await app.inject({
      method: 'POST',
      url: '/api/v1/payment/create-intent',
      payload: { document_id: 'x' },
    })
    expect(response.statusCode).toBe(422)
    expect(response.json().errors).toEqual([
      { loc: ['body', 'document_id'], msg: expect.any(String), type: 'invalid_type' },
    ])
  })

  test('lets no answer out that the spec does not have', async () => {
    const response = await app.inject({
      method: 'POST',
      url: '/api/v1/payment/webhook',
      payload: {
        id: 'evt_1',
        object: 'event',
        type: 'payment_intent.succeeded',
        created: 1,
        data: { object: { object: 'payment_intent' } },
      },
    })
    expect(response.statusCode).toBe(500)
  })
})

/** What the compiler refuses; `tsc` fails where it would let one of these pass. */
export const refused = {
  undocumentedStatus: route(
    paymentsContract.get,
    // @ts-expect-error 410 is no answer of this operation
    async () => problem(410, 'payment_gone'),
  ),
  undocumentedCode: route(
    paymentsContract.get,
    // @ts-expect-error a 404 of this operation says payment_not_found
    async () => problem(404, 'document_not_found'),
  ),
  missingField: route(
    paymentsContract.get,
    // @ts-expect-error a payment says how much was refunded
    async () => {
      const { amount_refunded, ...rest } = payment
      return { status: 200, body: { ...rest, note: String(amount_refunded) } }
    },
  ),
  wrongType: route(
    paymentsContract.get,
    // @ts-expect-error an id is a number
    async () => ({ status: 200, body: { ...payment, id: '88' } }),
  ),
  unknownParameter: route(paymentsContract.get, async ({ params }) => {
    // @ts-expect-error the path has one parameter, payment_id
    return problem(404, params.id)
  }),
  unknownField: route(paymentsContract.createIntent, async ({ body }) => {
    // @ts-expect-error no more than the document is asked for
    return problem(409, body.amount > 0 ? 'document_not_payable' : 'idempotency_key_reused')
  }),
}
