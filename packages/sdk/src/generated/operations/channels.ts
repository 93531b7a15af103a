// Generated from specs/channels.yaml by npm run generate; do not edit.

import type { Core } from '../../http/core.ts'
import type { ApiError } from '../../http/errors.ts'
import { type ApiPromise, operation } from '../../http/execute.ts'
import type { CallOptions } from '../../http/request.ts'
import { type PagePromise, paged } from '../../pages/paged.ts'
import type { GatewayProblem } from '../gateway-problems.ts'
import type { Channel, ChannelCreate, ChannelPage, ChannelUpdate, Id, Problem, ValidationProblem } from '../types.ts'

/** What `channels.create` can be answered with besides success. */
export type ChannelsCreateProblem =
  | ApiError<'channels.create', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'channels.create', 409, 'idempotency_key_reused', Problem>
  | ApiError<'channels.create', 422, 'validation_failed', ValidationProblem>
  | ApiError<'channels.create', 429, 'rate_limited', Problem>
  | GatewayProblem<'channels.create'>

/** Set up a channel. The plain function of {@link ChannelsResource}.create. */
export const create: (core: Core, body: ChannelCreate, options?: CallOptions) => ApiPromise<Channel, ChannelsCreateProblem> =
  /* @__PURE__ */ operation('channels.create', 'POST', '/api/v1/channels', 5)

/** What `channels.list` can be answered with besides success. */
export type ChannelsListProblem =
  | ApiError<'channels.list', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'channels.list', 422, 'validation_failed', ValidationProblem>
  | ApiError<'channels.list', 429, 'rate_limited', Problem>
  | GatewayProblem<'channels.list'>

/** The query of `channels.list`. */
export interface ChannelsListQuery {
  /** The page to return, counted from 1. */
  readonly page?: number | undefined
  /** How many items a page holds. */
  readonly per_page?: number | undefined
  /** Only channels in this language. */
  readonly language?: string | undefined
}

/** List one's channels. The plain function of {@link ChannelsResource}.list. */
export const list: (core: Core, query?: ChannelsListQuery, options?: CallOptions) => PagePromise<ChannelPage, Channel, ChannelsListProblem> =
  /* @__PURE__ */ paged('channels.list', 'GET', '/api/v1/channels', 2)

/** What `channels.get` can be answered with besides success. */
export type ChannelsGetProblem =
  | ApiError<'channels.get', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'channels.get', 403, 'not_authorized', Problem>
  | ApiError<'channels.get', 404, 'channel_not_found', Problem>
  | ApiError<'channels.get', 422, 'validation_failed', ValidationProblem>
  | ApiError<'channels.get', 429, 'rate_limited', Problem>
  | GatewayProblem<'channels.get'>

/** Read a channel. The plain function of {@link ChannelsResource}.get. */
export const get: (core: Core, channelId: Id, options?: CallOptions) => ApiPromise<Channel, ChannelsGetProblem> =
  /* @__PURE__ */ operation('channels.get', 'GET', '/api/v1/channels/{channel_id}')

/** What `channels.update` can be answered with besides success. */
export type ChannelsUpdateProblem =
  | ApiError<'channels.update', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'channels.update', 403, 'not_authorized', Problem>
  | ApiError<'channels.update', 404, 'channel_not_found', Problem>
  | ApiError<'channels.update', 422, 'validation_failed', ValidationProblem>
  | ApiError<'channels.update', 429, 'rate_limited', Problem>
  | GatewayProblem<'channels.update'>

/** Change a channel. The plain function of {@link ChannelsResource}.update. */
export const update: (core: Core, channelId: Id, body: ChannelUpdate, options?: CallOptions) => ApiPromise<Channel, ChannelsUpdateProblem> =
  /* @__PURE__ */ operation('channels.update', 'PATCH', '/api/v1/channels/{channel_id}', 1)

/** What `channels.delete` can be answered with besides success. */
export type ChannelsDeleteProblem =
  | ApiError<'channels.delete', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'channels.delete', 403, 'not_authorized', Problem>
  | ApiError<'channels.delete', 404, 'channel_not_found', Problem>
  | ApiError<'channels.delete', 409, 'channel_in_use', Problem>
  | ApiError<'channels.delete', 422, 'validation_failed', ValidationProblem>
  | ApiError<'channels.delete', 429, 'rate_limited', Problem>
  | GatewayProblem<'channels.delete'>

/** Delete a channel. The plain function of {@link ChannelsResource}.delete. */
const delete_: (core: Core, channelId: Id, options?: CallOptions) => ApiPromise<void, ChannelsDeleteProblem> =
  /* @__PURE__ */ operation('channels.delete', 'DELETE', '/api/v1/channels/{channel_id}')
export { delete_ as delete }

/** A channel says what its videos are about, in which language and for whom. Every video is made for one channel and goes with it. */
export interface ChannelsResource {
  /**
   * Set up a channel.
   *
   * A user may have as many as they like, under whatever names.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 409 `idempotency_key_reused` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.channels.create({ name: 'Bee by bee', niche: 'Wild bees and the meadows that they live on', language: 'en', description: 'Two videos a week.' })
   */
  create(body: ChannelCreate, options?: CallOptions): ApiPromise<Channel, ChannelsCreateProblem>

  /**
   * List one's channels.
   *
   * Newest first.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * for await (const item of concord.channels.list()) …
   */
  list(query?: ChannelsListQuery, options?: CallOptions): PagePromise<ChannelPage, Channel, ChannelsListProblem>

  /**
   * Read a channel.
   *
   * What its videos are about, in which language and for whom.
   * @param channelId - The channel.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 404 `channel_not_found` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.channels.get(31)
   */
  get(channelId: Id, options?: CallOptions): ApiPromise<Channel, ChannelsGetProblem>

  /**
   * Change a channel.
   *
   * Only the fields that are sent. Videos that were begun before stay as they were ordered.
   * @param channelId - The channel.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 404 `channel_not_found` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.channels.update(31, { name: 'Bees by the dozen' })
   */
  update(channelId: Id, body: ChannelUpdate, options?: CallOptions): ApiPromise<Channel, ChannelsUpdateProblem>

  /**
   * Delete a channel.
   *
   * Its videos go with it. Not while one of them is queued or in work, which costs money that somebody has to answer for.
   * @param channelId - The channel.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 404 `channel_not_found` · 409 `channel_in_use` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.channels.delete(31)
   */
  delete(channelId: Id, options?: CallOptions): ApiPromise<void, ChannelsDeleteProblem>
}
