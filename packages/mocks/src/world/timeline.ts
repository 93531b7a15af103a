/** What can happen. */
export const timelineKinds = [
  'request',
  'webhook',
  'frame',
  'mail',
  'job',
  'task',
  'provider',
  'fault',
  'clock',
] as const

export type TimelineKind = (typeof timelineKinds)[number]

/** Something that happened. JSON-safe; `kind` decides what else is in it. */
export interface TimelineItem {
  readonly seq: number
  /** ISO 8601, virtual. */
  readonly at: string
  readonly kind: TimelineKind
  readonly [field: string]: unknown
}

/** All that happened, bounded: the oldest items go when it is full. */
export interface Timeline {
  record(kind: TimelineKind, fields: Record<string, unknown>): TimelineItem
  of(kind: TimelineKind): readonly TimelineItem[]
  since(seq: number, kind?: TimelineKind): readonly TimelineItem[]
  /** Calls `listener` for each new item until the returned function is called. */
  subscribe(listener: (item: TimelineItem) => void): () => void
  readonly items: readonly TimelineItem[]
}
