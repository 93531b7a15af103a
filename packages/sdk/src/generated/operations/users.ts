// Generated from specs/users.yaml by npm run generate; do not edit.

import type { Core } from '../../http/core.ts'
import type { ApiError } from '../../http/errors.ts'
import { type ApiPromise, operation } from '../../http/execute.ts'
import type { CallOptions } from '../../http/request.ts'
import { type PagePromise, paged } from '../../pages/paged.ts'
import type { GatewayProblem } from '../gateway-problems.ts'
import type { Activity, ActivityPage, Id, Problem, User, UserCreate, UserSettings, UserUpdate, ValidationProblem } from '../types.ts'

/** What `users.me` can be answered with besides success. */
export type UsersMeProblem =
  | ApiError<'users.me', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'users.me', 429, 'rate_limited', Problem>
  | GatewayProblem<'users.me'>

/** Read one's own profile. The plain function of {@link UsersResource}.me. */
export const me: (core: Core, options?: CallOptions) => ApiPromise<User, UsersMeProblem> =
  /* @__PURE__ */ operation('users.me', 'GET', '/api/v1/users/me')

/** What `users.updateMe` can be answered with besides success. */
export type UsersUpdateMeProblem =
  | ApiError<'users.updateMe', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'users.updateMe', 422, 'validation_failed', ValidationProblem>
  | ApiError<'users.updateMe', 429, 'rate_limited', Problem>
  | GatewayProblem<'users.updateMe'>

/** Change one's own profile. The plain function of {@link UsersResource}.updateMe. */
export const updateMe: (core: Core, body: UserUpdate, options?: CallOptions) => ApiPromise<User, UsersUpdateMeProblem> =
  /* @__PURE__ */ operation('users.updateMe', 'PUT', '/api/v1/users/me', 1)

/** What `users.activity` can be answered with besides success. */
export type UsersActivityProblem =
  | ApiError<'users.activity', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'users.activity', 422, 'validation_failed', ValidationProblem>
  | ApiError<'users.activity', 429, 'rate_limited', Problem>
  | GatewayProblem<'users.activity'>

/** The query of `users.activity`. */
export interface UsersActivityQuery {
  /** The page to return, counted from 1. */
  readonly page?: number | undefined
  /** How many items a page holds. */
  readonly per_page?: number | undefined
}

/** List one's recent activity. The plain function of {@link UsersResource}.activity. */
export const activity: (core: Core, query?: UsersActivityQuery, options?: CallOptions) => PagePromise<ActivityPage, Activity, UsersActivityProblem> =
  /* @__PURE__ */ paged('users.activity', 'GET', '/api/v1/users/me/activity', 2)

/** What `users.settings` can be answered with besides success. */
export type UsersSettingsProblem =
  | ApiError<'users.settings', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'users.settings', 429, 'rate_limited', Problem>
  | GatewayProblem<'users.settings'>

/** Read one's settings. The plain function of {@link UsersResource}.settings. */
export const settings: (core: Core, options?: CallOptions) => ApiPromise<UserSettings, UsersSettingsProblem> =
  /* @__PURE__ */ operation('users.settings', 'GET', '/api/v1/users/settings')

/** What `users.updateSettings` can be answered with besides success. */
export type UsersUpdateSettingsProblem =
  | ApiError<'users.updateSettings', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'users.updateSettings', 422, 'validation_failed', ValidationProblem>
  | ApiError<'users.updateSettings', 429, 'rate_limited', Problem>
  | GatewayProblem<'users.updateSettings'>

/** Change one's settings. The plain function of {@link UsersResource}.updateSettings. */
export const updateSettings: (core: Core, body: UserSettings, options?: CallOptions) => ApiPromise<UserSettings, UsersUpdateSettingsProblem> =
  /* @__PURE__ */ operation('users.updateSettings', 'PUT', '/api/v1/users/settings', 1)

/** What `users.create` can be answered with besides success. */
export type UsersCreateProblem =
  | ApiError<'users.create', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'users.create', 403, 'not_authorized', Problem>
  | ApiError<'users.create', 409, 'email_taken' | 'idempotency_key_reused', Problem>
  | ApiError<'users.create', 422, 'validation_failed', ValidationProblem>
  | ApiError<'users.create', 429, 'rate_limited', Problem>
  | GatewayProblem<'users.create'>

/** Make an account for somebody. The plain function of {@link UsersResource}.create. */
export const create: (core: Core, body: UserCreate, options?: CallOptions) => ApiPromise<User, UsersCreateProblem> =
  /* @__PURE__ */ operation('users.create', 'POST', '/api/v1/users', 5)

/** What `users.get` can be answered with besides success. */
export type UsersGetProblem =
  | ApiError<'users.get', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'users.get', 403, 'not_authorized', Problem>
  | ApiError<'users.get', 404, 'user_not_found', Problem>
  | ApiError<'users.get', 422, 'validation_failed', ValidationProblem>
  | ApiError<'users.get', 429, 'rate_limited', Problem>
  | GatewayProblem<'users.get'>

/** Read a user. The plain function of {@link UsersResource}.get. */
export const get: (core: Core, userId: Id, options?: CallOptions) => ApiPromise<User, UsersGetProblem> =
  /* @__PURE__ */ operation('users.get', 'GET', '/api/v1/users/{user_id}')

/** What `users.update` can be answered with besides success. */
export type UsersUpdateProblem =
  | ApiError<'users.update', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'users.update', 403, 'not_authorized', Problem>
  | ApiError<'users.update', 404, 'user_not_found', Problem>
  | ApiError<'users.update', 422, 'validation_failed', ValidationProblem>
  | ApiError<'users.update', 429, 'rate_limited', Problem>
  | GatewayProblem<'users.update'>

/** Change a user. The plain function of {@link UsersResource}.update. */
export const update: (core: Core, userId: Id, body: UserUpdate, options?: CallOptions) => ApiPromise<User, UsersUpdateProblem> =
  /* @__PURE__ */ operation('users.update', 'PUT', '/api/v1/users/{user_id}', 1)

/** What `users.delete` can be answered with besides success. */
export type UsersDeleteProblem =
  | ApiError<'users.delete', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'users.delete', 403, 'not_authorized', Problem>
  | ApiError<'users.delete', 404, 'user_not_found', Problem>
  | ApiError<'users.delete', 422, 'validation_failed', ValidationProblem>
  | ApiError<'users.delete', 429, 'rate_limited', Problem>
  | GatewayProblem<'users.delete'>

/** Delete a user. The plain function of {@link UsersResource}.delete. */
const delete_: (core: Core, userId: Id, options?: CallOptions) => ApiPromise<void, UsersDeleteProblem> =
  /* @__PURE__ */ operation('users.delete', 'DELETE', '/api/v1/users/{user_id}')
export { delete_ as delete }

/** Everybody has their own profile, settings and activity. An administrator makes, reads, changes and deletes anybody's account. To anybody else another user's id is forbidden, and an id that is nobody's is not found. */
export interface UsersResource {
  /**
   * Read one's own profile.
   *
   * The user whose token it is.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 429 `rate_limited`
   * @example
   * await concord.users.me()
   */
  me(options?: CallOptions): ApiPromise<User, UsersMeProblem>

  /**
   * Change one's own profile.
   *
   * Replaces the profile. The e-mail address and the role are not part of it.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.users.updateMe({ name: 'Ada Lovelace' })
   */
  updateMe(body: UserUpdate, options?: CallOptions): ApiPromise<User, UsersUpdateMeProblem>

  /**
   * List one's recent activity.
   *
   * Newest first.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * for await (const item of concord.users.activity()) …
   */
  activity(query?: UsersActivityQuery, options?: CallOptions): PagePromise<ActivityPage, Activity, UsersActivityProblem>

  /**
   * Read one's settings.
   *
   * A user who never changed them has the defaults.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 429 `rate_limited`
   * @example
   * await concord.users.settings()
   */
  settings(options?: CallOptions): ApiPromise<UserSettings, UsersSettingsProblem>

  /**
   * Change one's settings.
   *
   * Replaces all of them.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.users.updateSettings({ language: 'de', timezone: 'Europe/Berlin', email_notifications: true, marketing_emails: false })
   */
  updateSettings(body: UserSettings, options?: CallOptions): ApiPromise<UserSettings, UsersUpdateSettingsProblem>

  /**
   * Make an account for somebody.
   *
   * For administrators. The user has no password yet and signs in by a link; a registration is `auth.register`.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 409 `email_taken`, `idempotency_key_reused` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.users.create({ email: 'grace@example.test', name: 'Grace', role: 'user' })
   */
  create(body: UserCreate, options?: CallOptions): ApiPromise<User, UsersCreateProblem>

  /**
   * Read a user.
   *
   * Oneself, or anybody for an administrator.
   * @param userId - The user.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 404 `user_not_found` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.users.get(7)
   */
  get(userId: Id, options?: CallOptions): ApiPromise<User, UsersGetProblem>

  /**
   * Change a user.
   *
   * Replaces the profile, one's own or anybody's for an administrator. The e-mail address and the role are not part of it.
   * @param userId - The user.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 404 `user_not_found` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.users.update(7, { name: 'Ada Lovelace' })
   */
  update(userId: Id, body: UserUpdate, options?: CallOptions): ApiPromise<User, UsersUpdateProblem>

  /**
   * Delete a user.
   *
   * Oneself, or anybody for an administrator. Every token of the user stops working, and all that they own goes with them.
   * @param userId - The user.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 404 `user_not_found` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.users.delete(7)
   */
  delete(userId: Id, options?: CallOptions): ApiPromise<void, UsersDeleteProblem>
}
