// What Node itself can do: reads a body if there is one, and answers with as many bytes as it was told to.
import { createServer } from 'node:http'

const [, , port, bytes] = process.argv
const text = JSON.stringify({ text: 'x'.repeat(Math.max(0, Number(bytes) - 11)) })

createServer((request, response) => {
  const answer = () => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    response.end(text)
  }
  if (request.method === 'GET') return answer()
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    Buffer.concat(chunks)
    answer()
  })
}).listen(Number(port), '127.0.0.1')
