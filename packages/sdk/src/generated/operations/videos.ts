// Generated from specs/videos.yaml by npm run generate; do not edit.

import type { Core } from '../../http/core.ts'
import type { ApiError } from '../../http/errors.ts'
import { type ApiPromise, operation } from '../../http/execute.ts'
import type { CallOptions } from '../../http/request.ts'
import { type PagePromise, paged } from '../../pages/paged.ts'
import type { GatewayProblem } from '../gateway-problems.ts'
import type { Id, Problem, ValidationProblem, Video, VideoCost, VideoOrder, VideoPage, VideoStatus, VideoTask } from '../types.ts'

/** What `videos.generate` can be answered with besides success. */
export type VideosGenerateProblem =
  | ApiError<'videos.generate', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'videos.generate', 403, 'not_authorized', Problem>
  | ApiError<'videos.generate', 404, 'channel_not_found', Problem>
  | ApiError<'videos.generate', 409, 'idempotency_key_reused', Problem>
  | ApiError<'videos.generate', 422, 'validation_failed', ValidationProblem>
  | ApiError<'videos.generate', 429, 'rate_limited', Problem>
  | GatewayProblem<'videos.generate'>

/** Order a video. The plain function of {@link VideosResource}.generate. */
export const generate: (core: Core, body: VideoOrder, options?: CallOptions) => ApiPromise<VideoTask, VideosGenerateProblem> =
  /* @__PURE__ */ operation('videos.generate', 'POST', '/api/v1/videos/generate', 5)

/** What `videos.list` can be answered with besides success. */
export type VideosListProblem =
  | ApiError<'videos.list', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'videos.list', 422, 'validation_failed', ValidationProblem>
  | ApiError<'videos.list', 429, 'rate_limited', Problem>
  | GatewayProblem<'videos.list'>

/** The query of `videos.list`. */
export interface VideosListQuery {
  /** The page to return, counted from 1. */
  readonly page?: number | undefined
  /** How many items a page holds. */
  readonly per_page?: number | undefined
  /** Only videos of this channel. */
  readonly channel_id?: Id | undefined
  /** Only videos with this status. */
  readonly status?: VideoStatus | undefined
}

/** List one's videos. The plain function of {@link VideosResource}.list. */
export const list: (core: Core, query?: VideosListQuery, options?: CallOptions) => PagePromise<VideoPage, Video, VideosListProblem> =
  /* @__PURE__ */ paged('videos.list', 'GET', '/api/v1/videos', 2)

/** What `videos.get` can be answered with besides success. */
export type VideosGetProblem =
  | ApiError<'videos.get', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'videos.get', 403, 'not_authorized', Problem>
  | ApiError<'videos.get', 404, 'video_not_found', Problem>
  | ApiError<'videos.get', 422, 'validation_failed', ValidationProblem>
  | ApiError<'videos.get', 429, 'rate_limited', Problem>
  | GatewayProblem<'videos.get'>

/** Read a video. The plain function of {@link VideosResource}.get. */
export const get: (core: Core, videoId: Id, options?: CallOptions) => ApiPromise<Video, VideosGetProblem> =
  /* @__PURE__ */ operation('videos.get', 'GET', '/api/v1/videos/{video_id}')

/** What `videos.cost` can be answered with besides success. */
export type VideosCostProblem =
  | ApiError<'videos.cost', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'videos.cost', 403, 'not_authorized', Problem>
  | ApiError<'videos.cost', 404, 'video_not_found', Problem>
  | ApiError<'videos.cost', 422, 'validation_failed', ValidationProblem>
  | ApiError<'videos.cost', 429, 'rate_limited', Problem>
  | GatewayProblem<'videos.cost'>

/** Read what a video costs. The plain function of {@link VideosResource}.cost. */
export const cost: (core: Core, videoId: Id, options?: CallOptions) => ApiPromise<VideoCost, VideosCostProblem> =
  /* @__PURE__ */ operation('videos.cost', 'GET', '/api/v1/videos/{video_id}/cost')

/** A video is ordered, waits in the work queue under its `task_id`, and is made component by component: queued → processing → ready_for_upload or failed. What is bought for it is told as it is bought. At $2.50 its user is alerted, by mail and once; it never costs more than $3.00: a component that would go beyond is not bought, and the video fails with `budget_exceeded`. */
export interface VideosResource {
  /**
   * Order a video.
   *
   * Puts the making of a video into the work queue and answers at once; `videos.get` tells how far it is, `videos.cost` what it costs.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 404 `channel_not_found` · 409 `idempotency_key_reused` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.videos.generate({ channel_id: 31, title: 'Why bees dance', topic: 'How a bee tells the others where the flowers are', duration_seconds: 360, priority: 'normal' })
   */
  generate(body: VideoOrder, options?: CallOptions): ApiPromise<VideoTask, VideosGenerateProblem>

  /**
   * List one's videos.
   *
   * Newest first. A filter that matches nothing of the caller's gives an empty page.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * for await (const item of concord.videos.list()) …
   */
  list(query?: VideosListQuery, options?: CallOptions): PagePromise<VideoPage, Video, VideosListProblem>

  /**
   * Read a video.
   *
   * How far it is. `progress` never falls; once the status is ready_for_upload or failed nothing changes any more.
   * @param videoId - The video.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 404 `video_not_found` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.videos.get(501)
   */
  get(videoId: Id, options?: CallOptions): ApiPromise<Video, VideosGetProblem>

  /**
   * Read what a video costs.
   *
   * Live: a component stands here as soon as it is bought, so a client that reads again while the video is made sees the amount grow. `amount` is the sum of the components, and never more than `limit_amount`.
   * @param videoId - The video.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 403 `not_authorized` · 404 `video_not_found` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.videos.cost(501)
   */
  cost(videoId: Id, options?: CallOptions): ApiPromise<VideoCost, VideosCostProblem>
}
