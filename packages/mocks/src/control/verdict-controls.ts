import { type VerdictName, verdictRules } from '../verdicts/catalogue.ts'
import { judge, type Verdict, type VerdictRule } from '../verdicts/verdict.ts'
import type { LiveWorld } from '../world/live-world.ts'

/** A client did not do what a good client does, or nothing has shown whether it does. */
export class VerdictFailed extends Error {
  override readonly name = 'VerdictFailed'
  /** Those that were expected and did not pass. */
  readonly verdicts: readonly Verdict<VerdictName>[]

  constructor(verdicts: readonly Verdict<VerdictName>[]) {
    super(verdicts.map(lineOf).join('\n'))
    this.verdicts = verdicts
  }
}

/** Tells how the clients of a world behave. Judged when it is asked, by what is still on the timeline. */
export class VerdictControls {
  readonly #world: LiveWorld

  constructor(world: LiveWorld) {
    this.#world = world
  }

  /** Every verdict. */
  get all(): readonly Verdict<VerdictName>[] {
    return verdictRules.map((rule: VerdictRule<VerdictName>) => judge(rule, this.#world))
  }

  /** Those with something that a client did badly. */
  get failed(): readonly Verdict<VerdictName>[] {
    return this.all.filter(({ outcome }) => outcome === 'failed')
  }

  /** @example sandbox.verdict.of('honours-retry-after').outcome // 'passed' */
  of(name: VerdictName): Verdict<VerdictName> {
    const rule = verdictRules.find((known) => known.name === name)
    if (rule === undefined) {
      const known = verdictRules.map((other) => other.name).join(', ')
      throw new RangeError(`There is no verdict "${name}". There is ${known}.`)
    }
    return judge<VerdictName>(rule, this.#world)
  }

  /**
   * Demands that the client did all of these. What was not seen is no pass: the test did not lead to it.
   *
   * @throws VerdictFailed naming what was done, and where on the timeline
   * @example sandbox.verdict.expect('honours-retry-after', 'keeps-idempotency-key')
   */
  expect(...names: readonly [VerdictName, ...VerdictName[]]): void {
    const failed = names.map((name) => this.of(name)).filter(({ outcome }) => outcome !== 'passed')
    if (failed.length > 0) throw new VerdictFailed(failed)
  }
}

function lineOf({ name, outcome, sentence, evidence }: Verdict<VerdictName>): string {
  const where = evidence.length === 0 ? '' : ` See ${evidence.map((seq) => `#${seq}`).join(', ')} on the timeline.`
  return `${name} ${outcome === 'failed' ? 'failed' : 'was not seen'}: ${sentence}${where}`
}
