import type { Answer, Item } from '../engine/answer.ts'
import type { Stage } from '../engine/stage.ts'

/** A list, and who reads it. */
export interface Reading {
  readonly operation: string
  readonly as: string
}

/** Reads every page and one more. @throws Broken unless each holds what it should, and nothing stands on two */
export async function leafThrough(
  stage: Stage,
  { operation, as }: Reading,
  total: number,
  perPage: number,
): Promise<readonly Item[]> {
  const page = async (number: number): Promise<Answer> => {
    const query = { page: number, per_page: perPage }
    const answer = (await stage.call(operation, { query, as })).expect(200)
    mustCount(stage, answer, { total, page: number, per_page: perPage })
    return answer
  }
  const pages = Math.ceil(total / perPage)
  const seen: Item[] = []
  for (let number = 1; number <= pages; number += 1) {
    const items = (await page(number)).list()
    const wanted = Math.min(perPage, total - seen.length)
    stage.must(
      items.length === wanted,
      `Page ${number} of ${operation} has ${items.length} entries instead of ${wanted}.`,
    )
    seen.push(...items)
  }
  mustBeDistinct(stage, seen, operation)
  const beyond = await page(pages + 1)
  stage.must(beyond.list().length === 0, `A page beyond the end of ${operation} is not empty.`, {
    expected: 'no entries',
    actual: idsOf(beyond.list()),
    sent: beyond.reply.sent,
  })
  return seen
}

/** Asks for sizes and pages that there are, and for some that there are not. */
export async function mustKeepBounds(stage: Stage, { operation, as }: Reading): Promise<void> {
  for (const query of [{ per_page: 1 }, { per_page: 100 }]) (await stage.call(operation, { query, as })).expect(200)
  for (const query of [{ per_page: 0 }, { per_page: 101 }, { page: 0 }, { page: -1 }, { page: 'two' }]) {
    const refused = await stage.call(operation, { query, as })
    const asked = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
    refused.expectProblem(422, 'validation_failed', `to ${asked}`)
  }
}

/** @throws Broken unless the pages put together are the list, in its order */
export function mustBeTheWhole(stage: Stage, seen: readonly Item[], whole: Answer): void {
  stage.must(idsOf(whole.list()) === idsOf(seen), `The pages of ${whole.step} put together are not the list.`, {
    expected: idsOf(whole.list()),
    actual: idsOf(seen),
    sent: whole.reply.sent,
  })
}

/** @throws Broken unless the envelope says this */
export function mustCount(
  stage: Stage,
  answer: Answer,
  wanted: { readonly total: number; readonly page: number; readonly per_page: number },
): void {
  const said = { total: answer.number('total'), page: answer.number('page'), per_page: answer.number('per_page') }
  stage.must(JSON.stringify(said) === JSON.stringify(wanted), `${answer.step} counts wrong.`, {
    expected: JSON.stringify(wanted),
    actual: JSON.stringify(said),
    sent: answer.reply.sent,
  })
}

/** @throws Broken unless the newest comes first */
export function mustFall(stage: Stage, answer: Answer): void {
  const times = answer.list().map(({ created_at }) => Date.parse(String(created_at)))
  const rising = times.some((time, index) => time > (times[index - 1] ?? Number.POSITIVE_INFINITY))
  stage.must(!rising, `${answer.step} is not newest first.`, {
    actual: answer
      .list()
      .map(({ created_at }) => created_at)
      .join(', '),
    sent: answer.reply.sent,
  })
}

/** What stands on a list, for comparing and for showing. */
export const idsOf = (items: readonly Item[]): string => items.map(({ id }) => id).join(', ')

function mustBeDistinct(stage: Stage, items: readonly Item[], operation: string): void {
  const ids = items.map(({ id }) => id)
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index)
  stage.must(
    twice.length === 0,
    `${twice.join(', ')} stands on two pages of ${operation}, so something else stands on none.`,
    {
      expected: 'every id once',
      actual: ids.join(', '),
    },
  )
}
