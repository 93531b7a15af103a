// The floor: what Node itself can do when a person writes the three routes by hand, with Ajv for the body.
import { createServer } from 'node:http'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { document, documentCreate } from './document.ts'

const validate = new Ajv2020().compile(documentCreate)
const documents = new Map([[document.id, document]])

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
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString())
      if (validate(body)) answer(201, { ...document, ...(body as object) })
      else answer(422, { code: 'validation_failed' })
    })
  } else answer(404, { code: 'path_not_found' })
}).listen(Number(process.argv[2]), '127.0.0.1')
