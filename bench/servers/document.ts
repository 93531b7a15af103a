/** One document as every contestant serves it. */
export const document = {
  id: 1,
  user_id: 1,
  title: 'Bees',
  topic: 'Pollination in alpine meadows',
  target_pages: 20,
  language: 'en',
  document_type: 'seminar_paper',
  status: 'draft',
  grammar_score: null,
  plagiarism_score: null,
  ai_detection_score: null,
  quality_warnings: [],
  created_at: '2025-12-01T15:30:00Z',
  updated_at: '2025-12-01T15:30:00Z',
}

/** The body of an order, as the spec has it. */
export const documentCreate = {
  type: 'object',
  required: ['title', 'topic', 'target_pages', 'language'],
  properties: {
    title: { type: 'string', minLength: 1, maxLength: 200 },
    topic: { type: 'string', minLength: 1, maxLength: 2000 },
    target_pages: { type: 'integer', minimum: 1, maximum: 200 },
    language: { type: 'string', pattern: '^[a-z]{2}$' },
    document_type: { type: 'string' },
  },
}

export const order = {
  title: 'Bees',
  topic: 'Pollination in alpine meadows',
  target_pages: 20,
  language: 'en',
  document_type: 'seminar_paper',
}
