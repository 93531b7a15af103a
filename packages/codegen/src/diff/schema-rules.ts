import type { Direction } from '../direction.ts'
import type { Rule } from './rule.ts'

/**
 * What became of the values that a schema allows. `unknown` where that cannot be told (two patterns), `changed` where some went and
 * others came, `said` where the same values are allowed and something else is said of them.
 */
export type Effect = 'narrowed' | 'widened' | 'changed' | 'unknown' | 'said'

type Verdict = Omit<Rule, 'title'>

interface SchemaKind {
  readonly effect: Effect
  readonly title: string
  /** Set where only values that travel this way can show it. */
  readonly only?: Direction
  /** Where one direction is not what the effect makes of it. */
  readonly request?: Partial<Verdict>
  readonly response?: Partial<Verdict>
}

const quiet: Partial<Verdict> = { level: 'safe', breaks: 'nobody', because: 'nobody breaks' }
const behaves: Partial<Verdict> = {
  level: 'warning',
  breaks: 'client',
  because: 'a client that leaves it out is understood in another way',
}

export const schemaKinds = {
  'type-changed': { effect: 'changed', title: 'The type is another' },
  'type-widened': { effect: 'widened', title: 'More types are allowed' },
  'type-narrowed': { effect: 'narrowed', title: 'Fewer types are allowed' },
  'became-nullable': { effect: 'widened', title: 'It may be null now' },
  'became-not-nullable': { effect: 'narrowed', title: 'It may not be null any more' },
  'format-changed': { effect: 'changed', title: 'The format is another' },
  'format-added': { effect: 'narrowed', title: 'A format was added, or is narrower' },
  'format-removed': { effect: 'widened', title: 'A format is gone, or is wider' },
  'enum-added': { effect: 'narrowed', title: 'Only listed values are allowed now' },
  'enum-removed': { effect: 'widened', title: 'Other than the listed values are allowed now' },
  'enum-value-added': { effect: 'widened', title: 'A value was added to the list of values' },
  'enum-value-removed': { effect: 'narrowed', title: 'A value is gone from the list of values' },
  'open-enum-value-added': {
    effect: 'widened',
    title: 'A value was added to a list that says it may grow (`x-extensible-enum`)',
    only: 'response',
    response: quiet,
  },
  'bound-tightened': { effect: 'narrowed', title: 'A bound is tighter, or new' },
  'bound-loosened': { effect: 'widened', title: 'A bound is looser, or gone' },
  'pattern-added': { effect: 'narrowed', title: 'A pattern was added' },
  'pattern-removed': { effect: 'widened', title: 'A pattern is gone, or lets everything pass' },
  'pattern-changed': { effect: 'unknown', title: 'A pattern is another' },
  'constraint-tightened': {
    effect: 'narrowed',
    title: 'Another keyword (`not`, `if`, `contains`, `uniqueItems`, `dependentRequired`, …) demands more',
  },
  'constraint-loosened': { effect: 'widened', title: 'Another keyword demands less' },
  'constraint-changed': { effect: 'unknown', title: 'Another keyword demands something else' },
  'content-changed': { effect: 'changed', title: 'The media type or encoding inside a text is another' },
  'property-added': {
    effect: 'said',
    title: 'An optional property was added',
    request: { level: 'safe', breaks: 'backend', because: 'clients go on as before; the backend must understand it' },
    response: { level: 'safe', breaks: 'nobody', because: 'clients go on as before' },
  },
  'required-property-added': {
    effect: 'narrowed',
    title: 'A required property was added',
    request: { because: 'a client that does not send it is refused' },
    response: { because: 'clients go on as before; the backend must send it' },
  },
  'property-removed': {
    effect: 'said',
    title: 'A property is gone',
    request: { level: 'warning', breaks: 'client', because: 'what a client sends there is ignored from now on' },
    response: { level: 'breaking', breaks: 'client', because: 'a client that reads it finds nothing' },
  },
  'property-refused': {
    effect: 'narrowed',
    title: 'A property is gone, and the object lets no others pass',
    only: 'request',
    request: { because: 'a client that sends it is refused' },
  },
  'required-property-removed': {
    effect: 'widened',
    title: 'A required property is gone',
    request: { level: 'warning', breaks: 'client', because: 'what every client sends there is ignored from now on' },
    response: { because: 'a client that reads it finds nothing' },
  },
  'property-removed-after-deprecation': {
    effect: 'said',
    title: 'A property that had been deprecated is gone',
    request: {
      level: 'warning',
      bump: 'major',
      breaks: 'client',
      because: 'it was announced; a client that still sends it is not heard',
    },
    response: {
      level: 'warning',
      bump: 'major',
      breaks: 'client',
      because: 'it was announced; a client that still reads it finds nothing',
    },
  },
  'property-became-required': {
    effect: 'narrowed',
    title: 'A property is required now',
    request: { because: 'a client that does not send it is refused' },
    response: { because: 'clients go on as before; the backend must always send it' },
  },
  'property-became-optional': {
    effect: 'widened',
    title: 'A property is not required any more',
    response: { because: 'a client that counts on it may find nothing' },
  },
  'properties-closed': { effect: 'narrowed', title: 'Properties that are not named are refused now' },
  'properties-opened': { effect: 'widened', title: 'Properties that are not named are allowed now', response: quiet },
  'variant-added': { effect: 'widened', title: 'An alternative was added (`oneOf`, `anyOf`)' },
  'variant-removed': { effect: 'narrowed', title: 'An alternative is gone (`oneOf`, `anyOf`)' },
  'discriminator-added': { effect: 'said', title: 'A discriminator was added', request: quiet, response: quiet },
  'discriminator-removed': {
    effect: 'unknown',
    title: 'A discriminator is gone',
  },
  'discriminator-changed': {
    effect: 'changed',
    title: 'A discriminator looks at another property, or a tag means another schema',
  },
  'discriminator-tag-added': { effect: 'widened', title: 'A discriminator knows another tag' },
  'discriminator-tag-removed': { effect: 'narrowed', title: 'A discriminator does not know a tag any more' },
  'default-added': { effect: 'said', title: 'A default was added', request: behaves, response: quiet },
  'default-removed': {
    effect: 'said',
    title: 'A default is gone',
    request: behaves,
    response: { level: 'warning', breaks: 'client', because: 'a client that fills it in is wrong from now on' },
  },
  'default-changed': {
    effect: 'said',
    title: 'A default is another',
    request: { ...behaves, level: 'breaking' },
    response: { level: 'warning', breaks: 'client', because: 'a client that fills it in is wrong from now on' },
  },
  deprecated: {
    effect: 'said',
    title: 'It is deprecated now',
    request: { level: 'safe', breaks: 'nobody', because: 'clients have time to stop sending it' },
    response: { level: 'safe', breaks: 'nobody', because: 'clients have time to stop reading it' },
  },
  undeprecated: { effect: 'said', title: 'It is not deprecated any more', request: quiet, response: quiet },
  'sunset-earlier': {
    effect: 'said',
    title: 'The day of its end (`x-sunset`) is earlier, or no day is named any more',
    request: { level: 'warning', breaks: 'client', because: 'clients have less time than they were told' },
    response: { level: 'warning', breaks: 'client', because: 'clients have less time than they were told' },
  },
} as const satisfies Readonly<Record<string, SchemaKind>>

export type SchemaRule = keyof typeof schemaKinds

/** The directions in which a kind of change can show. */
export const directionsOf = (kind: SchemaRule): readonly Direction[] => {
  const { only }: SchemaKind = schemaKinds[kind]
  return only === undefined ? ['request', 'response'] : [only]
}

export const effectOf = (kind: SchemaRule): Effect => schemaKinds[kind].effect

const verdicts: Readonly<Record<Direction, Readonly<Record<Effect, Verdict>>>> = {
  request: {
    narrowed: { level: 'breaking', breaks: 'client', because: 'a client that sends what was allowed is refused' },
    changed: { level: 'breaking', breaks: 'client', because: 'a client that sends what was allowed is refused' },
    unknown: { level: 'warning', breaks: 'client', because: 'a client that sends what was allowed may be refused' },
    widened: { level: 'safe', breaks: 'backend', because: 'clients go on as before; the backend must accept more' },
    said: { level: 'safe', breaks: 'nobody', because: 'nobody breaks' },
  },
  response: {
    narrowed: { level: 'safe', breaks: 'backend', because: 'clients go on as before; the backend must promise more' },
    changed: { level: 'breaking', breaks: 'client', because: 'a client is told what it does not expect' },
    unknown: { level: 'warning', breaks: 'client', because: 'a client may be told what it does not expect' },
    widened: { level: 'breaking', breaks: 'client', because: 'a client may be told what it does not expect' },
    said: { level: 'safe', breaks: 'nobody', because: 'nobody breaks' },
  },
}

/** The rule of one kind of change for values that travel one way: input must not become narrower, output not wider. */
export const schemaRule = (kind: SchemaRule, direction: Direction): Rule => {
  const { effect, title, only: _, ...own }: SchemaKind = schemaKinds[kind]
  return { title, ...verdicts[direction][effect], ...own[direction] }
}
