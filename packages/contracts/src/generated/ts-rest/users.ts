// Generated from specs/users.yaml by npm run generate; do not edit.

import * as z from 'zod'
import { fromText, noBody, problem } from '../../ts-rest/route-parts.ts'
import { ActivityPageSchema, IdSchema, ProblemSchema, UserCreateSchema, UserSchema, UserSettingsSchema, UserUpdateSchema, ValidationProblemSchema } from '@concord/sdk/schemas'
import type { AppRouter } from '@ts-rest/core'

/** Users: every operation as a route of ts-rest. */
export const usersContract = {
  me: {
    method: 'GET',
    path: '/api/v1/users/me',
    summary: 'Read one\'s own profile',
    responses: {
      200: UserSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'users.me', security: ['bearer'], rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  updateMe: {
    method: 'PUT',
    path: '/api/v1/users/me',
    summary: 'Change one\'s own profile',
    body: UserUpdateSchema,
    responses: {
      200: UserSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'users.updateMe', security: ['bearer'], rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  activity: {
    method: 'GET',
    path: '/api/v1/users/me/activity',
    summary: 'List one\'s recent activity',
    query: z.object({
      page: fromText(z.int().min(1)).default(1),
      per_page: fromText(z.int().min(1).max(100)).default(20),
    }),
    responses: {
      200: ActivityPageSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'users.activity', security: ['bearer'], rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  settings: {
    method: 'GET',
    path: '/api/v1/users/settings',
    summary: 'Read one\'s settings',
    responses: {
      200: UserSettingsSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'users.settings', security: ['bearer'], rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  updateSettings: {
    method: 'PUT',
    path: '/api/v1/users/settings',
    summary: 'Change one\'s settings',
    body: UserSettingsSchema,
    responses: {
      200: UserSettingsSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'users.updateSettings', security: ['bearer'], rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  create: {
    method: 'POST',
    path: '/api/v1/users',
    summary: 'Make an account for somebody',
    headers: z.object({
      'idempotency-key': z.string().min(1).max(255).exactOptional(),
    }),
    body: UserCreateSchema,
    responses: {
      201: UserSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      403: problem(ProblemSchema, 'not_authorized'),
      409: problem(ProblemSchema, 'email_taken', 'idempotency_key_reused'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'users.create', security: ['bearer'], access: 'admin', idempotent: true, rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  get: {
    method: 'GET',
    path: '/api/v1/users/:user_id',
    summary: 'Read a user',
    pathParams: z.object({
      user_id: fromText(IdSchema),
    }),
    responses: {
      200: UserSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      403: problem(ProblemSchema, 'not_authorized'),
      404: problem(ProblemSchema, 'user_not_found'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'users.get', security: ['bearer'], access: 'self', rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  update: {
    method: 'PUT',
    path: '/api/v1/users/:user_id',
    summary: 'Change a user',
    pathParams: z.object({
      user_id: fromText(IdSchema),
    }),
    body: UserUpdateSchema,
    responses: {
      200: UserSchema,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      403: problem(ProblemSchema, 'not_authorized'),
      404: problem(ProblemSchema, 'user_not_found'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'users.update', security: ['bearer'], access: 'self', rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
  delete: {
    method: 'DELETE',
    path: '/api/v1/users/:user_id',
    summary: 'Delete a user',
    pathParams: z.object({
      user_id: fromText(IdSchema),
    }),
    body: noBody,
    responses: {
      204: noBody,
      401: problem(ProblemSchema, 'token_missing', 'token_invalid', 'token_expired'),
      403: problem(ProblemSchema, 'not_authorized'),
      404: problem(ProblemSchema, 'user_not_found'),
      422: problem(ValidationProblemSchema, 'validation_failed'),
      429: problem(ProblemSchema, 'rate_limited'),
    },
    strictStatusCodes: true,
    metadata: { operationId: 'users.delete', security: ['bearer'], access: 'self', rateLimit: { limit: 60, seconds: 60, by: 'caller' } },
  },
} as const satisfies AppRouter
