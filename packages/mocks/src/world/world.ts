import type { Activity } from './activity.ts'
import type { Clock } from './clock.ts'
import type { Random } from './random.ts'
import type { Scheduler } from './scheduler.ts'
import type { Store } from './store.ts'
import type { Timeline, TimelineKind } from './timeline.ts'

/**
 * Everything that has happened to one sandbox. Same seed, same inputs, same clock: same bytes. Nothing in it refers to
 * a platform, and all of it can be written as JSON.
 */
export interface World {
  readonly name: string
  readonly seed: number
  readonly clock: Clock
  readonly scheduler: Scheduler
  readonly store: Store
  readonly timeline: Timeline
  readonly faults: FaultRules
  /** A stream of randomness of its own for each purpose, so that one use does not disturb another. */
  random(purpose: string): Random
  /** Runs `work` after all earlier work under the same key has ended. */
  serialised<T>(key: string, work: () => T | Promise<T>): Promise<T>
  snapshot(): WorldSnapshot
  restore(snapshot: WorldSnapshot): void
  /** Back to the beginning, with another seed if one is given. */
  reset(seed?: number): void
  /** What is in flight. */
  readonly activity: Activity
  /** Calls `listener` when the state was replaced as a whole, by `restore` or `reset`. */
  onReplaced(listener: () => void): void
}

/** JSON-safe. */
export interface WorldSnapshot {
  readonly [part: string]: unknown
}

/** Match × when × effect, as data. Effects are read by whoever can carry them out (engine, webhooks, sockets, providers). */
export interface FaultRule {
  readonly id: string
  /** The scenario that made the rule, if one did. */
  readonly scenario?: string
  readonly match: FaultMatch
  readonly when: FaultWhen
  readonly effect: FaultEffect
}

export interface FaultMatch {
  /** What kind of thing is happening. */
  readonly on: 'request' | 'provider' | 'webhook' | 'frame' | 'connect' | 'job' | 'mail' | 'action'
  /** `documents.create`, or `documents.*`. */
  readonly operation?: string
  /** `stripe`, `openai`, `openai:gpt-4`; a prefix before `:` matches all below it. */
  readonly provider?: string
  readonly path?: string
  readonly user_id?: number
  /** A webhook's or frame's type. */
  readonly type?: string
  /** One request only: the one with this id. */
  readonly request_id?: string
}

export type FaultWhen =
  | { readonly kind: 'always' }
  | { readonly kind: 'nth'; readonly n: number }
  | { readonly kind: 'first'; readonly n: number }
  | { readonly kind: 'every'; readonly n: number }
  | { readonly kind: 'probability'; readonly p: number }
  /** Virtual milliseconds since the epoch. */
  | { readonly kind: 'between'; readonly from: number; readonly to: number }
  /** For `seconds` of virtual time, beginning `after` seconds from when the rule was added; without `seconds`, from then on. */
  | { readonly kind: 'during'; readonly after?: number | undefined; readonly seconds?: number | undefined }
  /** Once something has happened since the rule was added: the next `times` times, or from then on. */
  | { readonly kind: 'after'; readonly event: FaultTrigger; readonly times?: number | undefined }

/** An item of the timeline: its kind, and what else must be in it. */
export interface FaultTrigger {
  readonly kind: TimelineKind
  readonly [field: string]: string | number | boolean
}

/** `kind` names the effect; the rest are its options (seconds, status, copies, …). JSON-safe. */
export interface FaultEffect {
  readonly kind: string
  readonly [option: string]: unknown
}

/** What is happening, offered to the rules. */
export interface FaultSubject extends Omit<FaultMatch, 'on'> {
  readonly on: FaultMatch['on']
}

export interface FaultRules {
  /** Throws where the rule could not be carried out; {@link add} does it too. */
  check(rule: Omit<FaultRule, 'id'>): void
  add(rule: Omit<FaultRule, 'id'> & { readonly id?: string }): FaultRule
  remove(id: string): boolean
  removeScenario(name: string): number
  clear(): void
  readonly all: readonly FaultRule[]
  /** The effects that strike now, in the order the rules were added. Counts the occurrence. Cheap when there are no rules. */
  strike(subject: FaultSubject): readonly FaultEffect[]
}
