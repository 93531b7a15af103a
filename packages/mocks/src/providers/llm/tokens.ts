/**
 * Cuts a text into pieces of the size that language models work with: short words whole with the space before them, long ones in parts.
 * Together they are the text again.
 *
 * @example tokensOf('Bees pollinate.') // ['Bees', ' pollin', 'ate', '.']
 */
export const tokensOf = (text: string): string[] => text.match(latin.test(text) ? latinPieces : pieces) ?? []

/** The same classes of letters cost three times as much where every script has to be looked up. */
const latin = /^[\0-\x7f]*$/
const latinPieces = / ?[A-Za-z]{1,6}|\d{1,3}|[^A-Za-z\d]/g
const pieces = / ?\p{L}{1,6}|\p{N}{1,3}|[^\p{L}\p{N}]/gu

/** As many as {@link tokensOf} gives. */
export const countTokens = (text: string): number => measureTokens(text).tokens

/**
 * How many tokens a text has, and how long they are together, if there are to be no more than `most`. Every call of a model asks for
 * this and few for the pieces, so in ASCII they are counted without being cut.
 *
 * @example measureTokens('Bees pollinate.', 2) // { tokens: 2, length: 11 }
 */
export function measureTokens(text: string, most = Infinity): { readonly tokens: number; readonly length: number } {
  let tokens = 0
  let kind: number | undefined
  /** How many letters or digits the last token has. */
  let run = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code > 127) return measurePieces(text, most)
    const next = kinds[code] as number
    if (next === kind && run < (longest[next] as number)) {
      run++
    } else {
      run = 1
      // A word takes the space before it along.
      if (next !== letter || kind !== space) {
        if (tokens >= most) return { tokens, length: at }
        tokens++
      }
    }
    kind = next
  }
  return { tokens, length: text.length }
}

function measurePieces(text: string, most: number): { readonly tokens: number; readonly length: number } {
  const some = tokensOf(text).slice(0, most)
  return { tokens: some.length, length: some.join('').length }
}

const other = 0
const space = 1
const letter = 2
const digit = 3

/** How many of each kind a token has at most. */
const longest = [1, 1, 6, 3]

/** Of which kind each character of ASCII is. */
const kinds = Uint8Array.from({ length: 128 }, (_, code) => {
  const text = String.fromCharCode(code)
  return text === ' ' ? space : /[A-Za-z]/.test(text) ? letter : /\d/.test(text) ? digit : other
})
