import { expect, test } from 'vitest'
import { Answer } from './answer.ts'
import type { SandboxReply } from './call.ts'
import type { OperationEntry, ReplyEntry, Validator } from './operation-table.ts'
import { checkReply } from './reply-check.ts'

const even: Validator = (value) => {
  even.errors = [{ instancePath: '', keyword: 'multipleOf', params: { multipleOf: 2 } }]
  return typeof value === 'number' && value % 2 === 0
}

const reply = (mediaTypes: readonly string[], more: Partial<ReplyEntry> = {}): ReplyEntry => ({
  mediaTypes,
  requiredHeaders: [],
  examples: {},
  ...more,
})

const operation: OperationEntry = {
  id: 'files.get',
  service: 'files',
  method: 'GET',
  path: '/files',
  security: [],
  idempotent: false,
  parameters: [],
  validate: {},
  problems: {},
  replies: {
    '200': reply(['application/json', 'application/pdf', 'image/*'], { validate: even }),
    '204': reply([]),
    '206': reply(['text/event-stream'], { requiredHeaders: ['content-range'] }),
    '4XX': reply(['application/problem+json']),
  },
}

const json = { 'content-type': 'application/json' }
async function* chunks() {
  yield 'a'
}

const replies: readonly [what: string, reply: SandboxReply, fault: RegExp | undefined][] = [
  ['a value that fits', new Answer(200, 2, json), undefined],
  ['a value that does not', new Answer(200, 3, json), /the body must be a multiple of 2 \(multipleOf\)/],
  ['JSON that was written already', { status: 200, headers: json, body: '2' }, undefined],
  ['JSON that was written already and is wrong', { status: 200, headers: json, body: '3' }, /multipleOf/],
  [
    'JSON with a charset',
    { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: '2' },
    undefined,
  ],
  ['bytes', { status: 200, headers: { 'content-type': 'application/pdf' }, body: new Uint8Array(3) }, undefined],
  [
    'bytes of a family of types',
    { status: 200, headers: { 'content-type': 'image/png' }, body: new Uint8Array(3) },
    undefined,
  ],
  [
    'bytes of another type',
    { status: 200, headers: { 'content-type': 'audio/mpeg' }, body: new Uint8Array(3) },
    /audio\/mpeg; its spec has/,
  ],
  ['bytes without a type', { status: 200, headers: {}, body: new Uint8Array(3) }, /no content type/],
  [
    'a stream',
    { status: 206, headers: { 'content-type': 'text/event-stream', 'content-range': 'x' }, body: chunks() },
    undefined,
  ],
  [
    'a stream without what it needs',
    { status: 206, headers: { 'content-type': 'text/event-stream' }, body: chunks() },
    /without the header content-range/,
  ],
  ['nothing where there is nothing', { status: 204, headers: {} }, undefined],
  ['something where there is nothing', new Answer(204, {}, json), /its spec has no body/],
  ['nothing where there is something', { status: 200, headers: {} }, /without a body/],
  [
    'a status of a class',
    { status: 418, headers: { 'content-type': 'application/problem+json' }, body: '{}' },
    undefined,
  ],
  [
    'a status that is not there',
    { status: 500, headers: {} },
    /about to answer 500; its spec documents 200, 204, 206, 4XX/,
  ],
]
test.each(replies)('%s', (_what, given, fault) => {
  const check = () => checkReply(operation, given)
  if (fault === undefined) expect(check).not.toThrow()
  else expect(check).toThrow(fault)
})
