/**
 * Cuts a text into pieces of the size that language models work with: short words whole with the space before them, long ones in parts.
 * Together they are the text again.
 *
 * @example tokensOf('Bees pollinate.') // ['Bees', ' pollin', 'ate', '.']
 */
export const tokensOf = (text: string): string[] => text.match(pieces) ?? []

/** As many as {@link tokensOf} gives. */
export const countTokens = (text: string): number => tokensOf(text).length

const pieces = / ?\p{L}{1,6}|\p{N}{1,3}|[^\p{L}\p{N}]/gu
