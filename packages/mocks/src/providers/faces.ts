import type { Face, LazyFace } from '../engine/face.ts'

/** Every provider but Stripe, which the platform needs from the start. Each is loaded when something first calls it. */
export const providerFaces: readonly LazyFace[] = [
  lazy('copyscape', async () => (await import('./copyscape.ts')).copyscapeFace),
  lazy('gptzero', async () => (await import('./gptzero.ts')).gptzeroFace),
  lazy('languagetool', async () => (await import('./languagetool.ts')).languagetoolFace),
  lazy('originality', async () => (await import('./originality.ts')).originalityFace),
]

function lazy(name: string, load: () => Promise<Face>): LazyFace {
  return { name, prefix: `/providers/${name}`, load }
}
