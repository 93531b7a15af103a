import type { World } from '../world/world.ts'

/** What was seen of a client once: what it did well or badly. */
export interface Finding {
  readonly good: boolean
  /** `seq` of items on the timeline. */
  readonly evidence: readonly number[]
  /** What the client did, in one sentence. */
  readonly sentence: string
}

/** Something that a good client does, and how to see whether one did. */
export interface VerdictRule<Name extends string = string> {
  readonly name: Name
  /** What is asked of a client, in one sentence. */
  readonly summary: string
  /** What must happen before there is anything to see. */
  readonly unseen: string
  findings(world: World): readonly Finding[]
}

/** Whether a client did what a good client does. */
export interface Verdict<Name extends string = string> {
  readonly name: Name
  readonly summary: string
  /** `not-seen`: nothing has happened that would have shown it. */
  readonly outcome: 'passed' | 'failed' | 'not-seen'
  /** `seq` of the items on the timeline that show it, in order. */
  readonly evidence: readonly number[]
  readonly sentence: string
}

/** A rule with its name typed. */
export const verdictRule = <const Name extends string>(rule: VerdictRule<Name>): VerdictRule<Name> => rule

/** How much evidence is named. */
const enough = 50

/** One thing done badly outweighs everything done well. */
export function judge<Name extends string>(rule: VerdictRule<Name>, world: World): Verdict<Name> {
  const { name, summary, unseen } = rule
  const findings = rule.findings(world)
  const bad = findings.filter(({ good }) => !good)
  const telling = bad.length > 0 ? bad : findings
  const [first] = telling
  if (first === undefined) return { name, summary, outcome: 'not-seen', evidence: [], sentence: unseen }
  const evidence = [...new Set(telling.flatMap((finding) => finding.evidence))].sort((one, other) => one - other)
  const more = telling.length - 1
  const sentence =
    more === 0 ? first.sentence : `${first.sentence} The like happened ${more} more time${more === 1 ? '' : 's'}.`
  return { name, summary, outcome: bad.length > 0 ? 'failed' : 'passed', evidence: evidence.slice(0, enough), sentence }
}
