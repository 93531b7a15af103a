import type { Caller, SandboxReply } from '../engine/call.ts'
import type { GoogleBehaviours } from '../generated/providers/google.ts'
import type { TaskList } from '../generated/providers/google-types.ts'
import type { World } from '../world/world.ts'
import { type ListRow, lists, tasks } from './google-rows.ts'

/** What these behaviours need of a call. */
export interface TasksCall {
  readonly world: World
  readonly caller: Caller
  problem(code: 'not_found' | 'validation_failed', options: { extra: { message: string } }): Error
}

/** Where the links in answers lead. */
export const tasksApi = 'https://www.googleapis.com/tasks/v1'

/** The lists of Google Tasks. Everybody sees their own. */
export const taskListBehaviours = {
  'google.listTaskLists': (call) => {
    const { maxResults = 1000, pageToken } = call.query
    const { items, next } = page(call, ownLists(call), maxResults, pageToken)
    return call.reply(200, { kind: 'tasks#taskLists', ...next, items: items.map(listOf) })
  },
  'google.createTaskList': (call) => call.reply(200, listOf(addList(call, call.body.title))),
  'google.getTaskList': (call) => call.reply(200, listOf(ownList(call, call.path.tasklist))),
  'google.updateTaskList': (call) => call.reply(200, listOf(renamed(call, call.path.tasklist, call.body.title))),
  'google.patchTaskList': (call) => call.reply(200, listOf(renamed(call, call.path.tasklist, call.body.title))),
  'google.deleteTaskList': (call) => {
    const { id } = ownList(call, call.path.tasklist)
    for (const task of tasks(call.world).where({ list: id })) tasks(call.world).delete(task.id)
    lists(call.world).delete(id)
    return gone()
  },
} satisfies GoogleBehaviours

/** Done, and nothing to say. */
export const gone = (): SandboxReply => ({ status: 204, headers: {} })

/** The time of the world, as Google writes times. */
export const now = (world: World): string => new Date(world.clock.now()).toISOString()

/** What was asked for is not there, or not the caller's. */
export const notFound = (call: TasksCall, message: string): Error => call.problem('not_found', { extra: { message } })

/** What was asked for makes no sense. */
export const invalid = (call: TasksCall, message: string): Error =>
  call.problem('validation_failed', { extra: { message } })

/** A page of what there is, and the token of the next one. */
export function page<T>(
  call: TasksCall,
  all: readonly T[],
  size: number,
  token = '0',
): { readonly items: readonly T[]; readonly next: { readonly nextPageToken?: string } } {
  if (!/^\d{1,9}$/.test(token)) throw invalid(call, 'Invalid page token.')
  const from = Number(token)
  const next = from + size
  return { items: all.slice(from, next), next: next < all.length ? { nextPageToken: String(next) } : {} }
}

/** A list of the caller's; `@default` is the first. */
export function ownList(call: TasksCall, id: string): ListRow {
  const own = ownLists(call)
  const found = id === '@default' ? own[0] : own.find((list) => list.id === id)
  if (found === undefined) throw notFound(call, 'Task list not found.')
  return found
}

function ownLists(call: TasksCall): readonly ListRow[] {
  const own = lists(call.world).where({ email: String(call.caller.claims.email) })
  return own.length > 0 ? own : [addList(call, 'My Tasks')]
}

function addList({ world, caller }: TasksCall, title: string): ListRow {
  const email = String(caller.claims.email)
  return lists(world).insert({ id: world.random('google').token(20), email, title, version: 1, updated: now(world) })
}

function renamed(call: TasksCall, list: string, title: string): ListRow {
  const { id, version } = ownList(call, list)
  return lists(call.world).update(id, { title, version: version + 1, updated: now(call.world) })
}

const listOf = ({ id, title, version, updated }: ListRow): TaskList => ({
  kind: 'tasks#taskList',
  id,
  etag: `"${version}"`,
  title,
  updated,
  selfLink: `${tasksApi}/users/@me/lists/${id}`,
})
