// Generated from specs/* by npm run generate; do not edit.

import * as admin from './operations/admin.ts'
import * as auth from './operations/auth.ts'
import * as channels from './operations/channels.ts'
import * as documents from './operations/documents.ts'
import * as health from './operations/health.ts'
import * as jobs from './operations/jobs.ts'
import * as payments from './operations/payments.ts'
import * as refunds from './operations/refunds.ts'
import * as users from './operations/users.ts'
import * as videos from './operations/videos.ts'
import * as websockets from './operations/websockets.ts'
import type { AdminApproveRefundProblem, AdminCreateApiKeyProblem, AdminDeleteApiKeyProblem, AdminListActivityLogsProblem, AdminListApiKeysProblem, AdminListDocumentsProblem, AdminListEmailTemplatesProblem, AdminListFeatureFlagsProblem, AdminListPaymentsProblem, AdminListRefundsProblem, AdminListUsersProblem, AdminRejectRefundProblem, AdminResource, AdminSettingsProblem, AdminStatsProblem, AdminUpdateEmailTemplateProblem, AdminUpdateFeatureFlagProblem, AdminUpdateSettingsProblem } from './operations/admin.ts'
import type { AuthFinishAppleProblem, AuthFinishFacebookProblem, AuthFinishGoogleProblem, AuthForgotPasswordProblem, AuthLoginProblem, AuthLogoutProblem, AuthRefreshProblem, AuthRegisterProblem, AuthRequestMagicLinkProblem, AuthResetPasswordProblem, AuthResource, AuthStartAppleProblem, AuthStartFacebookProblem, AuthStartGoogleProblem, AuthVerifyEmailProblem, AuthVerifyMagicLinkProblem } from './operations/auth.ts'
import type { ChannelsCreateProblem, ChannelsDeleteProblem, ChannelsGetProblem, ChannelsListProblem, ChannelsResource, ChannelsUpdateProblem } from './operations/channels.ts'
import type { DocumentsCreateProblem, DocumentsDeleteProblem, DocumentsDownloadProblem, DocumentsEstimateProblem, DocumentsExportProblem, DocumentsGetProblem, DocumentsListCitationsProblem, DocumentsListProblem, DocumentsListSectionsProblem, DocumentsResource, DocumentsUpdateProblem } from './operations/documents.ts'
import type { HealthGetProblem, HealthLiveProblem, HealthMetricsProblem, HealthReadyProblem, HealthResource } from './operations/health.ts'
import type { JobsGetProblem, JobsListProblem, JobsProgressProblem, JobsResource } from './operations/jobs.ts'
import type { PaymentsCreateIntentProblem, PaymentsGetProblem, PaymentsListProblem, PaymentsReceiveWebhookProblem, PaymentsResource, PaymentsVerifyProblem } from './operations/payments.ts'
import type { RefundsCreateProblem, RefundsGetProblem, RefundsListProblem, RefundsResource } from './operations/refunds.ts'
import type { UsersActivityProblem, UsersCreateProblem, UsersDeleteProblem, UsersGetProblem, UsersMeProblem, UsersResource, UsersSettingsProblem, UsersUpdateMeProblem, UsersUpdateProblem, UsersUpdateSettingsProblem } from './operations/users.ts'
import type { VideosCostProblem, VideosGenerateProblem, VideosGetProblem, VideosListProblem, VideosResource } from './operations/videos.ts'
import type { WebsocketsResource } from './operations/websockets.ts'

/** Every service with its methods. */
export interface Services {
  /** Admin */
  readonly admin: AdminResource
  /** Auth */
  readonly auth: AuthResource
  /** Channels */
  readonly channels: ChannelsResource
  /** Documents */
  readonly documents: DocumentsResource
  /** Health */
  readonly health: HealthResource
  /** Jobs */
  readonly jobs: JobsResource
  /** Payments */
  readonly payments: PaymentsResource
  /** Refunds */
  readonly refunds: RefundsResource
  /** Users */
  readonly users: UsersResource
  /** Videos */
  readonly videos: VideosResource
  /** WebSockets */
  readonly websockets: WebsocketsResource
}

/** By operation, every problem that it documents. */
export interface Problems {
  'admin.stats': AdminStatsProblem
  'admin.listUsers': AdminListUsersProblem
  'admin.listDocuments': AdminListDocumentsProblem
  'admin.listPayments': AdminListPaymentsProblem
  'admin.listRefunds': AdminListRefundsProblem
  'admin.approveRefund': AdminApproveRefundProblem
  'admin.rejectRefund': AdminRejectRefundProblem
  'admin.listActivityLogs': AdminListActivityLogsProblem
  'admin.listFeatureFlags': AdminListFeatureFlagsProblem
  'admin.updateFeatureFlag': AdminUpdateFeatureFlagProblem
  'admin.settings': AdminSettingsProblem
  'admin.updateSettings': AdminUpdateSettingsProblem
  'admin.listEmailTemplates': AdminListEmailTemplatesProblem
  'admin.updateEmailTemplate': AdminUpdateEmailTemplateProblem
  'admin.listApiKeys': AdminListApiKeysProblem
  'admin.createApiKey': AdminCreateApiKeyProblem
  'admin.deleteApiKey': AdminDeleteApiKeyProblem
  'auth.requestMagicLink': AuthRequestMagicLinkProblem
  'auth.verifyMagicLink': AuthVerifyMagicLinkProblem
  'auth.register': AuthRegisterProblem
  'auth.login': AuthLoginProblem
  'auth.refresh': AuthRefreshProblem
  'auth.logout': AuthLogoutProblem
  'auth.forgotPassword': AuthForgotPasswordProblem
  'auth.resetPassword': AuthResetPasswordProblem
  'auth.verifyEmail': AuthVerifyEmailProblem
  'auth.startGoogle': AuthStartGoogleProblem
  'auth.finishGoogle': AuthFinishGoogleProblem
  'auth.startFacebook': AuthStartFacebookProblem
  'auth.finishFacebook': AuthFinishFacebookProblem
  'auth.startApple': AuthStartAppleProblem
  'auth.finishApple': AuthFinishAppleProblem
  'channels.create': ChannelsCreateProblem
  'channels.list': ChannelsListProblem
  'channels.get': ChannelsGetProblem
  'channels.update': ChannelsUpdateProblem
  'channels.delete': ChannelsDeleteProblem
  'documents.create': DocumentsCreateProblem
  'documents.list': DocumentsListProblem
  'documents.get': DocumentsGetProblem
  'documents.update': DocumentsUpdateProblem
  'documents.delete': DocumentsDeleteProblem
  'documents.listSections': DocumentsListSectionsProblem
  'documents.listCitations': DocumentsListCitationsProblem
  'documents.estimate': DocumentsEstimateProblem
  'documents.export': DocumentsExportProblem
  'documents.download': DocumentsDownloadProblem
  'health.get': HealthGetProblem
  'health.ready': HealthReadyProblem
  'health.live': HealthLiveProblem
  'health.metrics': HealthMetricsProblem
  'jobs.list': JobsListProblem
  'jobs.get': JobsGetProblem
  'jobs.progress': JobsProgressProblem
  'payments.createIntent': PaymentsCreateIntentProblem
  'payments.verify': PaymentsVerifyProblem
  'payments.list': PaymentsListProblem
  'payments.get': PaymentsGetProblem
  'payments.receiveWebhook': PaymentsReceiveWebhookProblem
  'refunds.create': RefundsCreateProblem
  'refunds.list': RefundsListProblem
  'refunds.get': RefundsGetProblem
  'users.me': UsersMeProblem
  'users.updateMe': UsersUpdateMeProblem
  'users.activity': UsersActivityProblem
  'users.settings': UsersSettingsProblem
  'users.updateSettings': UsersUpdateSettingsProblem
  'users.create': UsersCreateProblem
  'users.get': UsersGetProblem
  'users.update': UsersUpdateProblem
  'users.delete': UsersDeleteProblem
  'videos.generate': VideosGenerateProblem
  'videos.list': VideosListProblem
  'videos.get': VideosGetProblem
  'videos.cost': VideosCostProblem
}

/** Every service with its plain functions. */
export const services = {
  admin: { stats: admin.stats, listUsers: admin.listUsers, listDocuments: admin.listDocuments, listPayments: admin.listPayments, listRefunds: admin.listRefunds, approveRefund: admin.approveRefund, rejectRefund: admin.rejectRefund, listActivityLogs: admin.listActivityLogs, listFeatureFlags: admin.listFeatureFlags, updateFeatureFlag: admin.updateFeatureFlag, settings: admin.settings, updateSettings: admin.updateSettings, listEmailTemplates: admin.listEmailTemplates, updateEmailTemplate: admin.updateEmailTemplate, listApiKeys: admin.listApiKeys, createApiKey: admin.createApiKey, deleteApiKey: admin.deleteApiKey },
  auth: { requestMagicLink: auth.requestMagicLink, verifyMagicLink: auth.verifyMagicLink, register: auth.register, login: auth.login, refresh: auth.refresh, logout: auth.logout, forgotPassword: auth.forgotPassword, resetPassword: auth.resetPassword, verifyEmail: auth.verifyEmail, startGoogle: auth.startGoogle, finishGoogle: auth.finishGoogle, startFacebook: auth.startFacebook, finishFacebook: auth.finishFacebook, startApple: auth.startApple, finishApple: auth.finishApple },
  channels: { create: channels.create, list: channels.list, get: channels.get, update: channels.update, delete: channels.delete },
  documents: { create: documents.create, list: documents.list, get: documents.get, update: documents.update, delete: documents.delete, listSections: documents.listSections, listCitations: documents.listCitations, estimate: documents.estimate, export: documents.export, download: documents.download },
  health: { get: health.get, ready: health.ready, live: health.live, metrics: health.metrics },
  jobs: { list: jobs.list, get: jobs.get, progress: jobs.progress },
  payments: { createIntent: payments.createIntent, verify: payments.verify, list: payments.list, get: payments.get, receiveWebhook: payments.receiveWebhook },
  refunds: { create: refunds.create, list: refunds.list, get: refunds.get },
  users: { me: users.me, updateMe: users.updateMe, activity: users.activity, settings: users.settings, updateSettings: users.updateSettings, create: users.create, get: users.get, update: users.update, delete: users.delete },
  videos: { generate: videos.generate, list: videos.list, get: videos.get, cost: videos.cost },
  websockets: { connect: websockets.connect },
}
