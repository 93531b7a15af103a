import { randomFor } from '../world/seeded-random.ts'

/** A page of a web that does not exist, but stays as it is. */
export interface WebPage {
  readonly title: string
  readonly url: string
  readonly snippet: string
  readonly text: string
}

const sites = [
  'www.example.org',
  'encyclopedia.example.com',
  'journal.example.edu',
  'news.example.net',
  'magazine.example.org',
  'research.example.edu',
] as const

const titles = [
  (topic: string) => `${topic}: an overview`,
  (topic: string) => `What is known about ${topic}`,
  (topic: string) => `${topic} explained`,
  (topic: string) => `A short history of ${topic}`,
  (topic: string) => `The state of research on ${topic}`,
  (topic: string) => `${topic} in practice: lessons from the field`,
] as const

const statements = [
  (topic: string) => `Recent studies of ${topic} agree on the main points, but differ in how they measure them.`,
  (topic: string) => `Interest in ${topic} has grown steadily over the last two decades.`,
  (topic: string) => `Most of what is written on ${topic} rests on a small number of long observations.`,
  (topic: string) => `Practitioners warn that ${topic} is easily misread when its context is left out.`,
  (topic: string) => `A review of the literature on ${topic} finds strong evidence and a few open questions.`,
  (topic: string) => `The costs and benefits of ${topic} are unevenly spread between regions.`,
] as const

/**
 * What a search for a query finds: the same for the same seed, whichever part of it is asked for.
 *
 * @example pagesFor(1, 'pollination', 0, 5)
 */
export function pagesFor(seed: number, query: string, offset: number, count: number): WebPage[] {
  return Array.from({ length: count }, (_, index) => pageFor(seed, query.trim(), offset + index))
}

function pageFor(seed: number, query: string, rank: number): WebPage {
  const random = randomFor(seed, `page:${rank}:${query}`)
  const title = capital(random.pick(titles)(query))
  const [first, second, third] = [random.pick(statements), random.pick(statements), random.pick(statements)].map(
    (say) => say(query),
  ) as [string, string, string]
  return {
    title,
    url: `https://${random.pick(sites)}/${slug(query)}-${rank + 1}`,
    snippet: first,
    text: `${title}\n\n${[...new Set([first, second, third])].join(' ')}`,
  }
}

/** The part of an address that tells what a page is about. */
export const slug = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60) || 'page'

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
