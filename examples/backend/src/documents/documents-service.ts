import { documentsContract } from '@concord/contracts/ts-rest/documents'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { logActivity } from '../accounts/activity.ts'
import { fault } from '../faults.ts'
import { Problem } from '../http/problems.ts'
import { type Handlers, serve } from '../http/service.ts'
import { cancelOpenIntent } from '../payments/intents.ts'
import type { Platform } from '../platform.ts'
import { timestamp } from '../storage/clock.ts'
import { pageOf } from '../storage/pages.ts'
import { pageOfCitations, pageOfSections } from './content.ts'
import { type DocumentRow, documentById, documentView, insertDocument, ownDocument } from './documents.ts'
import { estimateFor } from './estimate.ts'
import { exportDocument, readExport } from './exports.ts'

/** Orders, their sections, citations, estimates and files. */
export const serveDocuments = (app: FastifyInstance, platform: Platform): void =>
  serve(app, platform, documentsContract, documentsHandlers(platform))

function documentsHandlers(platform: Platform): Handlers<typeof documentsContract> {
  const { database, turns } = platform
  return {
    create: ({ caller, body }) => {
      const document = insertDocument(database, caller.userId, body)
      logActivity(database, caller.userId, 'document.created', { type: 'document', id: document.id })
      return { status: 201, body: documentView(document) }
    },

    list: ({ caller, query }) => {
      const { userId } = caller
      const status = fault('status-filter-ignored') ? null : (query.status ?? null)
      const everybodys = fault('document-list-of-everybody')
      const page = pageOf(
        query,
        database.one`
          select count(*) as total from documents
          where (user_id = ${userId} or ${everybodys}) and (${status} is null or status = ${status})`,
        ({ limit, offset }) => database.all<DocumentRow>`
          select * from documents
          where (user_id = ${userId} or ${everybodys}) and (${status} is null or status = ${status})
          order by id desc limit ${limit} offset ${offset}`,
      )
      return { status: 200, body: { ...page, items: page.items.map(documentView) } }
    },

    get: ({ caller, params }) => ({
      status: 200,
      body: documentView(ownDocument(database, params.document_id, caller.userId)),
    }),

    update: ({ caller, params: { document_id }, body }) => {
      ownDocument(database, document_id, caller.userId)
      // Nobody pays for what is being changed.
      return turns.take(`document:${document_id}`, () => {
        const document = ownDocument(database, document_id, caller.userId)
        if (document.status !== 'draft') throw new Problem('document_not_editable')
        const { title, topic, target_pages, language, document_type } = { ...document, ...body }
        database.run`
          update documents
          set title = ${title}, topic = ${topic}, target_pages = ${target_pages}, language = ${language},
              document_type = ${document_type}, updated_at = ${timestamp()}
          where id = ${document_id}`
        return { status: 200, body: documentView(documentById(database, document_id) ?? document) }
      })
    },

    delete: ({ caller, params: { document_id } }) => {
      ownDocument(database, document_id, caller.userId)
      return turns.take(`document:${document_id}`, async () => {
        assertNotGenerating(ownDocument(database, document_id, caller.userId))
        // Nobody may be able to pay for what is gone.
        await cancelOpenIntent(platform, document_id)
        // Paid while its intent was being canceled: then it is generated after all.
        assertNotGenerating(ownDocument(database, document_id, caller.userId))
        database.run`delete from documents where id = ${document_id}`
        logActivity(database, caller.userId, 'document.deleted', { type: 'document', id: document_id })
        return { status: 204, body: undefined }
      })
    },

    listSections: ({ caller, params, query }) => {
      const { id } = ownDocument(database, params.document_id, caller.userId)
      return { status: 200, body: pageOfSections(database, id, query) }
    },

    listCitations: ({ caller, params, query }) => {
      const { id } = ownDocument(database, params.document_id, caller.userId)
      return { status: 200, body: pageOfCitations(database, id, query) }
    },

    estimate: ({ caller, params }) => ({
      status: 200,
      body: estimateFor(ownDocument(database, params.document_id, caller.userId).target_pages),
    }),

    export: async ({ caller, params, body, request }) => {
      const document = ownDocument(database, params.document_id, caller.userId)
      if (document.status !== 'completed' && !fault('export-of-unfinished-document'))
        throw new Problem('document_not_ready')
      const { id, filename, ready, expiresAt } = await exportDocument(platform, document, body.format)
      const file = {
        download_url: `${publicUrl(platform, request)}/api/v1/files/${id}/${filename}`,
        expires_at: expiresAt,
      }
      return ready ? { status: 200, body: file } : { status: 202, body: file }
    },

    download: async ({ params: { file_id, filename } }) => {
      const { bytes, contentType } = await readExport(platform, file_id, filename)
      const headers = { 'content-type': contentType, 'content-disposition': `attachment; filename="${filename}"` }
      return { status: 200, headers, body: bytes }
    },
  }
}

function assertNotGenerating({ status }: DocumentRow): void {
  if (status === 'generating') throw new Problem('document_in_progress')
}

const publicUrl = ({ settings }: Platform, { protocol, host }: FastifyRequest): string =>
  settings.publicUrl ?? `${protocol}://${host}`
