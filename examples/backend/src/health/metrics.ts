import type { Platform } from '../platform.ts'

/** How many requests were answered, and how. */
export class RequestCounts {
  readonly #counts = new Map<string, number>()

  count(method: string, status: number): void {
    const labels = `method="${method}",status="${status}"`
    this.#counts.set(labels, (this.#counts.get(labels) ?? 0) + 1)
  }

  get all(): ReadonlyMap<string, number> {
    return this.#counts
  }
}

interface Count {
  readonly status: string
  readonly total: number
}

/** Prometheus' text format, version 0.0.4. */
export function writeMetrics({ database }: Platform, requests: RequestCounts): string {
  return [
    ...family('http_requests_total', 'counter', 'Requests that were answered.', requests.all),
    ...family(
      'documents',
      'gauge',
      'Documents by status.',
      byStatus(database.all<Count>`select status, count(*) as total from documents group by status`),
    ),
    ...family(
      'jobs',
      'gauge',
      'Generation jobs by status.',
      byStatus(database.all<Count>`select status, count(*) as total from jobs group by status`),
    ),
    ...family(
      'payments',
      'gauge',
      'Payments by status.',
      byStatus(database.all<Count>`select status, count(*) as total from payments group by status`),
    ),
    ...family(
      'videos',
      'gauge',
      'Videos by status.',
      byStatus(database.all<Count>`select status, count(*) as total from videos group by status`),
    ),
    '',
  ].join('\n')
}

const byStatus = (counts: readonly Count[]): ReadonlyMap<string, number> =>
  new Map(counts.map(({ status, total }) => [`status="${status}"`, total]))

function family(name: string, type: 'counter' | 'gauge', help: string, values: ReadonlyMap<string, number>): string[] {
  const lines = [...values].map(([labels, value]) => `${name}{${labels}} ${value}`)
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines]
}
