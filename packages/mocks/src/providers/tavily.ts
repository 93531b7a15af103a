import type { Face } from '../engine/face.ts'
import { operations, type TavilyBehaviours } from '../generated/providers/tavily.ts'
import { randomFor } from '../world/seeded-random.ts'
import { bearerKey } from './api-keys.ts'
import { jsonErrors } from './json-errors.ts'
import { pagesFor, type WebPage } from './web-pages.ts'

const behaviours: TavilyBehaviours = {
  'tavily.search': (call) => {
    const {
      query,
      max_results: count = 5,
      include_answer,
      include_raw_content,
      include_domains,
      exclude_domains,
    } = call.body
    const { seed } = call.world
    const random = randomFor(seed, `tavily:${query}`)
    const found = pagesFor(seed, query, 0, 20).filter(isWithin(include_domains, exclude_domains)).slice(0, count)
    const [best] = found
    return call.reply(200, {
      query,
      follow_up_questions: null,
      answer: include_answer && best !== undefined ? best.snippet : null,
      images: [],
      results: found.map(({ title, url, snippet, text }, rank) => ({
        title,
        url,
        content: snippet,
        score: Math.round((0.96 - rank * 0.035 - random.next() * 0.02) * 10_000) / 10_000,
        raw_content: include_raw_content ? text : null,
      })),
      response_time: random.integer(60, 240) / 100,
      request_id: random.uuid(),
    })
  },
  'tavily.extract': (call) => {
    const urls = [call.body.urls].flat()
    const { seed } = call.world
    const random = randomFor(seed, `tavily-extract:${urls.join(' ')}`)
    return call.reply(200, {
      results: urls.filter(isAddress).map((url) => ({ url, raw_content: textAt(seed, url), images: [] })),
      failed_results: urls.filter((url) => !isAddress(url)).map((url) => ({ url, error: 'Failed to fetch url' })),
      response_time: random.integer(20, 120) / 100,
      request_id: random.uuid(),
    })
  },
}

/** Tavily, as far as the web is searched and read with it. */
export const tavilyFace: Face = {
  name: 'tavily',
  prefix: '/providers/tavily',
  services: [{ name: 'tavily', operations, behaviours }],
  authenticate: bearerKey,
  renderProblem: jsonErrors((error) => ({ detail: { error } })),
}

function isWithin(included: readonly string[] = [], excluded: readonly string[] = []): (page: WebPage) => boolean {
  const has = (domains: readonly string[], url: string): boolean => {
    const host = new URL(url).hostname
    return domains.some((domain) => host === domain || host.endsWith(`.${domain}`))
  }
  return ({ url }) => (included.length === 0 || has(included, url)) && !has(excluded, url)
}

const isAddress = (url: string): boolean => URL.canParse(url) && /^https?:/.test(url)

/** A page that a search has found says again what it said there; any other is about what its address tells. */
function textAt(seed: number, url: string): string {
  const [, words = '', rank = '1'] = /\/([^/]*?)(?:-(\d+))?$/.exec(new URL(url).pathname) ?? []
  const query = decodeURIComponent(words).replaceAll('-', ' ') || new URL(url).hostname
  return pagesFor(seed, query, Number(rank) - 1, 1)[0]?.text ?? ''
}
