// Generated from specs/documents.yaml by npm run generate; do not edit.

import type { Core } from '../../http/core.ts'
import type { ApiError } from '../../http/errors.ts'
import { type ApiPromise, operation } from '../../http/execute.ts'
import { blob } from '../../http/readers.ts'
import type { CallOptions } from '../../http/request.ts'
import { type PagePromise, paged } from '../../pages/paged.ts'
import type { GatewayProblem } from '../gateway-problems.ts'
import type { Citation, CitationPage, Document, DocumentCreate, DocumentExport, DocumentPage, DocumentStatus, DocumentUpdate, Estimate, ExportedFile, Id, Problem, Section, SectionPage, ValidationProblem } from '../types.ts'

/** What `documents.create` can be answered with besides success. */
export type DocumentsCreateProblem =
  | ApiError<'documents.create', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'documents.create', 409, 'idempotency_key_reused', Problem>
  | ApiError<'documents.create', 422, 'validation_failed', ValidationProblem>
  | ApiError<'documents.create', 429, 'rate_limited', Problem>
  | GatewayProblem<'documents.create'>

/** Order a document. The plain function of {@link DocumentsResource}.create. */
export const create: (core: Core, body: DocumentCreate, options?: CallOptions) => ApiPromise<Document, DocumentsCreateProblem> =
  /* @__PURE__ */ operation('documents.create', 'POST', '/api/v1/documents', 5)

/** What `documents.list` can be answered with besides success. */
export type DocumentsListProblem =
  | ApiError<'documents.list', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'documents.list', 422, 'validation_failed', ValidationProblem>
  | ApiError<'documents.list', 429, 'rate_limited', Problem>
  | GatewayProblem<'documents.list'>

/** The query of `documents.list`. */
export interface DocumentsListQuery {
  /** The page to return, counted from 1. */
  readonly page?: number | undefined
  /** How many items a page holds. */
  readonly per_page?: number | undefined
  /** Only documents with this status. */
  readonly status?: DocumentStatus | undefined
}

/** List one's documents. The plain function of {@link DocumentsResource}.list. */
export const list: (core: Core, query?: DocumentsListQuery, options?: CallOptions) => PagePromise<DocumentPage, Document, DocumentsListProblem> =
  /* @__PURE__ */ paged('documents.list', 'GET', '/api/v1/documents', 2)

/** What `documents.get` can be answered with besides success. */
export type DocumentsGetProblem =
  | ApiError<'documents.get', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'documents.get', 403, 'not_authorized', Problem>
  | ApiError<'documents.get', 404, 'document_not_found', Problem>
  | ApiError<'documents.get', 422, 'validation_failed', ValidationProblem>
  | ApiError<'documents.get', 429, 'rate_limited', Problem>
  | GatewayProblem<'documents.get'>

/** Read a document. The plain function of {@link DocumentsResource}.get. */
export const get: (core: Core, documentId: Id, options?: CallOptions) => ApiPromise<Document, DocumentsGetProblem> =
  /* @__PURE__ */ operation('documents.get', 'GET', '/api/v1/documents/{document_id}')

/** What `documents.update` can be answered with besides success. */
export type DocumentsUpdateProblem =
  | ApiError<'documents.update', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'documents.update', 403, 'not_authorized', Problem>
  | ApiError<'documents.update', 404, 'document_not_found', Problem>
  | ApiError<'documents.update', 409, 'document_not_editable', Problem>
  | ApiError<'documents.update', 422, 'validation_failed', ValidationProblem>
  | ApiError<'documents.update', 429, 'rate_limited', Problem>
  | GatewayProblem<'documents.update'>

/** Change a draft. The plain function of {@link DocumentsResource}.update. */
export const update: (core: Core, documentId: Id, body: DocumentUpdate, options?: CallOptions) => ApiPromise<Document, DocumentsUpdateProblem> =
  /* @__PURE__ */ operation('documents.update', 'PATCH', '/api/v1/documents/{document_id}', 1)

/** What `documents.delete` can be answered with besides success. */
export type DocumentsDeleteProblem =
  | ApiError<'documents.delete', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'documents.delete', 403, 'not_authorized', Problem>
  | ApiError<'documents.delete', 404, 'document_not_found', Problem>
  | ApiError<'documents.delete', 409, 'document_in_progress', Problem>
  | ApiError<'documents.delete', 422, 'validation_failed', ValidationProblem>
  | ApiError<'documents.delete', 429, 'rate_limited', Problem>
  | GatewayProblem<'documents.delete'>

/** Delete a document. The plain function of {@link DocumentsResource}.delete. */
const delete_: (core: Core, documentId: Id, options?: CallOptions) => ApiPromise<void, DocumentsDeleteProblem> =
  /* @__PURE__ */ operation('documents.delete', 'DELETE', '/api/v1/documents/{document_id}')
export { delete_ as delete }

/** What `documents.listSections` can be answered with besides success. */
export type DocumentsListSectionsProblem =
  | ApiError<'documents.listSections', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'documents.listSections', 403, 'not_authorized', Problem>
  | ApiError<'documents.listSections', 404, 'document_not_found', Problem>
  | ApiError<'documents.listSections', 422, 'validation_failed', ValidationProblem>
  | ApiError<'documents.listSections', 429, 'rate_limited', Problem>
  | GatewayProblem<'documents.listSections'>

/** The query of `documents.listSections`. */
export interface DocumentsListSectionsQuery {
  /** The page to return, counted from 1. */
  readonly page?: number | undefined
  /** How many items a page holds. */
  readonly per_page?: number | undefined
}

/** List the sections of a document. The plain function of {@link DocumentsResource}.listSections. */
export const listSections: (core: Core, documentId: Id, query?: DocumentsListSectionsQuery, options?: CallOptions) => PagePromise<SectionPage, Section, DocumentsListSectionsProblem> =
  /* @__PURE__ */ paged('documents.listSections', 'GET', '/api/v1/documents/{document_id}/sections', 2)

/** What `documents.listCitations` can be answered with besides success. */
export type DocumentsListCitationsProblem =
  | ApiError<'documents.listCitations', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'documents.listCitations', 403, 'not_authorized', Problem>
  | ApiError<'documents.listCitations', 404, 'document_not_found', Problem>
  | ApiError<'documents.listCitations', 422, 'validation_failed', ValidationProblem>
  | ApiError<'documents.listCitations', 429, 'rate_limited', Problem>
  | GatewayProblem<'documents.listCitations'>

/** The query of `documents.listCitations`. */
export interface DocumentsListCitationsQuery {
  /** The page to return, counted from 1. */
  readonly page?: number | undefined
  /** How many items a page holds. */
  readonly per_page?: number | undefined
}

/** List the sources that a document cites. The plain function of {@link DocumentsResource}.listCitations. */
export const listCitations: (core: Core, documentId: Id, query?: DocumentsListCitationsQuery, options?: CallOptions) => PagePromise<CitationPage, Citation, DocumentsListCitationsProblem> =
  /* @__PURE__ */ paged('documents.listCitations', 'GET', '/api/v1/documents/{document_id}/citations', 2)

/** What `documents.estimate` can be answered with besides success. */
export type DocumentsEstimateProblem =
  | ApiError<'documents.estimate', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'documents.estimate', 403, 'not_authorized', Problem>
  | ApiError<'documents.estimate', 404, 'document_not_found', Problem>
  | ApiError<'documents.estimate', 422, 'validation_failed', ValidationProblem>
  | ApiError<'documents.estimate', 429, 'rate_limited', Problem>
  | GatewayProblem<'documents.estimate'>

/** Estimate how long the generation takes. The plain function of {@link DocumentsResource}.estimate. */
export const estimate: (core: Core, documentId: Id, options?: CallOptions) => ApiPromise<Estimate, DocumentsEstimateProblem> =
  /* @__PURE__ */ operation('documents.estimate', 'GET', '/api/v1/documents/{document_id}/estimate')

/** What `documents.export` can be answered with besides success. */
export type DocumentsExportProblem =
  | ApiError<'documents.export', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'documents.export', 403, 'not_authorized', Problem>
  | ApiError<'documents.export', 404, 'document_not_found', Problem>
  | ApiError<'documents.export', 409, 'document_not_ready' | 'idempotency_key_reused', Problem>
  | ApiError<'documents.export', 422, 'validation_failed', ValidationProblem>
  | ApiError<'documents.export', 429, 'rate_limited', Problem>
  | ApiError<'documents.export', 503, 'storage_unavailable', Problem>
  | GatewayProblem<'documents.export'>

/** Export a finished document. The plain function of {@link DocumentsResource}.export. */
const export_: (core: Core, documentId: Id, body: DocumentExport, options?: CallOptions) => ApiPromise<ExportedFile, DocumentsExportProblem> =
  /* @__PURE__ */ operation('documents.export', 'POST', '/api/v1/documents/{document_id}/export', 5)
export { export_ as export }

/** What `documents.download` can be answered with besides success. */
export type DocumentsDownloadProblem =
  | ApiError<'documents.download', 404, 'file_not_found', Problem>
  | ApiError<'documents.download', 410, 'file_expired', Problem>
  | ApiError<'documents.download', 422, 'validation_failed', ValidationProblem>
  | ApiError<'documents.download', 429, 'rate_limited', Problem>
  | GatewayProblem<'documents.download'>

/** Download an exported file. The plain function of {@link DocumentsResource}.download. */
export const download: (core: Core, fileId: string, filename: string, options?: CallOptions) => ApiPromise<Blob, DocumentsDownloadProblem> =
  /* @__PURE__ */ operation('documents.download', 'GET', '/api/v1/files/{file_id}/{filename}', 8, blob)

/** A document starts as a draft, is paid for, generated section by section and delivered. Its status only moves draft → payment_pending → generating → completed, failed or failed_quality (→ refunded). */
export interface DocumentsResource {
  /**
   * Order a document.
   *
   * Creates a draft. Nothing is generated before it is paid for.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 409 `idempotency_key_reused` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.documents.create({ title: 'Bees', topic: 'Pollination in alpine meadows', target_pages: 20, language: 'en', document_type: 'seminar_paper' })
   */
  create(body: DocumentCreate, options?: CallOptions): ApiPromise<Document, DocumentsCreateProblem>

  /**
   * List one's documents.
   *
   * Newest first.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * for await (const item of concord.documents.list()) …
   */
  list(query?: DocumentsListQuery, options?: CallOptions): PagePromise<DocumentPage, Document, DocumentsListProblem>

  /**
   * Read a document.
   * @param documentId - The document.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 404 `document_not_found` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.documents.get(42)
   */
  get(documentId: Id, options?: CallOptions): ApiPromise<Document, DocumentsGetProblem>

  /**
   * Change a draft.
   *
   * Only a draft can change; once it is being paid for it is fixed.
   * @param documentId - The document.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 404 `document_not_found` · 409 `document_not_editable` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.documents.update(42, { title: 'Bees and flowers' })
   */
  update(documentId: Id, body: DocumentUpdate, options?: CallOptions): ApiPromise<Document, DocumentsUpdateProblem>

  /**
   * Delete a document.
   *
   * A document that is being generated cannot be deleted.
   * @param documentId - The document.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 404 `document_not_found` · 409 `document_in_progress` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.documents.delete(42)
   */
  delete(documentId: Id, options?: CallOptions): ApiPromise<void, DocumentsDeleteProblem>

  /**
   * List the sections of a document.
   *
   * In the order of the document; those that are not written yet are absent.
   * @param documentId - The document.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 404 `document_not_found` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * for await (const item of concord.documents.listSections(42)) …
   */
  listSections(documentId: Id, query?: DocumentsListSectionsQuery, options?: CallOptions): PagePromise<SectionPage, Section, DocumentsListSectionsProblem>

  /**
   * List the sources that a document cites.
   * @param documentId - The document.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 404 `document_not_found` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * for await (const item of concord.documents.listCitations(42)) …
   */
  listCitations(documentId: Id, query?: DocumentsListCitationsQuery, options?: CallOptions): PagePromise<CitationPage, Citation, DocumentsListCitationsProblem>

  /**
   * Estimate how long the generation takes.
   *
   * 25 pages a minute, 20 % more for quality checks, rounded up to a minute; the range is 20 % to both sides.
   * @param documentId - The document.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 404 `document_not_found` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.documents.estimate(42)
   */
  estimate(documentId: Id, options?: CallOptions): ApiPromise<Estimate, DocumentsEstimateProblem>

  /**
   * Export a finished document.
   *
   * 200 when the file is ready, 202 while it is being made, as for more than 100 pages: the URL is 404 until the file is there. It needs no token and expires after an hour.
   * @param documentId - The document.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 404 `document_not_found` · 409 `document_not_ready`, `idempotency_key_reused` · 422 `validation_failed` · 429 `rate_limited` · 503 `storage_unavailable`
   * @example
   * await concord.documents.export(42, { format: 'docx' })
   */
  export(documentId: Id, body: DocumentExport, options?: CallOptions): ApiPromise<ExportedFile, DocumentsExportProblem>

  /**
   * Download an exported file.
   *
   * The target of `download_url`. The address itself is the permission, so it needs no token, and it expires.
   * @param fileId - The unguessable part of the URL.
   * @param filename - What the browser calls the file.
   * @throws ApiError: 404 `file_not_found` · 410 `file_expired` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.documents.download('f_9hT2kQ', 'bees.docx')
   */
  download(fileId: string, filename: string, options?: CallOptions): ApiPromise<Blob, DocumentsDownloadProblem>
}
