import type { LazyFace } from '../engine/face.ts'

/** Every provider but Stripe, which the platform needs from the start. Each is loaded when something first calls it. */
export const providerFaces: readonly LazyFace[] = []
