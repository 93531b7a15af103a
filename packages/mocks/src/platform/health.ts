import type { HealthStatus } from '@concord/sdk/types'
import type { HealthBehaviours } from '../generated/health.ts'
import type { World } from '../world/world.ts'
import { mailIsDown } from './mail/mails.ts'
import { documents, jobs, payments, users, videos } from './rows.ts'
import { outcomeOf, succeeded } from './upstream-outcome.ts'

/** What the platform stands on. */
export const dependencies = ['database', 'redis', 'storage', 'email'] as const
export type Dependency = (typeof dependencies)[number]

const retryAfter = { 'retry-after': '30' }

/** Health, readiness, liveness and metrics. */
export const healthBehaviours: HealthBehaviours = {
  'health.get': (call) => {
    const found = check(call.world)
    if (found.database === 'unhealthy') {
      throw call.problem('service_unhealthy', { headers: retryAfter, extra: { dependencies: found } })
    }
    const whole = dependencies.every((name) => found[name] === 'healthy')
    return call.reply(200, {
      status: whole ? 'healthy' : 'degraded',
      service: 'tesigo',
      version: '1.0.0',
      timestamp: call.world.clock.iso(),
      dependencies: found,
    })
  },

  'health.ready': (call) => {
    if (isDown(call.world, 'database')) throw call.problem('not_ready', { headers: retryAfter })
    return call.reply(200, { status: 'ready' })
  },

  'health.live': (call) => call.reply(200, { status: 'alive' }),

  'health.metrics': (call) =>
    call.reply(200, metrics(call.world), { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }),
}

const check = (world: World) =>
  Object.fromEntries(
    dependencies.map((name) => [name, isDown(world, name) ? 'unhealthy' : 'healthy'] as const),
  ) as Record<Dependency, HealthStatus>

/** Looking at a dependency is an attempt to use it. */
function isDown(world: World, dependency: Dependency): boolean {
  if (dependency === 'email') return mailIsDown(world, 'magic_link')
  return !succeeded(outcomeOf(world, world.faults.strike({ on: 'provider', provider: dependency })))
}

/** Prometheus' text format. */
function metrics(world: World): string {
  const requests = new Map<string, number>()
  for (const { operation, status } of world.timeline.of('request')) {
    const labels = `operation="${operation ?? 'none'}",status="${status ?? 'none'}"`
    requests.set(labels, (requests.get(labels) ?? 0) + 1)
  }
  return [
    ...family('http_requests_total', 'counter', 'Requests on the timeline of this world.', requests),
    ...family('users', 'gauge', 'Accounts.', new Map([['', users(world).size]])),
    ...family('documents', 'gauge', 'Documents by status.', countBy(documents(world).all())),
    ...family('jobs', 'gauge', 'Generation jobs by status.', countBy(jobs(world).all())),
    ...family('payments', 'gauge', 'Payments by status.', countBy(payments(world).all())),
    ...family('videos', 'gauge', 'Videos by status.', countBy(videos(world).all())),
    '',
  ].join('\n')
}

function countBy(rows: readonly { readonly status: string }[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { status } of rows) counts.set(`status="${status}"`, (counts.get(`status="${status}"`) ?? 0) + 1)
  return counts
}

function family(name: string, type: 'counter' | 'gauge', help: string, values: ReadonlyMap<string, number>): string[] {
  const lines = [...values].map(([labels, value]) => `${name}${labels && `{${labels}}`} ${value}`)
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines]
}
