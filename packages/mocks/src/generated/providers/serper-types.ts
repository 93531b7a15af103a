// Generated from specs/providers/serper.yaml by npm run generate; do not edit.

/** What Serper answers when it refuses. */
export interface ErrorResponse {
  message: string
  statusCode: number
}

/** What to search for. */
export interface SearchRequest {
  q: string
  /**
   * The country.
   * @defaultValue us
   */
  gl?: string
  /**
   * The language.
   * @defaultValue en
   */
  hl?: string
  /** @defaultValue 10 */
  num?: number
  /** @defaultValue 1 */
  page?: number
}

/** What was found. */
export interface SearchResponse {
  searchParameters: {
    q: string
    gl: string
    hl: string
    num: number
    page: number
    type: 'search'
    engine: 'google'
  }
  organic: {
    title: string
    link: string
    snippet: string
    position: number
  }[]
  peopleAlsoAsk: {
    question: string
    snippet: string
    title: string
    link: string
  }[]
  relatedSearches: {
    query: string
  }[]
  credits: number
}
