// The same three routes as people write them on the fastest well-known framework, with its own validation and serialisation.
import Fastify from 'fastify'
import { document, documentCreate } from './document.ts'

const app = Fastify()
const documents = new Map([[document.id, document]])

app.get<{ Params: { id: string } }>('/api/v1/documents/:id', (request, reply) => {
  const found = documents.get(Number(request.params.id))
  return found === undefined ? reply.code(404).send({ code: 'document_not_found' }) : reply.send(found)
})
app.get('/api/v1/documents', (_request, reply) =>
  reply.send({ items: Array.from({ length: 20 }, () => document), total: 20, page: 1, per_page: 20 }),
)
app.post('/api/v1/documents', { schema: { body: documentCreate } }, (request, reply) =>
  reply.code(201).send({ ...document, ...(request.body as object) }),
)
await app.listen({ port: Number(process.argv[2]), host: '127.0.0.1' })
