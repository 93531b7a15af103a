import { z } from 'zod'
import { ControlProblem } from '../control-problem.ts'
import { isWorldName } from '../worlds.ts'
import { type Route, route } from './route.ts'
import { Advance, Clock, ClockChange, listOf, WorldSummary } from './schemas.ts'

const Name = z.object({ name: z.string().min(1).max(100) })

const clockProblem = (error: unknown): unknown =>
  error instanceof RangeError ? new ControlProblem(409, 'clock_not_set', 'Clock not set', error.message) : error

/** Time and state. */
export const worldRoutes: readonly Route[] = [
  route({
    id: 'clock.get',
    method: 'get',
    path: '/clock',
    tag: 'clock',
    summary: 'Read the virtual clock',
    answer: Clock,
    handle: ({ controls }) => controls.clock.view,
  }),
  route({
    id: 'clock.set',
    method: 'put',
    path: '/clock',
    tag: 'clock',
    summary: 'Set the speed, pause, or jump',
    description: '`now` must not lie in the virtual past. What would have become due before it happens at once.',
    body: ClockChange,
    answer: Clock,
    problems: [409, 422],
    handle({ controls }, { body }) {
      try {
        controls.clock.set(body)
      } catch (error) {
        throw clockProblem(error)
      }
      return controls.clock.view
    },
  }),
  route({
    id: 'clock.advance',
    method: 'post',
    path: '/clock/advance',
    tag: 'clock',
    summary: 'Wind the clock forward',
    description: 'Answers when everything that became due on the way is done.',
    body: Advance,
    answer: Clock,
    problems: [409, 422],
    async handle({ controls }, { body }) {
      try {
        await controls.clock.advance(body.seconds)
      } catch (error) {
        throw clockProblem(error)
      }
      return controls.clock.view
    },
  }),
  route({
    id: 'worlds.reset',
    method: 'post',
    path: '/reset',
    tag: 'worlds',
    summary: 'Begin this world anew',
    description: 'Snapshots stay. Open sockets are closed.',
    body: z.strictObject({ seed: z.number().int().optional() }),
    answer: WorldSummary,
    problems: [422],
    handle({ controls }, { body }) {
      controls.reset(body.seed)
      return controls.summary
    },
  }),
  route({
    id: 'worlds.list',
    method: 'get',
    path: '/worlds',
    tag: 'worlds',
    summary: 'List the worlds of this sandbox',
    answer: listOf(WorldSummary),
    handle: ({ worlds }) => ({ items: worlds.names.map((name) => worlds.controls(name).summary) }),
  }),
  route({
    id: 'worlds.delete',
    method: 'delete',
    path: '/worlds/{name}',
    tag: 'worlds',
    summary: 'Throw a world away',
    description: 'Its name begins anew when it is used again.',
    params: Name,
    problems: [404],
    handle({ worlds }, { params }) {
      if (isWorldName(params.name) && worlds.delete(params.name)) return undefined
      throw new ControlProblem(404, 'world_not_found', 'No such world', `There is no world "${params.name}".`)
    },
  }),
  route({
    id: 'snapshots.list',
    method: 'get',
    path: '/snapshots',
    tag: 'snapshots',
    summary: 'List the snapshots of this world',
    answer: listOf(Name),
    handle: ({ controls }) => ({ items: controls.snapshots.names.map((name) => ({ name })) }),
  }),
  route({
    id: 'snapshots.take',
    method: 'post',
    path: '/snapshots',
    tag: 'snapshots',
    summary: 'Keep this world as it is now',
    body: Name.strict(),
    status: 201,
    answer: Name,
    problems: [422],
    handle({ controls }, { body }) {
      controls.snapshots.take(body.name)
      return { name: body.name }
    },
  }),
  route({
    id: 'snapshots.restore',
    method: 'post',
    path: '/snapshots/{name}/restore',
    tag: 'snapshots',
    summary: 'Go back to a snapshot',
    params: Name,
    answer: WorldSummary,
    problems: [404],
    handle({ controls }, { params }) {
      controls.snapshots.restore(params.name)
      return controls.summary
    },
  }),
]
