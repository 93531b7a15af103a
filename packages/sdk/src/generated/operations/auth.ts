// Generated from specs/auth.yaml by npm run generate; do not edit.

import { form } from '../../http/bodies.ts'
import type { Core } from '../../http/core.ts'
import type { ApiError } from '../../http/errors.ts'
import { type ApiPromise, operation } from '../../http/execute.ts'
import { location } from '../../http/readers.ts'
import type { CallOptions } from '../../http/request.ts'
import type { GatewayProblem } from '../gateway-problems.ts'
import type { AppleCallback, Credentials, EmailVerification, Logout, MagicLinkRequest, MagicLinkVerification, MailAccepted, PasswordForgotten, PasswordReset, Problem, Registration, SignedIn, TokenPair, TokenRefresh, User, ValidationProblem } from '../types.ts'

/** What `auth.requestMagicLink` can be answered with besides success. */
export type AuthRequestMagicLinkProblem =
  | ApiError<'auth.requestMagicLink', 409, 'idempotency_key_reused', Problem>
  | ApiError<'auth.requestMagicLink', 422, 'validation_failed', ValidationProblem>
  | ApiError<'auth.requestMagicLink', 429, 'rate_limited', Problem>
  | ApiError<'auth.requestMagicLink', 503, 'email_unavailable', Problem>
  | GatewayProblem<'auth.requestMagicLink'>

/** Ask for a sign-in link. The plain function of {@link AuthResource}.requestMagicLink. */
export const requestMagicLink: (core: Core, body: MagicLinkRequest, options?: CallOptions) => ApiPromise<MailAccepted, AuthRequestMagicLinkProblem> =
  /* @__PURE__ */ operation('auth.requestMagicLink', 'POST', '/api/v1/auth/magic-link', 13)

/** What `auth.verifyMagicLink` can be answered with besides success. */
export type AuthVerifyMagicLinkProblem =
  | ApiError<'auth.verifyMagicLink', 400, 'magic_link_invalid' | 'magic_link_expired' | 'magic_link_used', Problem>
  | ApiError<'auth.verifyMagicLink', 422, 'validation_failed', ValidationProblem>
  | ApiError<'auth.verifyMagicLink', 429, 'rate_limited', Problem>
  | GatewayProblem<'auth.verifyMagicLink'>

/** Sign in with a link. The plain function of {@link AuthResource}.verifyMagicLink. */
export const verifyMagicLink: (core: Core, body: MagicLinkVerification, options?: CallOptions) => ApiPromise<SignedIn, AuthVerifyMagicLinkProblem> =
  /* @__PURE__ */ operation('auth.verifyMagicLink', 'POST', '/api/v1/auth/verify-magic-link', 25)

/** What `auth.register` can be answered with besides success. */
export type AuthRegisterProblem =
  | ApiError<'auth.register', 409, 'email_taken' | 'idempotency_key_reused', Problem>
  | ApiError<'auth.register', 422, 'validation_failed', ValidationProblem>
  | ApiError<'auth.register', 429, 'rate_limited', Problem>
  | GatewayProblem<'auth.register'>

/** Register with a password. The plain function of {@link AuthResource}.register. */
export const register: (core: Core, body: Registration, options?: CallOptions) => ApiPromise<User, AuthRegisterProblem> =
  /* @__PURE__ */ operation('auth.register', 'POST', '/api/v1/auth/register', 13)

/** What `auth.login` can be answered with besides success. */
export type AuthLoginProblem =
  | ApiError<'auth.login', 401, 'invalid_credentials', Problem>
  | ApiError<'auth.login', 422, 'validation_failed', ValidationProblem>
  | ApiError<'auth.login', 423, 'account_locked', Problem>
  | ApiError<'auth.login', 429, 'rate_limited', Problem>
  | GatewayProblem<'auth.login'>

/** Sign in with a password. The plain function of {@link AuthResource}.login. */
export const login: (core: Core, body: Credentials, options?: CallOptions) => ApiPromise<TokenPair, AuthLoginProblem> =
  /* @__PURE__ */ operation('auth.login', 'POST', '/api/v1/auth/login', 25)

/** What `auth.refresh` can be answered with besides success. */
export type AuthRefreshProblem =
  | ApiError<'auth.refresh', 401, 'refresh_token_invalid' | 'refresh_token_expired' | 'refresh_token_reused', Problem>
  | ApiError<'auth.refresh', 422, 'validation_failed', ValidationProblem>
  | ApiError<'auth.refresh', 429, 'rate_limited', Problem>
  | GatewayProblem<'auth.refresh'>

/** Trade a refresh token for new tokens. The plain function of {@link AuthResource}.refresh. */
export const refresh: (core: Core, body: TokenRefresh, options?: CallOptions) => ApiPromise<TokenPair, AuthRefreshProblem> =
  /* @__PURE__ */ operation('auth.refresh', 'POST', '/api/v1/auth/refresh', 25)

/** What `auth.logout` can be answered with besides success. */
export type AuthLogoutProblem =
  | ApiError<'auth.logout', 401, 'token_missing' | 'token_invalid' | 'token_expired', Problem>
  | ApiError<'auth.logout', 422, 'validation_failed', ValidationProblem>
  | ApiError<'auth.logout', 429, 'rate_limited', Problem>
  | GatewayProblem<'auth.logout'>

/** Sign out. The plain function of {@link AuthResource}.logout. */
export const logout: (core: Core, body?: Logout, options?: CallOptions) => ApiPromise<void, AuthLogoutProblem> =
  /* @__PURE__ */ operation('auth.logout', 'POST', '/api/v1/auth/logout', 33)

/** What `auth.forgotPassword` can be answered with besides success. */
export type AuthForgotPasswordProblem =
  | ApiError<'auth.forgotPassword', 409, 'idempotency_key_reused', Problem>
  | ApiError<'auth.forgotPassword', 422, 'validation_failed', ValidationProblem>
  | ApiError<'auth.forgotPassword', 429, 'rate_limited', Problem>
  | ApiError<'auth.forgotPassword', 503, 'email_unavailable', Problem>
  | GatewayProblem<'auth.forgotPassword'>

/** Ask for a link to choose a new password. The plain function of {@link AuthResource}.forgotPassword. */
export const forgotPassword: (core: Core, body: PasswordForgotten, options?: CallOptions) => ApiPromise<MailAccepted, AuthForgotPasswordProblem> =
  /* @__PURE__ */ operation('auth.forgotPassword', 'POST', '/api/v1/auth/forgot-password', 13)

/** What `auth.resetPassword` can be answered with besides success. */
export type AuthResetPasswordProblem =
  | ApiError<'auth.resetPassword', 400, 'reset_token_invalid' | 'reset_token_expired' | 'reset_token_used', Problem>
  | ApiError<'auth.resetPassword', 422, 'validation_failed', ValidationProblem>
  | ApiError<'auth.resetPassword', 429, 'rate_limited', Problem>
  | GatewayProblem<'auth.resetPassword'>

/** Choose a new password. The plain function of {@link AuthResource}.resetPassword. */
export const resetPassword: (core: Core, body: PasswordReset, options?: CallOptions) => ApiPromise<void, AuthResetPasswordProblem> =
  /* @__PURE__ */ operation('auth.resetPassword', 'POST', '/api/v1/auth/reset-password', 9)

/** What `auth.verifyEmail` can be answered with besides success. */
export type AuthVerifyEmailProblem =
  | ApiError<'auth.verifyEmail', 400, 'verification_token_invalid' | 'verification_token_expired' | 'verification_token_used', Problem>
  | ApiError<'auth.verifyEmail', 422, 'validation_failed', ValidationProblem>
  | ApiError<'auth.verifyEmail', 429, 'rate_limited', Problem>
  | GatewayProblem<'auth.verifyEmail'>

/** Prove an e-mail address. The plain function of {@link AuthResource}.verifyEmail. */
export const verifyEmail: (core: Core, body: EmailVerification, options?: CallOptions) => ApiPromise<void, AuthVerifyEmailProblem> =
  /* @__PURE__ */ operation('auth.verifyEmail', 'POST', '/api/v1/auth/verify-email', 9)

/** What `auth.startGoogle` can be answered with besides success. */
export type AuthStartGoogleProblem =
  | ApiError<'auth.startGoogle', 400, 'redirect_uri_not_allowed', Problem>
  | ApiError<'auth.startGoogle', 422, 'validation_failed', ValidationProblem>
  | ApiError<'auth.startGoogle', 429, 'rate_limited', Problem>
  | GatewayProblem<'auth.startGoogle'>

/** The query of `auth.startGoogle`. */
export interface AuthStartGoogleQuery {
  /** Where the identity provider sends the user back to. It must stand on the platform's allow-list, character for character. Absent, it is the callback itself. */
  readonly redirect_uri?: string | undefined
}

/** Sign in with Google. The plain function of {@link AuthResource}.startGoogle. */
export const startGoogle: (core: Core, query?: AuthStartGoogleQuery, options?: CallOptions) => ApiPromise<string, AuthStartGoogleProblem> =
  /* @__PURE__ */ operation('auth.startGoogle', 'GET', '/api/v1/auth/google', 10, location)

/** What `auth.finishGoogle` can be answered with besides success. */
export type AuthFinishGoogleProblem =
  | ApiError<'auth.finishGoogle', 400, 'oauth_state_invalid' | 'oauth_code_invalid' | 'oauth_denied', Problem>
  | ApiError<'auth.finishGoogle', 422, 'validation_failed', ValidationProblem>
  | ApiError<'auth.finishGoogle', 429, 'rate_limited', Problem>
  | GatewayProblem<'auth.finishGoogle'>

/** The query of `auth.finishGoogle`. */
export interface AuthFinishGoogleQuery {
  /** What the start put into the address of the consent page. */
  readonly state: string
  /** What the identity provider trades for the user's identity. It must be there unless `error` is. */
  readonly code?: string | undefined
  /** Why there is no code, in the identity provider's words. It counts before a code. */
  readonly error?: string | undefined
}

/** Finish signing in with Google. The plain function of {@link AuthResource}.finishGoogle. */
export const finishGoogle: (core: Core, query: AuthFinishGoogleQuery, options?: CallOptions) => ApiPromise<TokenPair, AuthFinishGoogleProblem> =
  /* @__PURE__ */ operation('auth.finishGoogle', 'GET', '/api/v1/auth/google/callback', 26)

/** What `auth.startFacebook` can be answered with besides success. */
export type AuthStartFacebookProblem =
  | ApiError<'auth.startFacebook', 400, 'redirect_uri_not_allowed', Problem>
  | ApiError<'auth.startFacebook', 422, 'validation_failed', ValidationProblem>
  | ApiError<'auth.startFacebook', 429, 'rate_limited', Problem>
  | GatewayProblem<'auth.startFacebook'>

/** The query of `auth.startFacebook`. */
export interface AuthStartFacebookQuery {
  /** Where the identity provider sends the user back to. It must stand on the platform's allow-list, character for character. Absent, it is the callback itself. */
  readonly redirect_uri?: string | undefined
}

/** Sign in with Facebook. The plain function of {@link AuthResource}.startFacebook. */
export const startFacebook: (core: Core, query?: AuthStartFacebookQuery, options?: CallOptions) => ApiPromise<string, AuthStartFacebookProblem> =
  /* @__PURE__ */ operation('auth.startFacebook', 'GET', '/api/v1/auth/facebook', 10, location)

/** What `auth.finishFacebook` can be answered with besides success. */
export type AuthFinishFacebookProblem =
  | ApiError<'auth.finishFacebook', 400, 'oauth_state_invalid' | 'oauth_code_invalid' | 'oauth_denied', Problem>
  | ApiError<'auth.finishFacebook', 422, 'validation_failed', ValidationProblem>
  | ApiError<'auth.finishFacebook', 429, 'rate_limited', Problem>
  | GatewayProblem<'auth.finishFacebook'>

/** The query of `auth.finishFacebook`. */
export interface AuthFinishFacebookQuery {
  /** What the start put into the address of the consent page. */
  readonly state: string
  /** What the identity provider trades for the user's identity. It must be there unless `error` is. */
  readonly code?: string | undefined
  /** Why there is no code, in the identity provider's words. It counts before a code. */
  readonly error?: string | undefined
}

/** Finish signing in with Facebook. The plain function of {@link AuthResource}.finishFacebook. */
export const finishFacebook: (core: Core, query: AuthFinishFacebookQuery, options?: CallOptions) => ApiPromise<TokenPair, AuthFinishFacebookProblem> =
  /* @__PURE__ */ operation('auth.finishFacebook', 'GET', '/api/v1/auth/facebook/callback', 26)

/** What `auth.startApple` can be answered with besides success. */
export type AuthStartAppleProblem =
  | ApiError<'auth.startApple', 400, 'redirect_uri_not_allowed', Problem>
  | ApiError<'auth.startApple', 422, 'validation_failed', ValidationProblem>
  | ApiError<'auth.startApple', 429, 'rate_limited', Problem>
  | GatewayProblem<'auth.startApple'>

/** The query of `auth.startApple`. */
export interface AuthStartAppleQuery {
  /** Where the identity provider sends the user back to. It must stand on the platform's allow-list, character for character. Absent, it is the callback itself. */
  readonly redirect_uri?: string | undefined
}

/** Sign in with Apple. The plain function of {@link AuthResource}.startApple. */
export const startApple: (core: Core, query?: AuthStartAppleQuery, options?: CallOptions) => ApiPromise<string, AuthStartAppleProblem> =
  /* @__PURE__ */ operation('auth.startApple', 'GET', '/api/v1/auth/apple', 10, location)

/** What `auth.finishApple` can be answered with besides success. */
export type AuthFinishAppleProblem =
  | ApiError<'auth.finishApple', 400, 'oauth_state_invalid' | 'oauth_code_invalid' | 'oauth_denied', Problem>
  | ApiError<'auth.finishApple', 422, 'validation_failed', ValidationProblem>
  | ApiError<'auth.finishApple', 429, 'rate_limited', Problem>
  | GatewayProblem<'auth.finishApple'>

/** Finish signing in with Apple. The plain function of {@link AuthResource}.finishApple. */
export const finishApple: (core: Core, body: AppleCallback, options?: CallOptions) => ApiPromise<TokenPair, AuthFinishAppleProblem> =
  /* @__PURE__ */ operation('auth.finishApple', 'POST', '/api/v1/auth/apple/callback', 25, form)

/** By a link in a mail, by a password, or through Google, Apple or Facebook: each ends with an access token for 30 minutes and a refresh token for 7 days. No answer says whether an e-mail address has an account, except a registration, which cannot hide it. */
export interface AuthResource {
  /**
   * Ask for a sign-in link.
   *
   * Mails a link that works once within 15 minutes. The answer is the same for every address; one without an account gets its account when the link is used. A newer link does not end an older one.
   * @throws ApiError: 409 `idempotency_key_reused` · 422 `validation_failed` · 429 `rate_limited` · 503 `email_unavailable`
   * @example
   * await concord.auth.requestMagicLink({ email: 'ada@example.test' })
   */
  requestMagicLink(body: MagicLinkRequest, options?: CallOptions): ApiPromise<MailAccepted, AuthRequestMagicLinkProblem>

  /**
   * Sign in with a link.
   *
   * Takes the token of the link. It also proves the e-mail address.
   * @throws ApiError: 400 `magic_link_invalid`, `magic_link_expired`, `magic_link_used` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.auth.verifyMagicLink({ token: 'ml_4Xr8Zt2QpV7n' })
   */
  verifyMagicLink(body: MagicLinkVerification, options?: CallOptions): ApiPromise<SignedIn, AuthVerifyMagicLinkProblem>

  /**
   * Register with a password.
   *
   * Creates the account and mails a verification token. The user may sign in before the address is verified; `email_verified` tells. A mail that cannot be handed over does not fail the registration.
   * @throws ApiError: 409 `email_taken`, `idempotency_key_reused` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.auth.register({ email: 'ada@example.test', password: 'correct horse battery', name: 'Ada' })
   */
  register(body: Registration, options?: CallOptions): ApiPromise<User, AuthRegisterProblem>

  /**
   * Sign in with a password.
   *
   * Five wrong passwords in a row lock the address for 15 minutes, whether or not it has an account. While it is locked the right password does not help either.
   * @throws ApiError: 401 `invalid_credentials` · 422 `validation_failed` · 423 `account_locked` · 429 `rate_limited`
   * @example
   * await concord.auth.login({ email: 'ada@example.test', password: 'correct horse battery' })
   */
  login(body: Credentials, options?: CallOptions): ApiPromise<TokenPair, AuthLoginProblem>

  /**
   * Trade a refresh token for new tokens.
   *
   * A refresh token works once: the answer carries the next one. A token that comes a second time was stolen or its client is at fault, so every token that descends from the same sign-in is revoked.
   * @throws ApiError: 401 `refresh_token_invalid`, `refresh_token_expired`, `refresh_token_reused` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.auth.refresh({ refresh_token: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI3IiwidHlwZSI6InJlZnJlc2gifQ.c2lnbmF0dXJl' })
   */
  refresh(body: TokenRefresh, options?: CallOptions): ApiPromise<TokenPair, AuthRefreshProblem>

  /**
   * Sign out.
   *
   * Ends the sign-in that the access token belongs to: neither it nor any refresh token of that sign-in works afterwards. A refresh token in the body is revoked too; one that is unknown or somebody else's is ignored.
   * @throws ApiError: 401 `token_missing`, `token_invalid`, `token_expired` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.auth.logout({ refresh_token: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI3IiwidHlwZSI6InJlZnJlc2gifQ.c2lnbmF0dXJl' })
   */
  logout(body?: Logout, options?: CallOptions): ApiPromise<void, AuthLogoutProblem>

  /**
   * Ask for a link to choose a new password.
   *
   * Mails a link that works once within an hour. The answer is the same for every address; one without an account gets no mail.
   * @throws ApiError: 409 `idempotency_key_reused` · 422 `validation_failed` · 429 `rate_limited` · 503 `email_unavailable`
   * @example
   * await concord.auth.forgotPassword({ email: 'ada@example.test' })
   */
  forgotPassword(body: PasswordForgotten, options?: CallOptions): ApiPromise<MailAccepted, AuthForgotPasswordProblem>

  /**
   * Choose a new password.
   *
   * Takes the token of the link. Ends every sign-in of the user, opens a locked account and proves the e-mail address.
   * @throws ApiError: 400 `reset_token_invalid`, `reset_token_expired`, `reset_token_used` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.auth.resetPassword({ token: 'pr_9Lw3Kd6TyB1s', password: 'new horse battery staple' })
   */
  resetPassword(body: PasswordReset, options?: CallOptions): ApiPromise<void, AuthResetPasswordProblem>

  /**
   * Prove an e-mail address.
   *
   * Takes the verification token of the mail that a registration sends. It works once within 24 hours.
   * @throws ApiError: 400 `verification_token_invalid`, `verification_token_expired`, `verification_token_used` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.auth.verifyEmail({ token: 'ev_2Hn5Mc8RwJ4x' })
   */
  verifyEmail(body: EmailVerification, options?: CallOptions): ApiPromise<void, AuthVerifyEmailProblem>

  /**
   * Sign in with Google.
   *
   * Sends the browser to Google's consent page. Google sends it back to `redirect_uri` with `code` and `state`, which the callback takes.
   * @throws ApiError: 400 `redirect_uri_not_allowed` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.auth.startGoogle()
   */
  startGoogle(query?: AuthStartGoogleQuery, options?: CallOptions): ApiPromise<string, AuthStartGoogleProblem>

  /**
   * Finish signing in with Google.
   *
   * Takes what Google added to the redirect address. A GET, because Google redirects the browser. The `state` must be the one that the start gave to this browser, and works once within 10 minutes.
   * @throws ApiError: 400 `oauth_state_invalid`, `oauth_code_invalid`, `oauth_denied` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.auth.finishGoogle({ state: 'st_5Vq1' })
   */
  finishGoogle(query: AuthFinishGoogleQuery, options?: CallOptions): ApiPromise<TokenPair, AuthFinishGoogleProblem>

  /**
   * Sign in with Facebook.
   *
   * Sends the browser to Facebook's consent page. Facebook sends it back to `redirect_uri` with `code` and `state`, which the callback takes.
   * @throws ApiError: 400 `redirect_uri_not_allowed` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.auth.startFacebook()
   */
  startFacebook(query?: AuthStartFacebookQuery, options?: CallOptions): ApiPromise<string, AuthStartFacebookProblem>

  /**
   * Finish signing in with Facebook.
   *
   * Takes what Facebook added to the redirect address. A GET, because Facebook redirects the browser. The `state` must be the one that the start gave to this browser, and works once within 10 minutes.
   * @throws ApiError: 400 `oauth_state_invalid`, `oauth_code_invalid`, `oauth_denied` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.auth.finishFacebook({ state: 'st_5Vq1' })
   */
  finishFacebook(query: AuthFinishFacebookQuery, options?: CallOptions): ApiPromise<TokenPair, AuthFinishFacebookProblem>

  /**
   * Sign in with Apple.
   *
   * Sends the browser to Apple's consent page, which posts its answer to the callback.
   * @throws ApiError: 400 `redirect_uri_not_allowed` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.auth.startApple()
   */
  startApple(query?: AuthStartAppleQuery, options?: CallOptions): ApiPromise<string, AuthStartAppleProblem>

  /**
   * Finish signing in with Apple.
   *
   * A POST of a form and nothing else: whoever asks Apple for a name or an e-mail address gets the answer posted. The `state` must be the one that the start gave to this browser, and works once within 10 minutes.
   * @throws ApiError: 400 `oauth_state_invalid`, `oauth_code_invalid`, `oauth_denied` · 422 `validation_failed` · 429 `rate_limited`
   * @example
   * await concord.auth.finishApple({ state: 'st_5Vq1', code: 'ac_8Jd2Pw6N' })
   */
  finishApple(body: AppleCallback, options?: CallOptions): ApiPromise<TokenPair, AuthFinishAppleProblem>
}
