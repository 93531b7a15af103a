import { type TaskRow, tasks } from './google-rows.ts'
import { invalid, notFound, type TasksCall } from './google-task-lists.ts'

/** Where a task shall stand: under which other one, and after which. */
export interface Place {
  readonly parent?: string
  readonly previous?: string
}

/** A task of this list that was not deleted. */
export function taskIn(call: TasksCall, list: string, id: string): TaskRow {
  const row = tasks(call.world).get(id)
  if (row === undefined || row.list !== list || row.deleted) throw notFound(call, 'Task not found.')
  return row
}

/** Those that belong to a task, as they stand. */
export const childrenOf = ({ world }: TasksCall, { id, list }: TaskRow): readonly TaskRow[] => siblings(world, list, id)

/**
 * Refuses a place that there is not: a parent of another list, one that belongs to another task itself (Google knows two levels
 * only), or a sibling that is none.
 */
export function checkPlace(call: TasksCall, list: string, { parent, previous }: Place, moved?: TaskRow): void {
  if (parent !== undefined) {
    const above = taskIn(call, list, parent)
    const isDeep = above.parent !== null || (moved !== undefined && childrenOf(call, moved).length > 0)
    if (above.id === moved?.id || isDeep) throw invalid(call, 'Invalid parent task: tasks nest one level deep.')
  }
  if (previous === undefined) return
  const isSibling = siblings(call.world, list, parent ?? null).some(({ id }) => id === previous && id !== moved?.id)
  if (!isSibling) throw invalid(call, 'Invalid previous task: it is no sibling.')
}

/** Puts a task where it shall stand; those behind it make room. */
export function settle({ world }: TasksCall, { id, list, parent }: TaskRow, previous: string | undefined): TaskRow {
  const others = siblings(world, list, parent).filter((row) => row.id !== id)
  const at = others.findIndex((row) => row.id === previous) + 1
  const order = [...others.slice(0, at).map((row) => row.id), id, ...others.slice(at).map((row) => row.id)]
  for (const [place, each] of order.entries())
    if (tasks(world).get(each)?.place !== place) tasks(world).update(each, { place })
  return tasks(world).get(id) as TaskRow
}

/** All of a list: each followed by those that belong to it. */
export function inOrder({ world }: TasksCall, list: string): readonly TaskRow[] {
  const rows = tasks(world).where({ list })
  const below = (parent: string | null) =>
    rows.filter((row) => row.parent === parent).sort((one, other) => one.place - other.place)
  return below(null).flatMap((row) => [row, ...below(row.id)])
}

const siblings = (world: TasksCall['world'], list: string, parent: string | null): readonly TaskRow[] =>
  tasks(world)
    .where({ list })
    .filter((row) => row.parent === parent && !row.deleted)
    .sort((one, other) => one.place - other.place)
