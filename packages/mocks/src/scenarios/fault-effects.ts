import type { FaultMatch } from '../world/world.ts'
import { anything, integer, number, type Options, oneOf, required, text, truth } from './rule-options.ts'

const seconds = number(0, 86_400)
const copies = integer(1, 50)
const failure = integer(400, 599)

const latency = { seconds, min: seconds, max: seconds, median: seconds, sigma: number(0, 3) }
const cut = { bytes: integer(0), chunks: integer(0) }
const drip = { bytes_per_second: integer(1) }
const connection = { executed: truth }
const upstream = { status: failure, code: text, detail: text, retry_after: seconds, body: anything }

/** What can be done to whom, and what can be said about it. Everything has a default where it is not required. */
export const faultEffects: Readonly<Record<FaultMatch['on'], Readonly<Record<string, Options>>>> = {
  request: {
    problem: { status: failure, code: text, detail: text, retry_after: seconds },
    latency,
    reset: connection,
    hang: connection,
    truncate: cut,
    drip,
    corrupt: {},
    'empty-body': {},
    stale: { seconds },
    repeat: { answer: oneOf('first', 'last') },
    'expire-token': {},
    'rate-limit': { limit: integer(1, 1000), seconds: number(1, 86_400), remaining: integer(0) },
    'rate-limit-store-down': {},
  },
  provider: {
    problem: upstream,
    down: upstream,
    latency,
    hang: { seconds },
    reset: connection,
    truncate: cut,
    drip,
    corrupt: {},
    'empty-body': {},
    empty: {},
    score: { value: required(number(0, 100)) },
  },
  webhook: {
    duplicate: { copies, gap: seconds },
    concurrent: { copies },
    'before-response': {},
    delay: { seconds },
    lose: {},
    retried: { failures: integer(1, 20) },
    reorder: { seconds },
    replayed: { seconds, stale: truth },
    'bad-signature': {},
    'unknown-type': { type: text },
  },
  frame: {
    drop: { code: integer(1000, 4999) },
    silence: {},
    duplicate: { copies },
    reorder: { seconds },
    latency,
    'expire-token': {},
  },
  connect: { refuse: {}, reset: {} },
  job: {
    stuck: { seconds },
    die: { seconds },
    'fail-quality': { delivered: truth },
    burst: { jobs: integer(1, 100) },
  },
  mail: { down: {} },
  action: {
    decline: { code: text },
    authenticate: {},
    'pay-again': { seconds },
    dispute: { seconds },
    expire: {},
    'use-before': {},
    deny: {},
    price: { amount: required(integer(0)) },
  },
}
