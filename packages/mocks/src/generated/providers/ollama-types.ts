// Generated from specs/providers/ollama.yaml by npm run generate; do not edit.

/** What somebody said. */
export interface ChatMessage {
  role: 'system' | 'user' | 'assistant' | 'tool'
  content?: string
  tool_calls?: ToolCall[]
  [key: string]: unknown
}

/** A conversation so far. */
export interface ChatRequest {
  model: string
  messages?: ChatMessage[]
  stream?: boolean
  format?: Format
  options?: Options
  tools?: {
    type: string
    function: {
      name: string
      description?: string
      parameters?: Record<string, unknown>
      [key: string]: unknown
    }
  }[]
  [key: string]: unknown
}

/** The message, or a piece of it. */
export interface ChatResponse {
  total_duration?: number
  load_duration?: number
  prompt_eval_count?: number
  prompt_eval_duration?: number
  eval_count?: number
  eval_duration?: number
  model: string
  created_at: string
  message: {
    role: 'assistant'
    content: string
    tool_calls?: ToolCall[]
  }
  done: boolean
  done_reason?: 'stop' | 'length'
}

/** Texts to place. */
export interface EmbedRequest {
  model: string
  input: string | string[]
  dimensions?: number
  [key: string]: unknown
}

/** Vectors in the order of the texts. */
export interface EmbedResponse {
  model: string
  embeddings: number[][]
  total_duration: number
  load_duration: number
  prompt_eval_count: number
}

/** A text to place. */
export interface EmbeddingsRequest {
  model: string
  prompt: string
  [key: string]: unknown
}

/** Its vector. */
export interface EmbeddingsResponse {
  embedding: number[]
}

/** What Ollama answers when it refuses. */
export interface ErrorResponse {
  error: string
}

/** JSON, or a schema of it. */
export type Format = ('' | 'json') | Record<string, unknown>

/** What to complete. */
export interface GenerateRequest {
  model: string
  prompt?: string
  system?: string
  stream?: boolean
  format?: Format
  options?: Options
  [key: string]: unknown
}

/** The text, or a piece of it. */
export interface GenerateResponse {
  total_duration?: number
  load_duration?: number
  prompt_eval_count?: number
  prompt_eval_duration?: number
  eval_count?: number
  eval_duration?: number
  model: string
  created_at: string
  response: string
  done: boolean
  done_reason?: 'stop' | 'length'
}

/** All models. */
export interface ModelList {
  models: {
    name: string
    model: string
    modified_at: string
    size: number
    digest: string
    details: {
      parent_model: string
      format: string
      family: string
      families: string[]
      parameter_size: string
      quantization_level: string
    }
  }[]
}

/** How to write. */
export interface Options {
  num_predict?: number
  stop?: string[]
  [key: string]: unknown
}

/** A call that the model asks for. */
export interface ToolCall {
  function: {
    name: string
    arguments: Record<string, unknown>
  }
}
