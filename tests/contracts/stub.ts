import { createServer } from 'node:http'
import { type Loopback, listen } from '../loopback.ts'

/** A backend that has understood nothing: it answers `200 {}` to everything, with the header that every answer must have. */
export const startStub = (): Promise<Loopback> =>
  listen(
    createServer((incoming, answer) => {
      incoming.resume()
      answer.writeHead(200, { 'content-type': 'application/json', 'x-request-id': 'req_1' }).end('{}')
    }),
  )
