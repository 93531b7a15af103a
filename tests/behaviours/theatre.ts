import type { CheckResult } from '@concord/contracts/report'
import { verify } from '@concord/contracts/verify'
import { type RunningServer, startServer } from '@concord/mocks/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Behaviour } from '../../packages/contracts/src/behaviours/behaviour.ts'
import { nameOf } from '../../packages/contracts/src/behaviours/behaviours-layer.ts'
import { answer, type Fault, faultyBackend } from './faulty-backend.ts'
import type { SocketFault } from './faulty-sockets.ts'

/** A backend that a behaviour must reject, and the sentence with which it does. */
export interface Rejected {
  readonly behaviour: string
  /** Where several services have a behaviour of this name. */
  readonly service?: string
  /** What the backend gets wrong. */
  readonly fault: string
  /** Made anew for each test, so that it may remember things. */
  readonly make?: () => Fault
  /** The same for what it says on its sockets. */
  readonly sockets?: () => SocketFault
  readonly says: string | RegExp
}

/** Holds each behaviour against the sandbox, which keeps it, and against backends that do not. */
export function holdAgainstFaults(behaviours: readonly Behaviour[], rejected: readonly Rejected[]): void {
  let sandbox: RunningServer
  let worlds = 0
  beforeAll(async () => {
    sandbox = await startServer({ port: 0 })
    // What the first world needs is loaded here, not within a preflight's patience.
    await fetch(`${sandbox.url}/__sandbox/provider-states`)
  })
  afterAll(() => sandbox.close())

  const play = async (behaviour: Behaviour, fault?: Fault, sockets?: SocketFault): Promise<CheckResult> => {
    worlds += 1
    const world = `${sandbox.url}/~world-${worlds}`
    const faulty = (fault ?? sockets) && (await faultyBackend(world, fault, sockets))
    try {
      const report = await verify({
        provider: behaviour.service,
        baseUrl: faulty?.url ?? world,
        statesUrl: `${world}/__sandbox/provider-states`,
        sandboxUrl: world,
        only: ['behaviours'],
        filter: nameOf(behaviour),
      })
      const [check] = report.checks
      if (check === undefined || report.checks.length > 1) throw new Error('Exactly one behaviour must be played.')
      return check
    } finally {
      await faulty?.close()
    }
  }
  const called = (id: string, service?: string): Behaviour => {
    const found = behaviours.find(
      (behaviour) => behaviour.id === id && (service ?? behaviour.service) === behaviour.service,
    )
    if (found === undefined) throw new Error(`There is no behaviour "${id}" of ${service ?? 'any service'}.`)
    return found
  }

  test.each(behaviours)(
    'the sandbox keeps $service $id, and a stub that says yes to everything does not',
    async (behaviour) => {
      expect((await play(behaviour)).failure).toBeUndefined()
      const stubbed = await play(behaviour, async () => answer(200, {}), { refuse: true })
      expect(stubbed.failure?.cause).toMatch(/\.$/)
    },
  )

  test.each(rejected)(
    '$behaviour rejects a backend where $fault',
    async ({ behaviour, service, make, sockets, says }) => {
      const { failure, rule } = await play(called(behaviour, service), make?.(), sockets?.())
      expect(rule).toBe(behaviour)
      expect(failure?.cause).toMatch(says)
      expect(failure?.curl ?? '').not.toContain('undefined')
    },
  )

  test('every behaviour has a backend that it rejects', () => {
    const named = (id: string, service: string): string => `${service} ${id}`
    const broken = rejected.map(({ behaviour, service }) => named(behaviour, called(behaviour, service).service))
    expect([...new Set(broken)].sort()).toEqual(behaviours.map(({ id, service }) => named(id, service)).sort())
  })
}
