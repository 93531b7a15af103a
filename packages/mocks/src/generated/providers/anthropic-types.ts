// Generated from specs/providers/anthropic.yaml by npm run generate; do not edit.

/** A piece of what the model says, text or the call of a tool. */
export interface ContentBlock {
  type: 'text' | 'tool_use'
  text?: string
  citations?: null
  id?: string
  name?: string
  input?: Record<string, unknown>
}

/** What Anthropic answers when it refuses. */
export interface ErrorResponse {
  type: 'error'
  error: {
    type: 'invalid_request_error' | 'authentication_error' | 'permission_error' | 'not_found_error' | 'request_too_large' | 'rate_limit_error' | 'api_error' | 'overloaded_error'
    message: string
  }
  request_id: string | null
}

/** A piece of what was said, text, a call of a tool or what it gave. */
export interface InputBlock {
  type: string
  text?: string
  content?: string | Record<string, unknown>[]
  [key: string]: unknown
}

/** What somebody said. */
export interface InputMessage {
  role: 'user' | 'assistant'
  content: string | InputBlock[]
}

/** What the model said. */
export interface Message {
  id: string
  type: 'message'
  role: 'assistant'
  model: string
  content: ContentBlock[]
  stop_reason: 'end_turn' | 'max_tokens' | 'stop_sequence' | 'tool_use' | null
  stop_sequence: string | null
  usage: {
    input_tokens: number
    output_tokens: number
    cache_creation_input_tokens: number
    cache_read_input_tokens: number
    service_tier: 'standard'
  }
}

/** A conversation to count. */
export interface MessageCountTokensParams {
  model: string
  messages: InputMessage[]
  system?: string | InputBlock[]
  [key: string]: unknown
}

/** A conversation so far. */
export interface MessageCreateParams {
  model: string
  max_tokens: number
  messages: InputMessage[]
  system?: string | InputBlock[]
  stream?: boolean
  stop_sequences?: string[]
  temperature?: number
  tools?: Tool[]
  tool_choice?: {
    type: 'auto' | 'any' | 'tool' | 'none'
    name?: string
    [key: string]: unknown
  }
  [key: string]: unknown
}

/** A step of a message. `type` says what else it has. */
export interface MessageStreamEvent {
  type: 'message_start' | 'content_block_start' | 'ping' | 'content_block_delta' | 'content_block_stop' | 'message_delta' | 'message_stop'
  [key: string]: unknown
}

/** How much would be read. */
export interface TokenCount {
  input_tokens: number
}

/** A function that the model may call. */
export interface Tool {
  name: string
  description?: string
  input_schema: Record<string, unknown>
  [key: string]: unknown
}
