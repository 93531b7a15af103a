import type { Caller, SandboxReply } from '../engine/call.ts'
import type { GoogleBehaviours } from '../generated/providers/google.ts'
import type { Task, TaskList } from '../generated/providers/google-types.ts'
import type { World } from '../world/world.ts'
import { type ListRow, lists, type TaskRow, tasks } from './google-rows.ts'

interface AnyCall {
  readonly world: World
  readonly caller: Caller
  problem(code: 'not_found', options: { extra: Record<string, unknown> }): Error
}

const api = 'https://www.googleapis.com/tasks/v1'

/** Google Tasks: lists and what is on them. Everybody sees their own. */
export const taskBehaviours = {
  'google.listTaskLists': (call) =>
    call.reply(200, { kind: 'tasks#taskLists', items: ownLists(call).map((row) => listOf(row)) }),
  'google.createTaskList': (call) => call.reply(200, listOf(addList(call, call.body.title))),
  'google.getTaskList': (call) => call.reply(200, listOf(ownList(call, call.path.tasklist))),
  'google.patchTaskList': (call) => {
    const { id, version } = ownList(call, call.path.tasklist)
    const change = { title: call.body.title, version: version + 1, updated: now(call.world) }
    return call.reply(200, listOf(lists(call.world).update(id, change)))
  },
  'google.deleteTaskList': (call) => {
    const { id } = ownList(call, call.path.tasklist)
    for (const task of tasks(call.world).where({ list: id })) tasks(call.world).delete(task.id)
    lists(call.world).delete(id)
    return gone()
  },
  'google.listTasks': (call) => {
    const { maxResults = 20, pageToken = '0', showCompleted = true } = call.query
    const { id } = ownList(call, call.path.tasklist)
    const all = tasks(call.world)
      .where({ list: id })
      .filter(({ status }) => showCompleted || status !== 'completed')
    const from = Number.parseInt(pageToken, 10) || 0
    const next = from + maxResults
    return call.reply(200, {
      kind: 'tasks#tasks',
      ...(next < all.length && { nextPageToken: String(next) }),
      items: all.slice(from, next).map(taskOf),
    })
  },
  'google.createTask': (call) => {
    const { world } = call
    const list = ownList(call, call.path.tasklist).id
    const { title = '', notes, due, status = 'needsAction' } = call.body
    const updated = now(world)
    const row = tasks(world).insert({
      id: world.random('google').token(16),
      list,
      place: tasks(world).nextId(),
      title,
      ...(notes !== undefined && { notes }),
      ...(due !== undefined && { due: dayOf(due) }),
      ...(status === 'completed' && { completed: updated }),
      status,
      version: 1,
      updated,
    })
    return call.reply(200, taskOf(row))
  },
  'google.getTask': (call) => call.reply(200, taskOf(ownTask(call, call.path))),
  'google.patchTask': (call) => {
    const { world } = call
    const { id, version, completed: _, ...task } = ownTask(call, call.path)
    const { title, notes, due, status } = call.body
    const updated = now(world)
    const changed = {
      ...task,
      ...(title !== undefined && { title }),
      ...(notes !== undefined && { notes }),
      ...(due !== undefined && { due: dayOf(due) }),
      ...(status !== undefined && { status }),
    }
    const completed = changed.status === 'completed' ? { completed: _ ?? updated } : {}
    tasks(world).delete(id)
    return call.reply(200, taskOf(tasks(world).insert({ id, ...changed, ...completed, version: version + 1, updated })))
  },
  'google.deleteTask': (call) => {
    tasks(call.world).delete(ownTask(call, call.path).id)
    return gone()
  },
} satisfies GoogleBehaviours

const gone = (): SandboxReply => ({ status: 204, headers: {} })

const now = (world: World): string => new Date(world.clock.now()).toISOString()

/** Google keeps the day of what is due, and forgets the hour. */
const dayOf = (due: string): string => `${due.slice(0, 10)}T00:00:00.000Z`

function ownLists(call: AnyCall): readonly ListRow[] {
  const email = String(call.caller.claims.email)
  const own = lists(call.world).where({ email })
  return own.length > 0 ? own : [addList(call, 'My Tasks')]
}

function addList({ world, caller }: AnyCall, title: string): ListRow {
  const email = String(caller.claims.email)
  return lists(world).insert({ id: world.random('google').token(20), email, title, version: 1, updated: now(world) })
}

function ownList(call: AnyCall, id: string): ListRow {
  const own = ownLists(call)
  const found = id === '@default' ? own[0] : own.find((list) => list.id === id)
  if (found === undefined) throw call.problem('not_found', { extra: { message: 'Task list not found.' } })
  return found
}

function ownTask(call: AnyCall, path: { readonly tasklist: string; readonly task: string }): TaskRow {
  const list = ownList(call, path.tasklist).id
  const row = tasks(call.world).get(path.task)
  if (row?.list !== list) throw call.problem('not_found', { extra: { message: 'Task not found.' } })
  return row
}

const listOf = ({ id, title, version, updated }: ListRow): TaskList => ({
  kind: 'tasks#taskList',
  id,
  etag: `"${version}"`,
  title,
  updated,
  selfLink: `${api}/users/@me/lists/${id}`,
})

function taskOf({ list, place, version, ...row }: TaskRow): Task {
  return {
    ...row,
    kind: 'tasks#task',
    etag: `"${version}"`,
    selfLink: `${api}/lists/${list}/tasks/${row.id}`,
    position: String(place).padStart(20, '0'),
  }
}
