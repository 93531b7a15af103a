// Generated from specs/providers/perplexity.yaml by npm run generate; do not edit.

/** What somebody said. */
export interface ChatMessage {
  role: 'system' | 'user' | 'assistant' | 'tool'
  content: string | ({
    type: string
    text?: string
    [key: string]: unknown
  })[]
}

/** The answer and where it comes from. */
export interface Completion {
  id: string
  object: 'chat.completion'
  created: number
  model: string
  citations: string[]
  search_results: SearchResult[]
  choices: {
    index: number
    finish_reason: FinishReason
    message: {
      role: 'assistant'
      content: string
    }
  }[]
  usage: Usage
}

/** A piece of the answer. */
export interface CompletionChunk {
  id: string
  object: 'chat.completion.chunk'
  created: number
  model: string
  citations?: string[]
  search_results?: SearchResult[]
  choices: {
    index: number
    finish_reason: FinishReason | null
    delta: {
      role?: 'assistant'
      content?: string
    }
  }[]
  usage?: Usage
}

/** A conversation so far. */
export interface CompletionCreateParams {
  model: string
  messages: ChatMessage[]
  stream?: boolean | null
  max_tokens?: number | null
  temperature?: number | null
  response_format?: {
    type: 'text' | 'json_schema'
    json_schema?: {
      schema?: Record<string, unknown>
      [key: string]: unknown
    }
  }
  web_search_options?: {
    search_context_size?: 'low' | 'medium' | 'high'
    [key: string]: unknown
  }
  [key: string]: unknown
}

/** What Perplexity answers when it refuses. */
export interface ErrorResponse {
  error: {
    message: string
    type: string
    code: number
  }
}

/** Why the model stopped. */
export type FinishReason = 'stop' | 'length'

/** A page that was found. */
export interface SearchResult {
  title: string
  url: string
  date: string
}

/** How many tokens were read and written. */
export interface Usage {
  prompt_tokens: number
  completion_tokens: number
  total_tokens: number
  search_context_size: 'low' | 'medium' | 'high'
}
