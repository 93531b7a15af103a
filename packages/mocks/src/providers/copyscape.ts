import type { SandboxReply, SandboxRequest } from '../engine/call.ts'
import type { Face } from '../engine/face.ts'
import { type CopyscapeBehaviours, operations } from '../generated/providers/copyscape.ts'
import type { Answer, SearchResult } from '../generated/providers/copyscape-types.ts'
import { randomFor } from '../world/seeded-random.ts'
import type { World } from '../world/world.ts'
import { isGoodKey } from './api-keys.ts'
import { spend, spent } from './credits.ts'
import { jsonErrors } from './json-errors.ts'
import { wordsOf } from './sentences.ts'
import { scoreOf } from './steered-score.ts'

/** Cents of an account at the beginning. */
const deposit = 1_000_000
const shortest = 15

interface Asked {
  readonly u?: string
  readonly k?: string
  readonly o?: string
  readonly t?: string
  readonly e?: string
}

interface AnyCall {
  readonly world: World
  readonly request: SandboxRequest
  reply(status: 200, body: Answer): SandboxReply
}

const behaviours: CopyscapeBehaviours = {
  'copyscape.call': (call) => call.reply(200, answer(call, call.body)),
  'copyscape.callByQuery': (call) => call.reply(200, answer(call, call.query)),
}

/** Copyscape, as far as copies of a text are searched with it. What it refuses it answers with 200 and an `error`. */
export const copyscapeFace: Face = {
  name: 'copyscape',
  prefix: '/providers/copyscape',
  services: [{ name: 'copyscape', operations, behaviours }],
  authenticate: () => ({ userId: 0, role: 'account', claims: {} }),
  renderProblem: jsonErrors((error) => ({ error })),
}

function answer(call: AnyCall, { u = '', k = '', o = '', t = '', e = '' }: Asked): Answer {
  if (u === '') return { error: 'Username not provided' }
  if (k === '') return { error: 'API key not provided' }
  if (!isGoodKey(k)) return { error: 'Username or API key not correct' }
  if (o === 'balance') {
    const { spent: cents, calls } = spent(call.world, 'copyscape')
    const value = (deposit - cents) / 100
    return { value, total: Math.floor(value / 0.03), today: calls }
  }
  if (o === '') return { error: 'Operation not provided' }
  if (o !== 'csearch') return { error: `Operation not recognized: ${o}` }
  if (t === '') return { error: 'Text to search not provided' }
  if (e === '') return { error: 'Text encoding not provided' }
  return search(call, t)
}

function search(call: AnyCall, text: string): Answer {
  const words = wordsOf(text).map((word) => word.text)
  if (words.length < shortest) {
    return { error: `At least ${shortest} words are required to perform a search - you provided ${words.length}` }
  }
  // Three cents for 200 words, and a cent for each 100 words more.
  const cents = 3 + Math.max(0, Math.ceil((words.length - 200) / 100))
  if (spent(call.world, 'copyscape').spent + cents > deposit) {
    return { error: 'You have no search credits remaining - please purchase more' }
  }
  spend(call.world, 'copyscape', cents)
  const copied = 100 - scoreOf(call, 'copyscape', text, 90, 99)
  const matched = Math.round((words.length * copied) / 100)
  const found = copied === 0 ? [] : copies(call.world, text, words, matched, copied)
  return {
    querywords: words.length,
    cost: cents / 100,
    count: found.length,
    ...(found.length > 0 && {
      allwordsmatched: matched,
      allpercentmatched: copied,
      alltextmatched: words.slice(0, matched).join(' '),
    }),
    result: found,
  }
}

const sites = ['www.example.org', 'blog.example.com', 'papers.example.net', 'essays.example.edu'] as const

/** One to three pages; the first has all that was copied. */
function copies(
  world: World,
  text: string,
  words: readonly string[],
  matched: number,
  percent: number,
): SearchResult['result'] {
  const random = randomFor(world.seed, `copyscape-pages:${text}`)
  const title = words.slice(0, 5).join(' ')
  return Array.from({ length: random.integer(1, 3) }, (_, place) => {
    const wordsmatched = Math.max(1, Math.floor(matched / (place + 1)))
    const textmatched = words.slice(0, wordsmatched).join(' ')
    return {
      index: place + 1,
      url: `https://${random.pick(sites)}/${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${place + 1}`,
      title,
      textsnippet: `... ${words.slice(0, Math.min(wordsmatched, 20)).join(' ')} ...`,
      minwordsmatched: wordsmatched,
      urlwords: wordsmatched + random.integer(200, 2000),
      wordsmatched,
      percentmatched: Math.floor(percent / (place + 1)),
      textmatched,
    }
  })
}
