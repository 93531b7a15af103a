// A backend of a few states, to try the kit on. Prints its address and serves until it is ended.
import type { AddressInfo } from 'node:net'
import { providerStates } from '@concord/contracts/kits/express'
import express from 'express'

const documents: unknown[] = []
const app = express()
app.use(
  '/_contract/state',
  providerStates({
    reset: () => documents.splice(0),
    states: {
      'a signed-in user': {
        params: { email: { type: 'string', format: 'email' } },
        returns: {
          user_id: { type: 'integer' },
          access_token: { type: 'string' },
          refresh_token: { type: 'string' },
        },
        setUp: async () => ({ user_id: 7, access_token: 'an.access.token', refresh_token: 'a.refresh.token' }),
      },
      'a document': {
        description: 'A document of the signed-in user.',
        params: {
          status: { type: 'string', enum: ['draft', 'completed'], default: 'draft' },
          target_pages: { type: 'integer', minimum: 1, default: 20 },
        },
        returns: { document_id: { type: 'integer' } },
        setUp: ({ target_pages }) => ({ document_id: documents.push(target_pages) }),
      },
      'the payment provider is down': { setUp: () => undefined },
      'a payment': {
        params: { status: { type: 'string' } },
        returns: { payment_id: { type: 'integer' } },
        setUp() {
          throw new Error('Stripe answered 503')
        },
      },
      'a broken promise': { returns: { document_id: { type: 'integer' } }, setUp: () => ({ document: 1 }) },
      'who is known': {
        returns: { user_id: { type: 'integer' } },
        setUp: (_params, { user_id }) => ({ user_id }),
      },
    },
  }),
)

// Only Express 4 has this old name for `delete`.
app.get('/express', (_request, response) => void response.json({ version: 'del' in app ? 4 : 5 }))

const server = app.listen(0, '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
