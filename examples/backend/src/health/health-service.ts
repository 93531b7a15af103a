import { healthContract } from '@concord/contracts/ts-rest/health'
import type { HealthStatus } from '@concord/sdk/types'
import type { FastifyInstance } from 'fastify'
import { Problem } from '../http/problems.ts'
import { serve } from '../http/service.ts'
import type { Platform } from '../platform.ts'
import { timestamp } from '../storage/clock.ts'
import { RequestCounts, writeMetrics } from './metrics.ts'

const version = '1.0.0'

/** Health, readiness, liveness and metrics. */
export function serveHealth(app: FastifyInstance, platform: Platform): void {
  const requests = new RequestCounts()
  app.addHook('onResponse', async ({ method }, { statusCode }) => requests.count(method, statusCode))
  serve(app, platform, healthContract, {
    get: async () => {
      const dependencies = await look(platform)
      if (dependencies.database === 'unhealthy') {
        throw new Problem('service_unhealthy', { retryAfter: 30, extra: { dependencies } })
      }
      const whole = Object.values(dependencies).every((status) => status === 'healthy')
      const status = whole ? 'healthy' : 'degraded'
      return { status: 200, body: { status, service: 'tesigo', version, timestamp: timestamp(), dependencies } }
    },

    ready: () => {
      if (!databaseAnswers(platform)) throw new Problem('not_ready', { retryAfter: 30 })
      return { status: 200, body: { status: 'ready' } }
    },

    live: () => ({ status: 200, body: { status: 'alive' } }),

    metrics: () => ({
      status: 200,
      headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
      body: writeMetrics(platform, requests),
    }),
  })
}

/** Asks each dependency. `redis` is the contract's name for the store of the limits, which is in memory here. */
async function look(platform: Platform) {
  const { limits, mail, storage } = platform
  const [storageAnswers, mailAnswers] = await Promise.all([
    storage.check().then(
      () => true,
      () => false,
    ),
    mail.isHealthy(),
  ])
  return {
    database: said(databaseAnswers(platform)),
    redis: said(limits.isHealthy),
    storage: said(storageAnswers),
    email: said(mailAnswers),
  }
}

function databaseAnswers({ database }: Platform): boolean {
  try {
    return database.one`select 1 as answer` !== undefined
  } catch {
    return false
  }
}

const said = (answers: boolean): HealthStatus => (answers ? 'healthy' : 'unhealthy')
