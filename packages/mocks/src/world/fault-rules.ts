import type { Random } from './random.ts'
import type { FaultEffect, FaultMatch, FaultRule, FaultRules, FaultSubject, FaultWhen } from './world.ts'

export interface FaultRulesState {
  readonly lastId: number
  readonly rules: readonly { readonly rule: FaultRule; readonly count: number }[]
}

interface Counted {
  readonly rule: FaultRule
  count: number
}

const none: readonly never[] = []

/** What goes wrong, as data. Counts how often each rule was matched. */
export class CountingFaultRules implements FaultRules {
  #rules: Counted[] = []
  #lastId = 0
  readonly #now: () => number
  readonly #random: () => Random
  readonly #struck: (rule: FaultRule, subject: FaultSubject) => void

  constructor(now: () => number, random: () => Random, struck: (rule: FaultRule, subject: FaultSubject) => void) {
    this.#now = now
    this.#random = random
    this.#struck = struck
  }

  add(rule: Omit<FaultRule, 'id'> & { readonly id?: string }): FaultRule {
    const complete: FaultRule = { ...rule, id: rule.id ?? `fault_${++this.#lastId}` }
    this.remove(complete.id)
    this.#rules.push({ rule: complete, count: 0 })
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
      if (!matches(counted.rule.match, subject)) continue
      counted.count++
      if (!this.#isTime(counted.rule.when, counted.count)) continue
      effects ??= []
      effects.push(counted.rule.effect)
      this.#struck(counted.rule, subject)
    }
    return effects ?? none
  }

  get state(): FaultRulesState {
    return { lastId: this.#lastId, rules: this.#rules.map(({ rule, count }) => ({ rule, count })) }
  }

  set state(state: FaultRulesState) {
    this.#lastId = state.lastId
    this.#rules = state.rules.map(({ rule, count }) => ({ rule, count }))
  }

  #isTime(when: FaultWhen, count: number): boolean {
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
    (match.type === undefined || named(match.type, subject.type))
  )
}

function named(pattern: string, name: string | undefined): boolean {
  if (pattern === '*') return true
  if (name === undefined) return false
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern
}

const below = (pattern: string, name: string | undefined): boolean =>
  name !== undefined && (pattern === '*' || name === pattern || name.startsWith(`${pattern}:`))
