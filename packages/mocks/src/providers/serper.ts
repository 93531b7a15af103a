import type { Face } from '../engine/face.ts'
import { operations, type SerperBehaviours } from '../generated/providers/serper.ts'
import { keyIn } from './api-keys.ts'
import { fieldOf, jsonErrors } from './json-errors.ts'
import { pagesFor } from './web-pages.ts'

const behaviours: SerperBehaviours = {
  'serper.search': (call) => {
    const { q, gl = 'us', hl = 'en', num = 10, page = 1 } = call.body
    const offset = (page - 1) * num
    const found = pagesFor(call.world.seed, q, offset, num)
    return call.reply(200, {
      searchParameters: { q, gl, hl, num, page, type: 'search', engine: 'google' },
      organic: found.map(({ title, url, snippet }, index) => ({
        title,
        link: url,
        snippet,
        position: offset + index + 1,
      })),
      peopleAlsoAsk: found.slice(0, 2).map(({ title, url, snippet }, index) => ({
        question: index === 0 ? `What is ${q}?` : `Why does ${q} matter?`,
        snippet,
        title,
        link: url,
      })),
      relatedSearches: [{ query: `${q} examples` }, { query: `${q} research` }, { query: `history of ${q}` }],
      credits: num > 10 ? 2 : 1,
    })
  },
}

/** Serper, as far as the web is searched with it. */
export const serperFace: Face = {
  name: 'serper',
  prefix: '/providers/serper',
  services: [{ name: 'serper', operations, behaviours }],
  authenticate: keyIn('x-api-key'),
  renderProblem: jsonErrors((message, { status, errors }) => {
    const missing = errors?.some((error) => error.type === 'required' && fieldOf(error) === 'q')
    return { message: missing ? 'Missing query parameter' : message, statusCode: status }
  }),
}
