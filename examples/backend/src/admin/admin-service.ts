import { adminContract } from '@concord/contracts/ts-rest/admin'
import type { FastifyInstance } from 'fastify'
import { serve } from '../http/service.ts'
import type { Platform } from '../platform.ts'
import { everybodysLists } from './lists.ts'
import { operatorsSettings } from './operators-settings.ts'
import { refundReviews } from './refund-reviews.ts'
import { figures } from './stats.ts'

/** What the operators of the platform see and decide. */
export const serveAdmin = (app: FastifyInstance, platform: Platform): void =>
  serve(app, platform, adminContract, {
    stats: () => ({ status: 200, body: figures(platform.database) }),
    ...everybodysLists(platform),
    ...refundReviews(platform),
    ...operatorsSettings(platform),
  })
