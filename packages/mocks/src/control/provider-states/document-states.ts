import type { Document } from '@concord/sdk/types'
import { sectionsFor } from '../../platform/documents/estimate.ts'
import { findSources, headingOf, writeSection } from '../../platform/jobs/prose.ts'
import { citations, documents, files, sections } from '../../platform/rows.ts'
import type { World } from '../../world/world.ts'
import { account } from './sign-in-states.ts'
import { numberParam, type StateContext, type StateSetups, type StateValues } from './state.ts'

const hour = 3_600_000

/** Documents and the files made from them. */
export const documentStates: StateSetups = {
  'a document': (context, params) => {
    const status = statuses.find((name) => name === params.status) ?? 'draft'
    const target_pages = numberParam(params, 'target_pages') ?? 20
    return { document_id: insertDocument(context.world, context.user().id, { status, target_pages }).id }
  },

  'a document of another user': ({ world }) => ({
    document_id: insertDocument(world, account(world, 'grace@example.test').id, {}).id,
  }),

  'an exported file': (context, params) => exportedFile(context, params.format === 'pdf' ? 'pdf' : 'docx', hour),

  'an expired file': (context) => exportedFile(context, 'docx', -1000),
}

const statuses: readonly Document['status'][] = [
  'draft',
  'payment_pending',
  'generating',
  'completed',
  'failed',
  'failed_quality',
  'refunded',
]

const finished: ReadonlySet<Document['status']> = new Set(['completed', 'refunded', 'failed_quality'])

/** A document as if it had been ordered, and whatever its status asks for had happened. */
export function insertDocument(
  world: World,
  userId: number,
  fields: { readonly status?: Document['status']; readonly target_pages?: number },
): Document {
  const status = fields.status ?? 'draft'
  const rows = documents(world)
  const now = world.clock.iso()
  const score = (value: number) => (finished.has(status) ? value : null)
  const document = rows.insert({
    id: rows.nextId(),
    user_id: userId,
    title: 'Bees',
    topic: 'Pollination in alpine meadows',
    target_pages: fields.target_pages ?? 20,
    language: 'en',
    document_type: 'essay',
    status,
    grammar_score: score(97),
    plagiarism_score: score(92),
    ai_detection_score: score(23),
    quality_warnings: [],
    created_at: now,
    updated_at: now,
  })
  if (finished.has(status)) insertContent(world, document)
  return document
}

/** What a generation would have written. */
function insertContent(world: World, document: Document): void {
  const random = world.random('prose')
  const total = sectionsFor(document.target_pages)
  for (let section_index = 1; section_index <= total; section_index += 1) {
    const brief = { topic: document.topic, section: section_index, sections: total }
    const sources = findSources(random, document.topic)
    sections(world).insert({
      id: sections(world).nextId(),
      document_id: document.id,
      section_index,
      title: headingOf(brief),
      content: writeSection(random, brief, sources),
      status: 'completed',
      attempts: 1,
      grammar_score: 97,
      plagiarism_score: 92,
      ai_detection_score: 23,
      warning: null,
      created_at: document.created_at,
    })
    for (const source of sources) {
      citations(world).insert({ id: citations(world).nextId(), document_id: document.id, section_index, ...source })
    }
  }
}

function exportedFile(context: StateContext, format: 'docx' | 'pdf', lifetime: number): StateValues {
  const { world } = context
  const document = insertDocument(world, context.user().id, { status: 'completed' })
  const now = world.clock.now()
  const file = files(world).insert({
    id: `f_${world.random('files').token(24)}`,
    document_id: document.id,
    filename: `bees.${format}`,
    format,
    ready: now,
    expires: now + lifetime,
  })
  return { file_id: file.id, filename: file.filename }
}
