import type { Paper } from '../generated/providers/semanticScholar-types.ts'
import { randomFor } from '../world/seeded-random.ts'
import { capital } from './web-pages.ts'

/** What a search finds at least and at most. */
const fewest = 40
const most = 160

const titles = [
  (topic: string) => `A Survey of ${topic}`,
  (topic: string) => `${topic}: Evidence from a Longitudinal Study`,
  (topic: string) => `Measuring ${topic}: Methods and Limits`,
  (topic: string) => `On the Determinants of ${topic}`,
  (topic: string) => `${topic} Revisited`,
  (topic: string) => `Towards a Theory of ${topic}`,
] as const
const given = ['A.', 'B.', 'C.', 'E.', 'H.', 'J.', 'K.', 'L.', 'M.', 'N.', 'R.', 'S.'] as const
const families = ['Lindqvist', 'Okafor', 'Tanaka', 'Moreau', 'Petrova', 'Haddad', 'Silva', 'Novak', 'Ferrari', 'Osei']
const venues = ['Journal of Applied Studies', 'Annual Review', 'Open Science Letters', 'Proceedings of the Society']

/** All papers about a query, the most relevant first. The same for the same seed. */
export function papersAbout(seed: number, query: string): Required<Paper>[] {
  const topic = query.trim().toLowerCase()
  const count = randomFor(seed, `papers:${topic}`).integer(fewest, most)
  return Array.from({ length: count }, (_, rank) => paperAt(seed, topic, rank))
}

/** One of them. */
export function paperAt(seed: number, query: string, rank: number): Required<Paper> {
  const topic = query.trim().toLowerCase()
  const random = randomFor(seed, `paper:${rank}:${topic}`)
  const paperId = `${random.uuid()}${random.uuid()}`.replaceAll('-', '').slice(0, 40)
  const year = random.integer(1998, 2025)
  const citations = random.integer(0, 900)
  const named = topic.split(/\s+/).map(capital).join(' ')
  return {
    paperId,
    title: random.pick(titles)(named),
    abstract: `We study ${topic} with data from ${random.integer(2, 40)} sites over ${random.integer(2, 20)} years, and find an effect that holds under several specifications.`,
    year,
    venue: random.pick(venues),
    url: `https://www.semanticscholar.org/paper/${paperId}`,
    citationCount: citations,
    referenceCount: random.integer(10, 90),
    influentialCitationCount: Math.floor(citations / random.integer(8, 20)),
    isOpenAccess: random.chance(0.6),
    publicationDate: `${year}-${twoDigits(random.integer(1, 12))}-${twoDigits(random.integer(1, 28))}`,
    externalIds: { DOI: `10.5555/${random.token(8).toLowerCase()}` },
    authors: Array.from({ length: random.integer(1, 4) }, () => ({
      authorId: String(random.integer(1_000_000, 99_999_999)),
      name: `${random.pick(given)} ${random.pick(families)}`,
    })),
  }
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')
