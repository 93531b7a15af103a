// The floor: what Node itself can do when a person writes the routes by hand, with Ajv for the body.
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { completion, completionCreate } from './completion.ts'
import { document, documentCreate } from './document.ts'
import { paymentIntent } from './payment-intent.ts'

const ajv = new Ajv2020()
const isDocument = ajv.compile(documentCreate)
const isQuestion = ajv.compile(completionCreate)
const documents = new Map([[document.id, document]])

const now = () => Math.floor(Date.now() / 1000)

function read(request: IncomingMessage, done: (text: string) => void): void {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => done(Buffer.concat(chunks).toString()))
}

createServer((request, response) => {
  const answer = (status: number, body: unknown) => {
    const text = JSON.stringify(body)
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    response.end(text)
  }
  const url = request.url ?? ''
  if (request.method === 'GET' && url.startsWith('/api/v1/documents/')) {
    const found = documents.get(Number(url.slice('/api/v1/documents/'.length)))
    if (found === undefined) answer(404, { code: 'document_not_found' })
    else answer(200, found)
  } else if (request.method === 'GET' && url.startsWith('/api/v1/documents')) {
    answer(200, { items: Array.from({ length: 20 }, () => document), total: 20, page: 1, per_page: 20 })
  } else if (request.method === 'POST' && url === '/api/v1/documents') {
    read(request, (text) => {
      const body: unknown = JSON.parse(text)
      if (isDocument(body)) answer(201, { ...document, ...(body as object) })
      else answer(422, { code: 'validation_failed' })
    })
  } else if (request.method === 'POST' && url === '/v1/chat/completions') {
    read(request, (text) => {
      if (isQuestion(JSON.parse(text))) answer(200, { id: `chatcmpl-${randomUUID()}`, created: now(), ...completion })
      else answer(400, { error: { type: 'invalid_request_error' } })
    })
  } else if (request.method === 'POST' && url === '/v1/payment_intents') {
    read(request, (text) => {
      const form = new URLSearchParams(text)
      const amount = Number(form.get('amount'))
      const currency = form.get('currency')
      if (amount > 0 && currency !== null)
        answer(200, { id: `pi_${randomUUID()}`, created: now(), ...paymentIntent, amount, currency })
      else answer(400, { error: { type: 'invalid_request_error' } })
    })
  } else answer(404, { code: 'path_not_found' })
}).listen(Number(process.argv[2]), '127.0.0.1')
