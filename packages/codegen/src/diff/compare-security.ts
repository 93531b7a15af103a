import { canonicalJson, isObject } from '../load/json.ts'
import { type Comparison, inside, type OperationPair, type Written } from './comparison.ts'

/** One way to be let in: the schemes that are needed together, each with its scopes. */
type Way = ReadonlyMap<string, ReadonlySet<string>>

/** Who is let in, and by what. */
export function compareSecurity({ log }: Comparison, pair: OperationPair): void {
  const report = { operation: pair.label, where: 'security', old: pair.oldWritten, new: pair.newWritten }
  const before = waysOf(pair.oldWritten)
  const after = waysOf(pair.newWritten)
  const wasOpen = before.some((way) => way.size === 0)
  const open = after.some((way) => way.size === 0)
  if (wasOpen && !open)
    log.report('security-added', { ...report, detail: `it needs ${after.map(called).join(' or ')} now` })
  else if (!wasOpen && open)
    log.report('security-removed', {
      ...report,
      detail: `it does not need ${before.map(called).join(' or ')} any more`,
    })
  else compareWays(log, report, before, after)
}

function compareWays(
  log: Comparison['log'],
  report: { operation: string; where: string; old: unknown; new: unknown },
  before: readonly Way[],
  after: readonly Way[],
): void {
  for (const way of before) {
    if (after.some((one) => needsNoMore(one, way))) {
      const same = after.find((one) => sameSchemes(one, way))
      for (const scope of same === undefined ? [] : scopesBeyond(way, same))
        log.report('scope-removed', { ...report, detail: `the scope ${scope} is not needed any more` })
      continue
    }
    const same = after.find((one) => sameSchemes(one, way))
    if (same === undefined)
      log.report('security-alternative-removed', { ...report, detail: `${called(way)} alone does not do any more` })
    for (const scope of same === undefined ? [] : scopesBeyond(same, way))
      log.report('scope-added', { ...report, detail: `the scope ${scope} is needed now` })
  }
  for (const way of after) {
    if (way.size > 0 && !before.some((one) => sameSchemes(one, way)))
      log.report('security-alternative-added', { ...report, detail: `${called(way)} does now` })
  }
}

function waysOf(operation: Written): readonly Way[] {
  const list = Array.isArray(operation.security) ? operation.security.filter(isObject) : []
  if (list.length === 0) return [new Map()]
  return list.map(
    (way) =>
      new Map(
        Object.entries(way).map(([scheme, scopes]) => [
          scheme,
          new Set(Array.isArray(scopes) ? scopes.map(String) : []),
        ]),
      ),
  )
}

const sameSchemes = (one: Way, other: Way): boolean =>
  one.size === other.size && [...one.keys()].every((scheme) => other.has(scheme))

/** Whoever has what `had` asks for satisfies `way` too. */
const needsNoMore = (way: Way, had: Way): boolean =>
  [...way].every(([scheme, scopes]) => {
    const owned = had.get(scheme)
    return owned !== undefined && [...scopes].every((scope) => owned.has(scope))
  })

const scopesBeyond = (way: Way, other: Way): string[] =>
  [...way].flatMap(([scheme, scopes]) => [...scopes].filter((scope) => other.get(scheme)?.has(scope) !== true))

const called = (way: Way): string => [...way.keys()].join(' with ')

/** How schemes work, whoever uses them. */
export function compareSecuritySchemes({ log, old: oldApi, new: newApi }: Comparison): void {
  const before = inside(oldApi.document, 'components', 'securitySchemes')
  const after = inside(newApi.document, 'components', 'securitySchemes')
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const old = before[name]
    const next = after[name]
    const report = { where: `security scheme ${name}`, old, new: next }
    if (!isObject(old))
      log.report('security-scheme-added', { ...report, detail: `the security scheme ${name} was added` })
    else if (!isObject(next))
      log.report('security-scheme-removed', { ...report, detail: `the security scheme ${name} is gone` })
    else compareScheme(log, report, old, next)
  }
}

function compareScheme(
  log: Comparison['log'],
  report: { where: string; old: unknown; new: unknown },
  old: Written,
  next: Written,
): void {
  for (const trait of ['type', 'scheme', 'in', 'name', 'openIdConnectUrl']) {
    if (fold(trait, old[trait]) === fold(trait, next[trait])) continue
    log.report('security-scheme-changed', { ...report, detail: `its ${trait} was ${old[trait]} and is ${next[trait]}` })
  }
  const flows = [inside(old, 'flows'), inside(next, 'flows')] as const
  for (const flow of new Set(flows.flatMap((one) => Object.keys(one)))) {
    const [left, right] = [flows[0][flow], flows[1][flow]]
    if (!isObject(left)) log.report('security-scheme-scope-added', { ...report, detail: `the flow ${flow} was added` })
    else if (!isObject(right)) log.report('security-scheme-changed', { ...report, detail: `the flow ${flow} is gone` })
    else compareFlow(log, report, flow, left, right)
  }
}

const fold = (trait: string, value: unknown): unknown =>
  trait === 'scheme' && typeof value === 'string' ? value.toLowerCase() : value

function compareFlow(
  log: Comparison['log'],
  report: { where: string; old: unknown; new: unknown },
  flow: string,
  old: Written,
  next: Written,
): void {
  for (const url of ['authorizationUrl', 'tokenUrl', 'refreshUrl']) {
    if (old[url] === next[url]) continue
    log.report('security-scheme-url-changed', {
      ...report,
      detail: `${url} of ${flow} was ${old[url]} and is ${next[url]}`,
    })
  }
  const before = inside(old, 'scopes')
  const after = inside(next, 'scopes')
  for (const scope of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (!(scope in before))
      log.report('security-scheme-scope-added', { ...report, detail: `${flow} offers the scope ${scope} now` })
    else if (!(scope in after))
      log.report('security-scheme-scope-removed', {
        ...report,
        detail: `${flow} does not offer the scope ${scope} any more`,
      })
    else if (canonicalJson(before[scope]) !== canonicalJson(after[scope]))
      log.report('security-scheme-scope-changed', {
        ...report,
        detail: `the scope ${scope} of ${flow} is described in other words`,
      })
  }
}
