/** A part of the benchmark: a table for people, and whether the numbers that we set ourselves are met. */
export interface Section {
  readonly title: string
  readonly note?: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
  readonly goals: readonly Goal[]
}

export interface Goal {
  readonly what: string
  readonly want: string
  readonly got: string
  readonly met: boolean
}

/** A goal with an upper bound. */
export function atMost(what: string, got: number, bound: number, unit = ''): Goal {
  return { what, want: `≤ ${bound}${unit}`, got: `${round(got)}${unit}`, met: got <= bound }
}

/** A goal with a lower bound. */
export function atLeast(what: string, got: number, bound: number, unit = ''): Goal {
  return { what, want: `≥ ${bound}${unit}`, got: `${round(got)}${unit}`, met: got >= bound }
}

/** Two figures after the point for small numbers, none for large ones. */
export function round(value: number): string {
  if (!Number.isFinite(value)) return '–'
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value >= 10 ? 1 : 2)
}

export function print(section: Section): void {
  console.log(`\n## ${section.title}\n`)
  if (section.note !== undefined) console.log(`${section.note}\n`)
  const table = [
    section.columns,
    ...section.rows.map((row) => row.map((cell) => (typeof cell === 'number' ? round(cell) : cell))),
  ]
  const widths = section.columns.map((_, column) => Math.max(...table.map((row) => (row[column] ?? '').length)))
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`
  const [head = [], ...body] = table
  console.log(line(head))
  console.log(
    `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`,
  )
  for (const row of body) console.log(line(row))
  for (const goal of section.goals)
    console.log(`${goal.met ? '✓' : '✗'} ${goal.what}: ${goal.got} (wanted ${goal.want})`)
}
