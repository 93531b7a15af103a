// Generated from specs/providers/copyscape.yaml by npm run generate; do not edit.

/** What was asked for, or why not. */
export type Answer = SearchResult | Balance | ErrorResponse

/** What the account has. */
export interface Balance {
  /** Dollars. */
  value: number
  /** How many searches that is. */
  total: number
  /** Searches that were made today. */
  today: number
}

/** What to do. */
export interface CallForm {
  /** The user name. */
  u?: string
  /** The key. */
  k?: string
  /** What to do: `csearch` or `balance`. */
  o?: string
  /** The text. */
  t?: string
  /** The encoding of the text. */
  e?: string
  /** How many results are compared in full. */
  c?: string
  /** The format of the answer. */
  f?: string
}

/** What Copyscape answers when it refuses. */
export interface ErrorResponse {
  error: string
}

/** The copies that were found. */
export interface SearchResult {
  querywords: number
  cost: number
  count: number
  allwordsmatched?: number
  allpercentmatched?: number
  alltextmatched?: string
  result: {
    index: number
    url: string
    title: string
    textsnippet: string
    minwordsmatched: number
    urlwords: number
    wordsmatched: number
    percentmatched: number
    textmatched: string
  }[]
}
