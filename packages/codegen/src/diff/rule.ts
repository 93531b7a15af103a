/** What a change does to those who keep to the old version. */
export type Level = 'breaking' | 'warning' | 'safe'

/** The step in semantic versioning that follows from a change; `none` where nothing changed. */
export type Bump = 'major' | 'minor' | 'patch' | 'none'

export interface Rule {
  readonly level: Level
  /** Follows from the level where it is not given: major, minor, minor. */
  readonly bump?: Bump
  /** Who has to change something before the two are in accord again. */
  readonly breaks: 'client' | 'backend' | 'nobody'
  /** What changed, for the table of rules. */
  readonly title: string
  /** What comes of it, in words that end a sentence. */
  readonly because: string
}

export const bumpOf = ({ level, bump }: Pick<Rule, 'level' | 'bump'>): Bump =>
  bump ?? (level === 'breaking' ? 'major' : 'minor')

const order: readonly Bump[] = ['none', 'patch', 'minor', 'major']

/** The greatest step of several. */
export const highestBump = (bumps: Iterable<Bump>): Bump =>
  [...bumps].reduce((high, bump) => (order.indexOf(bump) > order.indexOf(high) ? bump : high), 'none')
