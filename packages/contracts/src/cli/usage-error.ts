/** An argument that makes no sense: one sentence for the person who typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
