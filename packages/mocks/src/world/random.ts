/** A seeded stream. */
export interface Random {
  /** In [0, 1). */
  next(): number
  /** A whole number in [min, max]. */
  integer(min: number, max: number): number
  pick<T>(items: readonly T[]): T
  /** `length` characters of A–Z a–z 0–9. */
  token(length: number): string
  uuid(): string
  chance(probability: number): boolean
}
