// Generated from specs/providers/gptzero.yaml by npm run generate; do not edit.

/** What GPTZero answers when it refuses. */
export interface ErrorResponse {
  error: string
}

/** The judgement of one text. */
export interface JudgedDocument {
  document_id: string
  average_generated_prob: number
  completely_generated_prob: number
  overall_burstiness: number
  predicted_class: 'human' | 'ai' | 'mixed'
  class_probabilities: {
    human: number
    ai: number
    mixed: number
  }
  confidence_score: number
  confidence_category: 'low' | 'medium' | 'high'
  document_classification: 'HUMAN_ONLY' | 'MIXED' | 'AI_ONLY'
  result_message: string
  language: string
  paragraphs: {
    start_sentence_index: number
    num_sentences: number
    completely_generated_prob: number
  }[]
  sentences: {
    sentence: string
    generated_prob: number
    perplexity: number
    highlight_sentence_for_ai: boolean
  }[]
}

/** The text to judge. */
export interface PredictRequest {
  /** The text; what is beyond 50,000 characters is not looked at. */
  document: string
  /** The version of the model. */
  version?: string
  /** Whether French and Spanish are judged as well. */
  multilingual?: boolean
}

/** What GPTZero found. */
export interface Prediction {
  version: string
  neatVersion: string
  scanId: string
  documents: JudgedDocument[]
}
