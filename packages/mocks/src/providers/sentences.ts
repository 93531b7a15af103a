/** The sentences of a text, in order, with their place in it. */
export function sentencesOf(text: string): { readonly text: string; readonly at: number }[] {
  return Array.from(text.matchAll(/[^\s.!?][^.!?\n]*[.!?]*/g), (found) => ({ text: found[0].trim(), at: found.index }))
}

/** The words of a text, in order, with their place in it. */
export function wordsOf(text: string): { readonly text: string; readonly at: number }[] {
  return Array.from(text.matchAll(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu), (found) => ({
    text: found[0],
    at: found.index,
  }))
}
