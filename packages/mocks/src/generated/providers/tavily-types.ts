// Generated from specs/providers/tavily.yaml by npm run generate; do not edit.

/** What Tavily answers when it refuses. */
export interface ErrorResponse {
  detail: {
    error: string
  }
}

/** What to read. */
export interface ExtractRequest {
  urls: string[] | string
}

/** What was read. */
export interface ExtractResponse {
  results: {
    url: string
    raw_content: string
    images: string[]
  }[]
  failed_results: {
    url: string
    error: string
  }[]
  response_time: number
  request_id: string
}

/** What to search for. */
export interface SearchRequest {
  query: string
  /** @defaultValue 5 */
  max_results?: number
  include_answer?: boolean | string
  include_raw_content?: boolean | string
  include_images?: boolean
  topic?: 'general' | 'news' | 'finance'
  search_depth?: string
  include_domains?: string[]
  exclude_domains?: string[]
}

/** What was found. */
export interface SearchResponse {
  query: string
  follow_up_questions: null
  answer: string | null
  images: string[]
  results: {
    title: string
    url: string
    content: string
    score: number
    raw_content: string | null
    published_date?: string
  }[]
  response_time: number
  request_id: string
}
