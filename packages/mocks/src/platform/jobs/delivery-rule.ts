/**
 * Whether enough of a document was written to be delivered: 85 % of its sections.
 *
 * @example isDeliverable(43, 50) // true
 * @example isDeliverable(42, 50) // false
 */
export const isDeliverable = (completed: number, total: number): boolean => completed * 100 >= total * 85

/** The fewest sections that are still delivered. */
export const fewestDelivered = (total: number): number => Math.ceil((total * 85) / 100)

/** Which sections fail if `count` of them do: spread over the document, so that its reader meets them everywhere. */
export function spread(count: number, total: number): ReadonlySet<number> {
  return new Set(Array.from({ length: count }, (_, index) => Math.floor(((index + 0.5) * total) / count) + 1))
}
