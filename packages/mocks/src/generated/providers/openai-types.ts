// Generated from specs/providers/openai.yaml by npm run generate; do not edit.

/** What the model said. */
export interface ChatCompletion {
  id: string
  object: 'chat.completion'
  created: number
  model: string
  choices: {
    index: number
    message: {
      role: 'assistant'
      content: string | null
      refusal: string | null
      annotations?: Record<string, unknown>[]
      tool_calls?: ToolCall[]
    }
    logprobs: null
    finish_reason: FinishReason
  }[]
  usage: Usage
  service_tier: 'default'
  system_fingerprint: string
}

/** A piece of what the model says. */
export interface ChatCompletionChunk {
  id: string
  object: 'chat.completion.chunk'
  created: number
  model: string
  choices: {
    index: number
    delta: {
      role?: 'assistant'
      content?: string | null
      refusal?: string | null
      tool_calls?: {
        index: number
        id?: string
        type?: 'function'
        function?: {
          name?: string
          arguments?: string
        }
      }[]
    }
    logprobs: null
    finish_reason: FinishReason | null
  }[]
  usage?: Usage | null
  service_tier: 'default'
  system_fingerprint: string
}

/** A conversation so far. */
export interface ChatCompletionCreateParams {
  model: string
  messages: ChatMessage[]
  stream?: boolean | null
  stream_options?: ({
    include_usage?: boolean
    [key: string]: unknown
  }) | null
  max_tokens?: number | null
  max_completion_tokens?: number | null
  n?: number | null
  temperature?: number | null
  top_p?: number | null
  stop?: string | string[] | null
  tools?: FunctionTool[]
  tool_choice?: ('none' | 'auto' | 'required') | {
    type: 'function'
    function: {
      name: string
    }
  }
  response_format?: {
    type: 'text' | 'json_object' | 'json_schema'
    json_schema?: {
      name: string
      schema?: Record<string, unknown>
      [key: string]: unknown
    }
  }
  [key: string]: unknown
}

/** What somebody said. */
export interface ChatMessage {
  role: 'developer' | 'system' | 'user' | 'assistant' | 'tool' | 'function'
  content?: string | ContentPart[] | null
  name?: string
  tool_call_id?: string
  tool_calls?: ToolCall[]
  [key: string]: unknown
}

/** A piece of a message, text or something else. */
export interface ContentPart {
  type: string
  text?: string
  [key: string]: unknown
}

/** Texts to place. */
export interface EmbeddingCreateParams {
  model: string
  input: string | string[]
  dimensions?: number
  encoding_format?: 'float' | 'base64'
  user?: string
}

/** Vectors in the order of the texts. */
export interface EmbeddingList {
  object: 'list'
  data: {
    object: 'embedding'
    index: number
    embedding: number[] | string
  }[]
  model: string
  usage: {
    prompt_tokens: number
    total_tokens: number
  }
}

/** What OpenAI answers when it refuses. */
export interface ErrorResponse {
  error: {
    message: string
    type: string
    param: string | null
    code: string | null
  }
}

/** Why the model stopped. */
export type FinishReason = 'stop' | 'length' | 'tool_calls' | 'content_filter'

/** A function that the model may call. */
export interface FunctionTool {
  type: 'function'
  function: {
    name: string
    description?: string
    parameters?: Record<string, unknown>
    strict?: boolean | null
  }
}

/** A model. */
export interface Model {
  id: string
  object: 'model'
  created: number
  owned_by: string
}

/** All models. */
export interface ModelList {
  object: 'list'
  data: Model[]
}

/** What to respond to. */
export interface ResponseCreateParams {
  model: string
  input: string | ResponseInputItem[]
  instructions?: string | null
  stream?: boolean | null
  max_output_tokens?: number | null
  metadata?: Record<string, string> | null
  temperature?: number | null
  top_p?: number | null
  tools?: ResponseTool[]
  tool_choice?: ('none' | 'auto' | 'required') | ({
    type: string
    name?: string
    [key: string]: unknown
  })
  text?: {
    format?: {
      type: 'text' | 'json_object' | 'json_schema'
      name?: string
      schema?: Record<string, unknown>
      [key: string]: unknown
    }
    [key: string]: unknown
  }
  [key: string]: unknown
}

/** A message, or a call of a function and what it gave. */
export interface ResponseInputItem {
  type?: string
  role?: 'developer' | 'system' | 'user' | 'assistant'
  content?: string | ContentPart[]
  output?: string
  [key: string]: unknown
}

/** What the model said, and how it was asked. */
export interface ResponseModel {
  id: string
  object: 'response'
  created_at: number
  status: 'in_progress' | 'completed' | 'incomplete'
  error: null
  incomplete_details: {
    reason: 'max_output_tokens'
  } | null
  instructions: string | null
  max_output_tokens: number | null
  metadata: Record<string, string>
  model: string
  output: ResponseOutputItem[]
  parallel_tool_calls: boolean
  previous_response_id: string | null
  temperature: number
  text: Record<string, unknown>
  tool_choice: string | Record<string, unknown>
  tools: ResponseTool[]
  top_p: number
  truncation: 'disabled'
  usage: {
    input_tokens: number
    input_tokens_details: {
      cached_tokens: number
    }
    output_tokens: number
    output_tokens_details: {
      reasoning_tokens: number
    }
    total_tokens: number
  } | null
}

/** A message, or a call of a function. */
export interface ResponseOutputItem {
  id: string
  type: 'message' | 'function_call'
  status: 'in_progress' | 'completed' | 'incomplete'
  role?: 'assistant'
  content?: {
    type: 'output_text'
    text: string
    annotations: Record<string, unknown>[]
    logprobs?: Record<string, unknown>[]
  }[]
  call_id?: string
  name?: string
  arguments?: string
}

/** A step of a response. `type` says what else it has. */
export interface ResponseStreamEvent {
  type: string
  sequence_number: number
  [key: string]: unknown
}

/** A function that the model may call. */
export interface ResponseTool {
  type: string
  name?: string
  description?: string | null
  parameters?: Record<string, unknown> | null
  strict?: boolean | null
  [key: string]: unknown
}

/** A call that the model asks for. */
export interface ToolCall {
  id: string
  type: 'function'
  function: {
    name: string
    /** JSON. */
    arguments: string
  }
}

/** How many tokens were read and written. */
export interface Usage {
  prompt_tokens: number
  completion_tokens: number
  total_tokens: number
  prompt_tokens_details?: {
    cached_tokens?: number
    audio_tokens?: number
  }
  completion_tokens_details?: {
    reasoning_tokens?: number
    audio_tokens?: number
    accepted_prediction_tokens?: number
    rejected_prediction_tokens?: number
  }
}
