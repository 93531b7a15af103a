import { effectsOf } from '../../engine/effects-of.ts'
import type { DocumentsBehaviours } from '../../generated/documents.ts'
import { logActivity } from '../accounts/activity-log.ts'
import { newestPageOf, pageOf } from '../pages.ts'
import { cancelOpenIntent } from '../payments/payment-intents.ts'
import { citations, documents, files, sections } from '../rows.ts'
import { deleteDocument } from './document-rows.ts'
import { estimateFor } from './estimate.ts'
import { contentTypes, exportedFile, fileName } from './export-files.ts'
import { ownDocument } from './own-document.ts'
import { storageIsDown } from './storage.ts'

const hour = 3_600_000
/** Longer documents are made in the background. */
const pagesMadeAtOnce = 100
const timeToMake = 5_000

/** Orders, their sections, citations, estimates and files. */
export const documentsBehaviours: DocumentsBehaviours = {
  'documents.create': (call) => {
    const now = call.world.clock.iso()
    const rows = documents(call.world)
    const document = rows.insert({
      id: rows.nextId(),
      user_id: call.caller.userId,
      title: call.body.title,
      topic: call.body.topic,
      target_pages: call.body.target_pages,
      language: call.body.language,
      document_type: call.body.document_type ?? 'essay',
      status: 'draft',
      grammar_score: null,
      plagiarism_score: null,
      ai_detection_score: null,
      quality_warnings: [],
      created_at: now,
      updated_at: now,
    })
    logActivity(call.world, call.caller.userId, 'document.created', 'document', document.id)
    return call.reply(201, document)
  },

  'documents.list': (call) => {
    const { status } = call.query
    const own = documents(call.world).where({ user_id: call.caller.userId, ...(status && { status }) })
    return call.reply(200, newestPageOf(own, call.query))
  },

  'documents.get': (call) => call.reply(200, ownDocument(call, call.path.document_id)),

  'documents.update': (call) => {
    const document = ownDocument(call, call.path.document_id)
    if (document.status !== 'draft') throw call.problem('document_not_editable')
    return call.reply(
      200,
      documents(call.world).update(document.id, { ...call.body, updated_at: call.world.clock.iso() }),
    )
  },

  'documents.delete': async (call) => {
    const document = ownDocument(call, call.path.document_id)
    if (document.status === 'generating') throw call.problem('document_in_progress')
    // Nobody may be able to pay for what is gone.
    await cancelOpenIntent(call.world, document.id)
    // Paid while the intent was being cancelled: then it is generated after all.
    if (documents(call.world).get(document.id)?.status === 'generating') throw call.problem('document_in_progress')
    deleteDocument(call.world, document.id)
    return call.reply(204, undefined)
  },

  'documents.listSections': (call) => {
    const document = ownDocument(call, call.path.document_id)
    return call.reply(200, pageOf(sections(call.world).where({ document_id: document.id }), call.query))
  },

  'documents.listCitations': (call) => {
    const document = ownDocument(call, call.path.document_id)
    return call.reply(200, pageOf(citations(call.world).where({ document_id: document.id }), call.query))
  },

  'documents.estimate': (call) => call.reply(200, estimateFor(ownDocument(call, call.path.document_id).target_pages)),

  'documents.export': (call) => {
    const document = ownDocument(call, call.path.document_id)
    if (document.status !== 'completed') throw call.problem('document_not_ready')
    if (storageIsDown(call.world)) throw call.problem('storage_unavailable', { headers: { 'retry-after': '30' } })
    const { format } = call.body
    const { clock } = call.world
    const later = document.target_pages > pagesMadeAtOnce
    const file = files(call.world).insert({
      id: `f_${call.world.random('files').token(24)}`,
      document_id: document.id,
      filename: fileName(document.title, format),
      format,
      ready: clock.now() + (later ? timeToMake : 0),
      expires: clock.now() + hour,
    })
    const answer = {
      download_url: `${effectsOf(call.world).origin}/api/v1/files/${file.id}/${file.filename}`,
      expires_at: clock.iso(file.expires),
    }
    return later ? call.reply(202, answer) : call.reply(200, answer)
  },

  'documents.download': async (call) => {
    const { world } = call
    const file = files(world).get(call.path.file_id)
    if (!file || file.filename !== call.path.filename || file.ready > world.clock.now()) {
      throw call.problem('file_not_found')
    }
    if (file.expires <= world.clock.now()) throw call.problem('file_expired')
    const document = documents(world).get(file.document_id)
    if (!document) throw call.problem('file_not_found')
    const bytes = await exportedFile(world, document, file.format)
    return call.reply(200, bytes, {
      'content-type': contentTypes[file.format],
      'content-disposition': `attachment; filename="${file.filename}"`,
    })
  },
}
