/** One completion as OpenAI gives it, for who writes the answer by hand. */
export const completion = {
  object: 'chat.completion',
  model: 'gpt-3.5-turbo-0125',
  choices: [
    {
      index: 0,
      message: {
        role: 'assistant',
        content: 'Few questions about what bees eat have been answered as often and agreed on as little.',
        refusal: null,
        annotations: [],
      },
      logprobs: null,
      finish_reason: 'length',
    },
  ],
  usage: {
    prompt_tokens: 9,
    completion_tokens: 16,
    total_tokens: 25,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: 0,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  },
  service_tier: 'default',
  system_fingerprint: 'fp_44709d6fcb',
}

/** The body of a question, as far as one by hand would check it. */
export const completionCreate = {
  type: 'object',
  required: ['model', 'messages'],
  properties: {
    model: { type: 'string' },
    max_tokens: { type: 'integer', minimum: 1 },
    messages: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['role', 'content'],
        properties: {
          role: { enum: ['developer', 'system', 'user', 'assistant', 'tool', 'function'] },
          content: { type: 'string' },
        },
      },
    },
  },
}
