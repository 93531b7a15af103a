import type { ConsumerVersionSelector } from '../broker/broker-options.ts'
import { UsageError } from './usage-error.ts'

/** What a selector is made of, and whether it is a text. */
const keys = {
  mainBranch: 'true',
  matchingBranch: 'true',
  deployedOrReleased: 'true',
  deployed: 'true',
  released: 'true',
  latest: 'truth value',
  branch: 'text',
  fallbackBranch: 'text',
  tag: 'text',
  fallbackTag: 'text',
  environment: 'text',
  consumer: 'text',
} as const satisfies Record<keyof ConsumerVersionSelector, 'true' | 'truth value' | 'text'>

const plain = 'mainBranch, matchingBranch, deployedOrReleased, deployed, released, latest'

/**
 * Reads selectors written short: `mainBranch`, `deployedOrReleased`, `branch=feat/bees`.
 *
 * @throws UsageError with one sentence
 */
export function readSelector(text: string): ConsumerVersionSelector {
  const [name = '', ...rest] = text.split('=')
  const value = rest.join('=')
  const kind = kindOf(name)
  const fits = kind === 'text' ? value !== '' : kind !== undefined && rest.length === 0
  if (fits && name !== 'consumer') return { [name]: kind === 'text' ? value : true }
  throw new UsageError(
    `--selector takes ${plain}, branch=NAME, tag=NAME or environment=NAME, not "${text}". Anything else is said with --consumer-selectors.`,
  )
}

/**
 * Reads selectors written as Pact does: `[{"mainBranch":true},{"branch":"feat/bees","consumer":"web-shop"}]`.
 *
 * @throws UsageError with one sentence
 */
export function readSelectors(text: string): readonly ConsumerVersionSelector[] {
  const given = parsed(text)
  const list = Array.isArray(given) ? given : [given]
  if (list.length === 0) throw wrong('lists none')
  return list.map(selectorOf)
}

function selectorOf(value: unknown): ConsumerVersionSelector {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(`has ${JSON.stringify(value)}`)
  const entries = Object.entries(value)
  if (entries.length === 0) throw wrong('has one that selects nothing')
  for (const [name, content] of entries) {
    const kind = kindOf(name)
    if (kind === undefined) throw wrong(`has "${name}", which is none of ${Object.keys(keys).join(', ')}`)
    const fits =
      kind === 'text'
        ? typeof content === 'string' && content !== ''
        : content === true || (kind !== 'true' && content === false)
    if (!fits)
      throw wrong(`has ${JSON.stringify(content)} as "${name}", which takes a ${kind === 'true' ? 'true' : kind}`)
  }
  return { ...value }
}

const kindOf = (name: string): 'true' | 'truth value' | 'text' | undefined =>
  Object.entries(keys).find(([key]) => key === name)?.[1]

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw wrong('is not JSON')
  }
}

const wrong = (what: string): UsageError =>
  new UsageError(`--consumer-selectors takes Pact's selectors such as [{"mainBranch":true}], but ${what}.`)
