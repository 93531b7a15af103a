import { type Moment, witnessOf } from '../engine/witness.ts'
import type { World } from '../world/world.ts'
import { between, requestsOf } from './seen-requests.ts'
import { type Finding, verdictRule } from './verdict.ts'

/** Less than this is no pause; milliseconds. */
const atOnce = 20

/** A connection that lasted this long was one; milliseconds. */
const lasting = 1_000

/** Closed for good: done, going away, or not allowed. */
const final: ReadonlySet<unknown> = new Set([1000, 1005, 4403])

/** What happened to the sockets of one address, in order. */
interface SocketEvent {
  readonly kind: 'asked' | 'lost' | 'left'
  readonly seq: number
  readonly moment: Moment
  /** Of a connection that was lost: how long it had lasted. */
  readonly lasted: number
}

interface Comeback {
  readonly lost: SocketEvent
  readonly asked: SocketEvent
  readonly waited: number
}

export const reconnects = verdictRule({
  name: 'reconnects-with-back-off',
  summary: 'Opens a lost socket again, and pauses between one attempt and the next.',
  unseen: 'No socket that was lost was opened again.',
  findings: (world) =>
    [...eventsOf(world)].flatMap(([path, events]) =>
      runsOf(events).map((run): Finding => {
        const waits = run.map(({ waited }) => waited)
        const good = run.length < 2 || Math.max(...waits) >= atOnce
        const times = run.length === 1 ? 'once' : `${run.length} times`
        const sentence = `The socket ${path} was lost and opened again ${times}, ${good ? 'with pauses' : 'without a pause'}.`
        return { good, evidence: run.flatMap(({ lost, asked }) => [lost.seq, asked.seq]), sentence }
      }),
    ),
})

/** Comebacks after which the socket did not last belong together. */
function runsOf(events: readonly SocketEvent[]): readonly (readonly Comeback[])[] {
  const runs: Comeback[][] = []
  let run: Comeback[] = []
  let lost: SocketEvent | undefined
  for (const event of events) {
    if (event.kind === 'left') lost = undefined
    else if (event.kind === 'lost') {
      if (event.lasted >= lasting) run = []
      lost = event
    } else if (lost !== undefined) {
      if (run.length === 0) runs.push(run)
      run.push({ lost, asked: event, waited: between(lost.moment, event.moment) })
      lost = undefined
    }
  }
  return runs
}

function eventsOf(world: World): ReadonlyMap<string, readonly SocketEvent[]> {
  const closes = world.timeline.of('frame').flatMap((item) => {
    const witness = item.direction === 'closed' ? witnessOf(item) : undefined
    if (witness?.path === undefined) return []
    const { began, ended, path } = witness
    const kind = final.has(item.code) ? 'left' : 'lost'
    const event: SocketEvent = { kind, seq: item.seq, moment: ended, lasted: between(began, ended) }
    return [{ path, event }]
  })
  const attempts = requestsOf(world).flatMap(({ seq, path, status, witness }) => {
    if (witness.isSocket !== true) return []
    const asked: SocketEvent = { kind: 'asked', seq, moment: witness.began, lasted: 0 }
    const refused: SocketEvent = { kind: 'lost', seq, moment: witness.ended, lasted: 0 }
    return [{ path, event: asked }, ...(status === 101 ? [] : [{ path, event: refused }])]
  })
  const paths = new Map<string, SocketEvent[]>()
  for (const { path, event } of [...closes, ...attempts]) paths.set(path, [...(paths.get(path) ?? []), event])
  for (const events of paths.values()) events.sort((one, other) => one.moment.turn - other.moment.turn)
  return paths
}
