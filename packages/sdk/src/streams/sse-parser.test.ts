import { expect, test } from 'vitest'
import { LineSplitter } from './lines.ts'
import { SseParser } from './sse-parser.ts'

const eventsOf = (...pieces: string[]) => {
  const parser = new SseParser()
  return pieces
    .flatMap((piece) => parser.push(piece))
    .map(({ event, data }) => (event === 'message' ? data : `${event}: ${data}`))
}

test.each([
  ['one event', ['data: a\n\n'], ['a']],
  ['CRLF that a chunk splits', ['data: {"a":1}\r', '\n\r', '\n'], ['{"a":1}']],
  ['CR alone', ['data: a\r\rdata: b\r\r'], ['a', 'b']],
  ['a line in pieces', ['da', 'ta: a', 'bc\n', '\n'], ['abc']],
  ['several lines of data', ['data: a\ndata:\ndata:  b\n\n'], ['a\n\n b']],
  ['a name', ['event: done\ndata: {}\n\n'], ['done: {}']],
  ['comments and unknown fields', [': hello\nfoo: bar\ndata\n\n'], ['']],
  ['no data', ['event: ping\n\ndata: a\n\n'], ['a']],
  ['an event that never ends', ['data: a\n\ndata: b\n'], ['a']],
])('%s', (_, pieces, wanted) => {
  expect(eventsOf(...pieces)).toEqual(wanted)
})

test('every way to cut a stream gives the same events', () => {
  const text = 'id: 1\r\ndata: пчела\r\ndata: 2\r\n\r\nevent: x\rdata: b\r\r: c\n\ndata: d\n\n'
  const whole = eventsOf(text)
  expect(whole).toEqual(['пчела\n2', 'x: b', 'd'])
  for (let first = 0; first <= text.length; first++) {
    for (let second = first; second <= text.length; second++) {
      expect(eventsOf(text.slice(0, first), text.slice(first, second), text.slice(second))).toEqual(whole)
    }
  }
})

test('the id counts from the end of its event, the pause at once', () => {
  const parser = new SseParser()
  parser.push('id: 7\nretry: 250\ndata: a\n')
  expect(parser.lastEventId).toBeUndefined()
  parser.push('\n')
  expect([parser.lastEventId, parser.retry]).toEqual(['7', 250])
  parser.push('id: 8\ndata: b')
  parser.reset()
  expect(parser.push('data: c\n\n')).toEqual([{ event: 'message', data: 'c' }])
  expect(parser.lastEventId).toBe('7')
})

test('a line of 20 MB in pieces of 1 KB costs no more for a byte than one of 2 MB', () => {
  const measure = (pieces: number) => {
    const lines = new LineSplitter()
    const piece = 'x'.repeat(1024)
    const start = process.cpuUsage()
    for (let count = 0; count < pieces; count++) lines.push(piece)
    const [line] = lines.push('\n')
    expect(line).toHaveLength(pieces * 1024)
    const { user, system } = process.cpuUsage(start)
    return (user + system) / pieces
  }
  measure(2_000)
  const small = measure(2_000)
  // Quadratic work would be ten times as much for each piece.
  expect(measure(20_000)).toBeLessThan(Math.max(small, 1) * 5)
})
