import type { Face, LazyFace } from '../engine/face.ts'
import { anthropicFace } from './anthropic.ts'
import { copyscapeFace } from './copyscape.ts'
import { gptzeroFace } from './gptzero.ts'
import { languagetoolFace } from './languagetool.ts'
import { openaiFace } from './openai.ts'
import { originalityFace } from './originality.ts'

/**
 * Every provider but Stripe. What the platform itself asks is there from the start: were it loaded in the middle of a generation, a
 * client would get as far meanwhile as the machine happens to let it, and no two runs would be the same. The others are loaded when
 * something first calls them.
 */
export const providerFaces: readonly (Face | LazyFace)[] = [
  anthropicFace,
  copyscapeFace,
  gptzeroFace,
  languagetoolFace,
  lazy('google', async () => (await import('./google.ts')).googleFace),
  lazy('ollama', async () => (await import('./ollama.ts')).ollamaFace),
  openaiFace,
  originalityFace,
  lazy('perplexity', async () => (await import('./perplexity.ts')).perplexityFace),
  lazy('semantic-scholar', async () => (await import('./semantic-scholar.ts')).semanticScholarFace),
  lazy('serper', async () => (await import('./serper.ts')).serperFace),
  lazy('tavily', async () => (await import('./tavily.ts')).tavilyFace),
  lazy('zoom', async () => (await import('./zoom.ts')).zoomFace),
]

function lazy(name: string, load: () => Promise<Face>): LazyFace {
  return { name, prefix: `/providers/${name}`, load }
}
