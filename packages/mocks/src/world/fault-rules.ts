import type { Random } from './random.ts'
import type { TimelineItem } from './timeline.ts'
import type { FaultEffect, FaultMatch, FaultRule, FaultRules, FaultSubject } from './world.ts'

export interface FaultRulesState {
  readonly lastId: number
  readonly rules: readonly Readonly<Counted>[]
}

interface Counted {
  readonly rule: FaultRule
  /** When it was added, in virtual milliseconds. */
  readonly since: number
  /** How often what it waits for has come by, or since its event where it waits for one. */
  count: number
  /** Whether the event that it waits for has happened; true where it waits for none. */
  armed: boolean
}

const none: readonly never[] = []

/** What goes wrong, as data. Counts how often each rule was matched. */
export class CountingFaultRules implements FaultRules {
  #rules: Counted[] = []
  #lastId = 0
  readonly #admit: (rule: FaultRule) => void
  readonly #now: () => number
  readonly #random: () => Random
  readonly #struck: (rule: FaultRule, subject: FaultSubject) => void

  /** @param admit throws for a rule that could not be carried out */
  constructor(
    admit: (rule: FaultRule) => void,
    now: () => number,
    random: () => Random,
    struck: (rule: FaultRule, subject: FaultSubject) => void,
  ) {
    this.#admit = admit
    this.#now = now
    this.#random = random
    this.#struck = struck
  }

  check(rule: Omit<FaultRule, 'id'>): void {
    this.#admit({ id: '', ...rule })
  }

  add(rule: Omit<FaultRule, 'id'> & { readonly id?: string }): FaultRule {
    this.check(rule)
    const complete: FaultRule = { ...rule, id: rule.id ?? `fault_${++this.#lastId}` }
    this.remove(complete.id)
    this.#rules.push({ rule: complete, since: this.#now(), count: 0, armed: complete.when.kind !== 'after' })
    return complete
  }

  remove(id: string): boolean {
    const before = this.#rules.length
    this.#rules = this.#rules.filter(({ rule }) => rule.id !== id)
    return this.#rules.length < before
  }

  removeScenario(name: string): number {
    const before = this.#rules.length
    this.#rules = this.#rules.filter(({ rule }) => rule.scenario !== name)
    return before - this.#rules.length
  }

  clear(): void {
    this.#rules = []
  }

  get all(): readonly FaultRule[] {
    return this.#rules.map(({ rule }) => rule)
  }

  strike(subject: FaultSubject): readonly FaultEffect[] {
    if (this.#rules.length === 0) return none
    let effects: FaultEffect[] | undefined
    for (const counted of this.#rules) {
      if (!counted.armed || !matches(counted.rule.match, subject)) continue
      counted.count++
      if (!this.#isTime(counted)) continue
      effects ??= []
      effects.push(counted.rule.effect)
      this.#struck(counted.rule, subject)
    }
    return effects ?? none
  }

  /** Something stands on the timeline now: rules that waited for it strike from here on. */
  happened(item: TimelineItem): void {
    for (const counted of this.#rules) {
      const { when } = counted.rule
      if (counted.armed || when.kind !== 'after') continue
      counted.armed = Object.entries(when.event).every(([field, value]) => item[field] === value)
    }
  }

  get state(): FaultRulesState {
    return { lastId: this.#lastId, rules: this.#rules.map((counted) => ({ ...counted })) }
  }

  set state(state: FaultRulesState) {
    this.#lastId = state.lastId
    this.#rules = state.rules.map((counted) => ({ ...counted }))
  }

  #isTime({ rule: { when }, count, since }: Counted): boolean {
    switch (when.kind) {
      case 'always':
        return true
      case 'nth':
        return count === when.n
      case 'first':
        return count <= when.n
      case 'every':
        return count % when.n === 0
      case 'probability':
        return this.#random().chance(when.p)
      case 'between': {
        const now = this.#now()
        return now >= when.from && now < when.to
      }
      case 'during': {
        const passed = (this.#now() - since) / 1000 - (when.after ?? 0)
        return passed >= 0 && (when.seconds === undefined || passed < when.seconds)
      }
      case 'after':
        return when.times === undefined || count <= when.times
    }
  }
}

/** `documents.*` is every operation of the service, `openai` every model of the provider, `/files/*` all below the path. */
function matches(match: FaultMatch, subject: FaultSubject): boolean {
  return (
    match.on === subject.on &&
    (match.operation === undefined || named(match.operation, subject.operation)) &&
    (match.provider === undefined || below(match.provider, subject.provider)) &&
    (match.path === undefined || named(match.path, subject.path)) &&
    (match.user_id === undefined || match.user_id === subject.user_id) &&
    (match.type === undefined || named(match.type, subject.type)) &&
    (match.request_id === undefined || match.request_id === subject.request_id)
  )
}

function named(pattern: string, name: string | undefined): boolean {
  if (pattern === '*') return true
  if (name === undefined) return false
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern
}

const below = (pattern: string, name: string | undefined): boolean =>
  name !== undefined && (pattern === '*' || name === pattern || name.startsWith(`${pattern}:`))
