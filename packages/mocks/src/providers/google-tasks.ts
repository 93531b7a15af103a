import type { GoogleBehaviours } from '../generated/providers/google.ts'
import type { Task, TaskFields } from '../generated/providers/google-types.ts'
import { type TaskRow, tasks } from './google-rows.ts'
import { gone, invalid, now, ownList, page, type TasksCall, tasksApi } from './google-task-lists.ts'
import { checkPlace, childrenOf, inOrder, settle, taskIn } from './google-task-order.ts'

interface Asked {
  readonly showCompleted?: boolean
  readonly showDeleted?: boolean
  readonly showHidden?: boolean
  readonly updatedMin?: string
  readonly dueMin?: string
  readonly dueMax?: string
  readonly completedMin?: string
  readonly completedMax?: string
}

/** What is on the lists. */
export const taskBehaviours = {
  'google.listTasks': (call) => {
    const { maxResults = 20, pageToken } = call.query
    const { id } = ownList(call, call.path.tasklist)
    const all = inOrder(call, id).filter((row) => isAskedFor(row, call.query))
    const { items, next } = page(call, all, maxResults, pageToken)
    return call.reply(200, { kind: 'tasks#tasks', ...next, items: items.map(taskOf) })
  },
  'google.createTask': (call) => {
    const { world } = call
    const list = ownList(call, call.path.tasklist).id
    const { parent, previous } = call.query
    checkPlace(call, list, call.query)
    const row = tasks(world).insert({
      id: world.random('google').token(16),
      list,
      parent: parent ?? null,
      place: -1,
      ...content({ status: 'needsAction', completed: null }, call.body, now(world)),
      deleted: false,
      hidden: false,
      version: 1,
      updated: now(world),
    })
    return call.reply(200, taskOf(settle(call, row, previous)))
  },
  'google.getTask': (call) => call.reply(200, taskOf(ownTask(call, call.path))),
  'google.updateTask': (call) => {
    const row = ownTask(call, call.path)
    if (call.body.id !== row.id) throw invalid(call, 'Invalid task ID: it is not that of the address.')
    const whole = content(row, { status: 'needsAction', ...call.body }, now(call.world))
    return call.reply(200, taskOf(changed(call, row, whole)))
  },
  'google.patchTask': (call) => {
    const row = ownTask(call, call.path)
    return call.reply(200, taskOf(changed(call, row, content(row, { ...row, ...call.body }, now(call.world)))))
  },
  'google.deleteTask': (call) => {
    const row = ownTask(call, call.path)
    for (const each of [row, ...childrenOf(call, row)]) changed(call, each, { deleted: true })
    return gone()
  },
  'google.moveTask': (call) => {
    const { parent, previous, destinationTasklist } = call.query
    const row = ownTask(call, call.path)
    const list = destinationTasklist === undefined ? row.list : ownList(call, destinationTasklist).id
    checkPlace(call, list, call.query, row)
    for (const child of childrenOf(call, row)) changed(call, child, { list })
    const moved = changed(call, row, { list, parent: parent ?? null })
    return call.reply(200, taskOf(settle(call, moved, previous)))
  },
  'google.clearTasks': (call) => {
    const { id } = ownList(call, call.path.tasklist)
    const isDone = (row: TaskRow) => row.status === 'completed' && !row.hidden && !row.deleted
    for (const row of inOrder(call, id).filter(isDone)) changed(call, row, { hidden: true })
    return gone()
  },
} satisfies GoogleBehaviours

const ownTask = (call: TasksCall, path: { readonly tasklist: string; readonly task: string }): TaskRow =>
  taskIn(call, ownList(call, path.tasklist).id, path.task)

/** What is said of a task, filled up with what goes without saying. */
function content(
  before: Pick<TaskRow, 'status' | 'completed'>,
  { title = '', notes = null, due = null, status = before.status }: TaskFields,
  time: string,
): Pick<TaskRow, 'title' | 'notes' | 'due' | 'status' | 'completed'> {
  // Google keeps the day of what is due, and forgets the hour.
  const day = due === null ? null : `${due.slice(0, 10)}T00:00:00.000Z`
  return { title, notes, due: day, status, completed: status === 'completed' ? (before.completed ?? time) : null }
}

function changed({ world }: TasksCall, { id, version }: TaskRow, change: Partial<Omit<TaskRow, 'id'>>): TaskRow {
  const isOpenAgain = change.status === 'needsAction'
  return tasks(world).update(id, {
    ...change,
    ...(isOpenAgain && { hidden: false }),
    version: version + 1,
    updated: now(world),
  })
}

function isAskedFor(row: TaskRow, asked: Asked): boolean {
  const { showCompleted = true, showDeleted = false, showHidden = false } = asked
  if (row.deleted && !showDeleted) return false
  if (row.hidden && !showHidden) return false
  if (row.status === 'completed' && !showCompleted) return false
  return (
    isWithin(row.updated, asked.updatedMin, undefined) &&
    isWithin(row.due, asked.dueMin, asked.dueMax) &&
    isWithin(row.completed, asked.completedMin, asked.completedMax)
  )
}

/** What has no time is not within any. */
function isWithin(time: string | null, from: string | undefined, before: string | undefined): boolean {
  if (from === undefined && before === undefined) return true
  if (time === null) return false
  const moment = Date.parse(time)
  return (
    moment >= (from === undefined ? -Infinity : Date.parse(from)) &&
    moment < (before === undefined ? Infinity : Date.parse(before))
  )
}

function taskOf({
  id,
  list,
  parent,
  place,
  title,
  notes,
  due,
  completed,
  status,
  deleted,
  hidden,
  ...row
}: TaskRow): Task {
  return {
    kind: 'tasks#task',
    id,
    etag: `"${row.version}"`,
    title,
    updated: row.updated,
    selfLink: `${tasksApi}/lists/${list}/tasks/${id}`,
    ...(parent !== null && { parent }),
    position: String(place).padStart(20, '0'),
    ...(notes !== null && { notes }),
    status,
    ...(due !== null && { due }),
    ...(completed !== null && { completed }),
    ...(deleted && { deleted }),
    ...(hidden && { hidden }),
  }
}
