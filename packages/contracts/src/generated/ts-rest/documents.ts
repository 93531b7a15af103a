// Generated from specs/documents.yaml by npm run generate; do not edit.

import * as z from 'zod'
import { bytes, fromText, noBody, problem } from '../../ts-rest/route-parts.ts'
import { CitationPageSchema, DocumentCreateSchema, DocumentExportSchema, DocumentPageSchema, DocumentSchema, DocumentStatusSchema, DocumentUpdateSchema, EstimateSchema, ExportedFileSchema, IdSchema, ProblemSchema, SectionPageSchema, ValidationProblemSchema } from '@concord/sdk/schemas'
import type { AppRouter } from '@ts-rest/core'

/** Documents: every operation as a route of ts-rest. */
export const documentsContract = {
  create: {
    method: 'POST',
    path: '/api/v1/documents',
    summary: 'Order a document',
    headers: z.object({
      'idempotency-key': z.string().min(1).max(255).exactOptional(),
    }),
    body: DocumentCreateSchema,
    responses: {
      201: DocumentSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      409: problem(ProblemSchema, 'idempotency_key_reused'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'documents.create', security: ['bearer'], idempotent: true, rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  list: {
    method: 'GET',
    path: '/api/v1/documents',
    summary: 'List one\'s documents',
    query: z.object({
      page: fromText(z.int().min(1)).default(1),
      per_page: fromText(z.int().min(1).max(100)).default(20),
      status: DocumentStatusSchema.exactOptional(),
    }),
    responses: {
      200: DocumentPageSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'documents.list', security: ['bearer'], rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  get: {
    method: 'GET',
    path: '/api/v1/documents/:document_id',
    summary: 'Read a document',
    pathParams: z.object({
      document_id: fromText(IdSchema),
    }),
    responses: {
      200: DocumentSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      403: problem(ProblemSchema, 'not_authorized'),
      404: problem(ProblemSchema, 'document_not_found'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'documents.get', security: ['bearer'], access: 'owner', rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  update: {
    method: 'PATCH',
    path: '/api/v1/documents/:document_id',
    summary: 'Change a draft',
    pathParams: z.object({
      document_id: fromText(IdSchema),
    }),
    body: DocumentUpdateSchema,
    responses: {
      200: DocumentSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      403: problem(ProblemSchema, 'not_authorized'),
      404: problem(ProblemSchema, 'document_not_found'),
      409: problem(ProblemSchema, 'document_not_editable'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'documents.update', security: ['bearer'], access: 'owner', rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  delete: {
    method: 'DELETE',
    path: '/api/v1/documents/:document_id',
    summary: 'Delete a document',
    pathParams: z.object({
      document_id: fromText(IdSchema),
    }),
    body: noBody,
    responses: {
      204: noBody,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      403: problem(ProblemSchema, 'not_authorized'),
      404: problem(ProblemSchema, 'document_not_found'),
      409: problem(ProblemSchema, 'document_in_progress'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'documents.delete', security: ['bearer'], access: 'owner', rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  listSections: {
    method: 'GET',
    path: '/api/v1/documents/:document_id/sections',
    summary: 'List the sections of a document',
    pathParams: z.object({
      document_id: fromText(IdSchema),
    }),
    query: z.object({
      page: fromText(z.int().min(1)).default(1),
      per_page: fromText(z.int().min(1).max(100)).default(20),
    }),
    responses: {
      200: SectionPageSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      403: problem(ProblemSchema, 'not_authorized'),
      404: problem(ProblemSchema, 'document_not_found'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'documents.listSections', security: ['bearer'], access: 'owner', rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  listCitations: {
    method: 'GET',
    path: '/api/v1/documents/:document_id/citations',
    summary: 'List the sources that a document cites',
    pathParams: z.object({
      document_id: fromText(IdSchema),
    }),
    query: z.object({
      page: fromText(z.int().min(1)).default(1),
      per_page: fromText(z.int().min(1).max(100)).default(20),
    }),
    responses: {
      200: CitationPageSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      403: problem(ProblemSchema, 'not_authorized'),
      404: problem(ProblemSchema, 'document_not_found'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'documents.listCitations', security: ['bearer'], access: 'owner', rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  estimate: {
    method: 'GET',
    path: '/api/v1/documents/:document_id/estimate',
    summary: 'Estimate how long the generation takes',
    pathParams: z.object({
      document_id: fromText(IdSchema),
    }),
    responses: {
      200: EstimateSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      403: problem(ProblemSchema, 'not_authorized'),
      404: problem(ProblemSchema, 'document_not_found'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'documents.estimate', security: ['bearer'], access: 'owner', rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  export: {
    method: 'POST',
    path: '/api/v1/documents/:document_id/export',
    summary: 'Export a finished document',
    pathParams: z.object({
      document_id: fromText(IdSchema),
    }),
    headers: z.object({
      'idempotency-key': z.string().min(1).max(255).exactOptional(),
    }),
    body: DocumentExportSchema,
    responses: {
      200: ExportedFileSchema,
      202: ExportedFileSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      403: problem(ProblemSchema, 'not_authorized'),
      404: problem(ProblemSchema, 'document_not_found'),
      409: problem(ProblemSchema, 'document_not_ready', 'idempotency_key_reused'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
      503: problem(ProblemSchema, 'storage_unavailable'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'documents.export', security: ['bearer'], access: 'owner', idempotent: true, rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  download: {
    method: 'GET',
    path: '/api/v1/files/:file_id/:filename',
    summary: 'Download an exported file',
    pathParams: z.object({
      file_id: z.string().regex(/^[A-Za-z0-9_-]+$/),
      filename: z.string().regex(/^[A-Za-z0-9._-]+$/),
    }),
    responses: {
      // The handler says which content type it gives: application/vnd.openxmlformats-officedocument.wordprocessingml.document, application/pdf.
      200: bytes,
      404: problem(ProblemSchema, 'file_not_found'),
      410: problem(ProblemSchema, 'file_expired'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'documents.download', security: [], rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
} as const satisfies AppRouter
