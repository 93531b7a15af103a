import { z } from 'zod'
import type { NewCitation } from '../documents/content.ts'
import type { Settings } from '../settings.ts'
import { seconds } from '../storage/clock.ts'

/** Something that a section may cite. */
export type Source = Omit<NewCitation, 'document_id' | 'section_index'>

const mostSources = 20

/** What has been written about a topic. Nothing, when the search cannot be asked: a text without sources is better than none. */
export async function findSources({ providersUrl }: Settings, topic: string): Promise<Source[]> {
  const query = new URLSearchParams({
    query: topic,
    limit: String(mostSources),
    fields: 'title,authors,year,venue,externalIds,url',
  })
  try {
    const address = `${providersUrl}/providers/semantic-scholar/graph/v1/paper/search?${query}`
    const answer = await fetch(address, { signal: AbortSignal.timeout(10 * seconds) })
    return Found.parse(await answer.json()).data.flatMap((paper) => sourceOf(paper) ?? [])
  } catch (error) {
    console.error('No sources could be searched for:', error)
    return []
  }
}

/** As it stands in a text: `(Moser & Keller, 2021)`. */
export function citation({ authors, year }: Source): string {
  const names = authors.map((name) => name.split(' ').at(-1) ?? name)
  return `(${names.length > 2 ? `${names[0]} et al.` : names.join(' & ')}, ${year})`
}

function sourceOf({ title, authors, year, venue, url, externalIds }: z.infer<typeof Paper>): Source | undefined {
  const names = authors.map(({ name }) => name)
  if (!year || year < 1500 || names.length === 0) return undefined
  return {
    title,
    authors: names,
    year,
    source: venue || 'Semantic Scholar',
    doi: externalIds?.DOI ?? null,
    url: url ?? null,
  }
}

const Paper = z.object({
  title: z.string().min(1),
  authors: z.array(z.object({ name: z.string().min(1) })),
  year: z.int().nullish(),
  venue: z.string().nullish(),
  url: z.string().nullish(),
  externalIds: z.object({ DOI: z.string().optional() }).nullish(),
})
const Found = z.object({ data: z.array(Paper) })
