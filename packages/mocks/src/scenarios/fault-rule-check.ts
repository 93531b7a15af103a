import { timelineKinds } from '../world/timeline.ts'
import type { FaultEffect, FaultMatch, FaultRule, FaultWhen } from '../world/world.ts'
import { faultEffects } from './fault-effects.ts'
import {
  integer,
  number,
  type Option,
  type Options,
  optionErrors,
  type RuleError,
  required,
  text,
} from './rule-options.ts'

const times = integer(1)

const event: Option = {
  wants: `an item of the timeline, whose kind is one of ${timelineKinds.join(', ')}`,
  required: true,
  takes: (value) => timelineKinds.some((kind) => kind === (value as { readonly kind?: unknown } | null)?.kind),
}

const whens: Readonly<Record<FaultWhen['kind'], Options>> = {
  always: {},
  nth: { n: required(times) },
  first: { n: required(times) },
  every: { n: required(times) },
  probability: { p: required(number(0, 1)) },
  between: { from: required(number()), to: required(number()) },
  during: { after: number(0), seconds: number(0) },
  after: { event, times },
}

const matches: Options = {
  operation: text,
  provider: text,
  path: text,
  user_id: integer(1),
  type: text,
  request_id: text,
}

/** A fault rule that nothing could carry out. */
export class FaultRuleInvalid extends Error {
  override readonly name = 'FaultRuleInvalid'
  readonly errors: readonly RuleError[]

  constructor(errors: readonly RuleError[]) {
    const reasons = errors.map(({ path, message }) => `${path.join('.')}: ${message}`)
    super(`This fault rule cannot be carried out. ${reasons.join('; ')}.`)
    this.errors = errors
  }
}

/**
 * Refuses a rule that would never strike, or could do nothing where it strikes: when it is made, not when it is met.
 *
 * @throws FaultRuleInvalid that names each field and what it could be
 * @example checkFaultRule({ id: '', match: { on: 'mail' }, when: { kind: 'always' }, effect: { kind: 'down' } })
 */
export function checkFaultRule(rule: FaultRule): void {
  const errors = ruleErrors(rule)
  if (errors.length > 0) throw new FaultRuleInvalid(errors)
}

/** Of a match only this much is known: whoever asks over HTTP or without types can have written anything else. */
interface AskedRule extends Pick<FaultRule, 'when' | 'effect'> {
  readonly match: Pick<FaultMatch, 'on'>
}

/** All that is wrong with a rule. */
export function ruleErrors({ match, when, effect }: AskedRule): readonly RuleError[] {
  return [...matchErrors(match), ...whenErrors(when), ...effectErrors(match.on, effect)]
}

/** Where nobody knows what an effect is done to, that is what is wrong. */
function effectErrors(on: FaultMatch['on'], { kind, ...options }: FaultEffect): readonly RuleError[] {
  const known = Object.hasOwn(faultEffects, on) ? faultEffects[on] : undefined
  if (known === undefined) return []
  if (!Object.hasOwn(known, kind))
    return [unknownKind(['effect', 'kind'], `"${kind}" cannot be done to a ${on}`, known)]
  return optionErrors(options, known[kind] ?? {}, ['effect'], `"${kind}"`)
}

function matchErrors({ on, ...match }: AskedRule['match']): readonly RuleError[] {
  if (!Object.hasOwn(faultEffects, on))
    return [unknownKind(['match', 'on'], `"${on}" is nothing that happens`, faultEffects)]
  return optionErrors(match, matches, ['match'], 'a match')
}

function whenErrors({ kind, ...options }: FaultWhen): readonly RuleError[] {
  if (!Object.hasOwn(whens, kind)) return [unknownKind(['when', 'kind'], `"${kind}" is no time`, whens)]
  return optionErrors(options, whens[kind], ['when'], `"${kind}"`)
}

const unknownKind = (path: readonly string[], what: string, known: Readonly<Record<string, unknown>>): RuleError => ({
  path,
  message: `${what}; there is ${Object.keys(known).join(', ')}`,
})
