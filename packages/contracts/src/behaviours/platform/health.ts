import { member } from '../../backend/http-text.ts'
import type { Behaviour } from '../behaviour.ts'

/** Health that tells the truth. */
export const healthBehaviours: readonly Behaviour[] = [
  {
    id: 'honest-health',
    service: 'health',
    statement:
      'Health names the dependency that is down; only without the database the service is unhealthy and not ready',
    operations: ['health.get', 'health.ready', 'health.live'],
    states: ['a dependency is down'],
    async run(stage) {
      await stage.setUp()
      const whole = (await stage.call('health.get')).expect(200)
      stage.must(
        whole.value('status') === 'healthy',
        `Health is ${String(whole.value('status'))} while nothing is down.`,
        { sent: whole.reply.sent },
      )
      for (const dependency of ['redis', 'storage', 'email', 'database']) {
        await stage.setUp(['a dependency is down', { dependency }])
        const down = `while ${dependency} is down`
        const health = await stage.call('health.get')
        const ready = await stage.call('health.ready')
        ;(await stage.call('health.live')).expect(200, down)
        if (dependency === 'database') {
          health.expectProblem(503, 'service_unhealthy', down)
          ready.expectProblem(503, 'not_ready', down)
        } else {
          const status = health.expect(200, down).value('status')
          stage.must(status === 'degraded', `Health is ${String(status)} instead of degraded ${down}.`, {
            expected: 'degraded',
            actual: health.shown,
            sent: health.reply.sent,
          })
          ready.expect(200, down)
        }
        const named = member(health.value('dependencies'), dependency)
        stage.must(named === 'unhealthy', `Health says that ${dependency} is ${String(named)} ${down}.`, {
          expected: 'unhealthy',
          actual: JSON.stringify(health.value('dependencies')),
          sent: health.reply.sent,
        })
      }
    },
  },
]
