import { canonicalJson } from '../load/json.ts'
import type { ApiModel, OperationModel, WebhookModel } from '../model.ts'
import { operationVerb } from '../names.ts'
import type { Change, Sides } from './change.ts'
import { compareContents, compareRequestBody, compareResponses } from './compare-bodies.ts'
import { compareCodes, compareGatewayCodes } from './compare-codes.ts'
import { compareExtensions } from './compare-extensions.ts'
import { compareParameters } from './compare-parameters.ts'
import { compareSecurity, compareSecuritySchemes } from './compare-security.ts'
import { compareStates } from './compare-states.ts'
import {
  type Comparison,
  comparisonOf,
  type Day,
  inside,
  labelOf,
  type OperationPair,
  writtenOperation,
} from './comparison.ts'

/** Two versions of one API, compared. */
export interface ApiComparison extends Sides {
  readonly changes: readonly Change[]
  /** Operations of both versions, as they were matched. */
  readonly pairs: readonly OperationPair[]
  readonly chosen: Chosen
}

/** Which services are compared. */
type Chosen = (service: { readonly name: string }) => boolean

/**
 * Everything that changed between two versions of one API, with what it does to those who keep to the old one.
 *
 * @param today - tells whether a sunset has passed
 * @param service - compares this one only, and nothing that belongs to all
 * @example
 * compareApis({ old, new: next }, '2026-11-21').changes.filter(({ level }) => level === 'breaking')
 */
export function compareApis(sides: Sides, today: Day, service?: string): ApiComparison {
  const comparison = comparisonOf(sides, today)
  const whole = compareWhole(comparison)
  if (whole) return { ...sides, pairs: [], changes: comparison.log.changes, chosen: () => true }
  const chosen = (one: { readonly name: string }) => service === undefined || one.name === service
  const { pairs, removed, added } = matchOperations(sides, chosen)
  for (const pair of pairs) compareOperation(comparison, pair)
  for (const operation of removed) reportRemoved(comparison, operation)
  for (const operation of added) {
    comparison.log.report('operation-added', {
      operation: labelOf(sides.new, operation),
      new: operation.location,
      detail: `${operation.method} ${operation.path} was added`,
    })
  }
  compareWebhooks(comparison, chosen)
  compareSecuritySchemes(comparison)
  if (service === undefined) {
    compareGatewayCodes(comparison)
    compareStates(comparison)
    compareServers(comparison)
  }
  const changes = comparison.log.changes
  return { ...sides, pairs, changes: changes.length > 0 ? changes : wordsOnly(comparison), chosen }
}

/** An API that only one version has is one change, not one for each of its operations. */
function compareWhole({ log, old, new: next }: Comparison): boolean {
  if (old.services.length > 0 === next.services.length > 0) return false
  const report = (rule: 'api-added' | 'api-removed', api: ApiModel, verb: string) => {
    const operations = api.services.flatMap((service) => service.operations)
    const size = operations.length === 1 ? 'one operation' : `${operations.length} operations`
    const detail = `the API ${api.name} with ${size} ${verb}`
    if (operations.length === 0) log.report(rule, { detail })
    for (const operation of operations) {
      const place = rule === 'api-added' ? { new: operation.location } : { old: operation.location }
      log.report(rule, { operation: labelOf(api, operation), ...place, detail })
    }
  }
  if (next.services.length > 0) report('api-added', next, 'was added')
  else report('api-removed', old, 'is gone')
  return true
}

/** Where nothing else changed, the words did, or nothing. */
function wordsOnly({ log, old, new: next }: Comparison): readonly Change[] {
  // A stranger's ids begin with the name of the file, and the two versions may be two files.
  const text = (api: ApiModel) =>
    api.services.reduce(
      (json, { name }) => json.replaceAll(`"operationId":"${name}.`, '"operationId":"'),
      canonicalJson(api.document),
    )
  if (text(old) !== text(next))
    log.report('documentation-changed', { detail: 'only words, examples or ways of writing changed' })
  return log.changes
}

function compareOperation(comparison: Comparison, pair: OperationPair): void {
  const { log } = comparison
  const { old, new: next } = pair
  const places = { operation: pair.label, old: old.location, new: next.location }
  if (plainPath(old) !== plainPath(next) || old.method !== next.method)
    log.report('operation-moved', { ...places, detail: `${old.method} ${old.path} is now ${next.method} ${next.path}` })
  if (comparison.new.kind === 'foreign') {
    if (old.verb !== next.verb && idOf(old) !== idOf(next))
      log.report('operation-id-changed', { ...places, detail: `the operationId ${idOf(old)} is now ${idOf(next)}` })
  } else if (old.id !== next.id)
    log.report('operation-renamed', { ...places, detail: `${old.id} is called ${next.id} now` })
  compareLife(comparison, pair)
  const tags = [pair.oldWritten.tags ?? [], pair.newWritten.tags ?? []].map(canonicalJson)
  if (tags[0] !== tags[1])
    log.report('tags-changed', { ...places, detail: `the tags were ${tags[0]} and are ${tags[1]}` })
  if (canonicalJson(pair.oldWritten.callbacks ?? {}) !== canonicalJson(pair.newWritten.callbacks ?? {}))
    log.report('callbacks-changed', { ...places, detail: 'its callbacks are others' })
  compareParameters(comparison, pair)
  compareRequestBody(comparison, pair)
  compareResponses(comparison, pair)
  compareCodes(comparison, pair)
  compareSecurity(comparison, pair)
  compareExtensions(comparison, pair)
}

/** The id as a person knows it: none where it was made up from method and path. */
const idOf = ({ verb, method, path }: OperationModel): string =>
  verb === operationVerb(method, path) ? '(none)' : verb

function compareLife({ log }: Comparison, { label, old, new: next, oldWritten, newWritten }: OperationPair): void {
  const places = { operation: label, old: old.location, new: next.location }
  const [was, end] = [oldWritten['x-sunset'], newWritten['x-sunset']]
  const until = end === undefined ? '' : `, until ${end}`
  if (!old.deprecated && next.deprecated)
    log.report('operation-deprecated', { ...places, detail: `it is deprecated now${until}` })
  if (old.deprecated && !next.deprecated)
    log.report('operation-undeprecated', { ...places, detail: 'it is not deprecated any more' })
  if (!old.deprecated || !next.deprecated || was === undefined || was === end) return
  if (end === undefined || String(end) < String(was))
    log.report('operation-sunset-earlier', {
      ...places,
      detail: `it was to end on ${was} and ${end === undefined ? 'no day is named any more' : `ends on ${end}`}`,
    })
}

function reportRemoved({ log, old, today }: Comparison, operation: OperationModel): void {
  const end = writtenOperation(old, operation)['x-sunset']
  const early = typeof end === 'string' && end > today
  const rule = !operation.deprecated
    ? 'operation-removed'
    : early
      ? 'operation-removed-before-sunset'
      : 'operation-removed-after-deprecation'
  const detail = `${operation.method} ${operation.path} is gone${early ? `, although it was to stay until ${end}` : ''}`
  log.report(rule, { operation: labelOf(old, operation), old: operation.location, detail })
}

/** Operations are the same by their address, else by their id. */
function matchOperations(
  sides: Sides,
  chosen: Chosen,
): {
  pairs: OperationPair[]
  removed: OperationModel[]
  added: OperationModel[]
} {
  const operations = (api: ApiModel) => api.services.filter(chosen).flatMap((service) => service.operations)
  let removed = operations(sides.old)
  let added = operations(sides.new)
  const pairs: OperationPair[] = []
  const pairUp = (key: (operation: OperationModel) => string) => {
    const candidates = new Map(added.map((operation) => [key(operation), operation]))
    const met = new Set<OperationModel>()
    for (const old of removed) {
      const next = candidates.get(key(old))
      if (next === undefined || met.has(next)) continue
      met.add(old).add(next)
      pairs.push({
        label: labelOf(sides.new, next),
        old,
        new: next,
        oldWritten: writtenOperation(sides.old, old),
        newWritten: writtenOperation(sides.new, next),
      })
    }
    removed = removed.filter((operation) => !met.has(operation))
    added = added.filter((operation) => !met.has(operation))
  }
  pairUp(({ method, path }) => `${method} ${path}`)
  pairUp((operation) => `${operation.method} ${plainPath(operation)}`)
  pairUp(sides.new.kind === 'foreign' ? ({ verb }) => verb : ({ id }) => id)
  return { pairs, removed, added }
}

const plainPath = ({ path }: OperationModel): string => path.replace(/\{[^}]+\}/g, '{}')

/** What an API sends of itself: the receiver is the client, the body an output. */
function compareWebhooks(comparison: Comparison, chosen: Chosen): void {
  const { log, old: oldApi, new: newApi } = comparison
  const webhooks = (api: ApiModel) =>
    new Map(
      api.services
        .filter(chosen)
        .flatMap((service) =>
          service.webhooks.map((webhook) => [`${webhook.name} ${webhook.method}`, webhook] as const),
        ),
    )
  const before = webhooks(oldApi)
  const after = webhooks(newApi)
  const place = (api: ApiModel, { name, method }: WebhookModel) =>
    inside(api.document, 'webhooks', name, method.toLowerCase())
  for (const [key, old] of before) {
    const next = after.get(key)
    const report = { operation: `webhook ${old.name}`, old: place(oldApi, old) }
    if (next === undefined) {
      log.report('webhook-removed', { ...report, detail: `the webhook ${old.name} is gone` })
      continue
    }
    const places = { old: report.old, new: place(newApi, next) }
    const bodies = [old.requestBody ?? { contents: [] }, next.requestBody ?? { contents: [] }] as const
    compareContents(comparison, 'response', report.operation, 'body', ...bodies, places)
  }
  for (const [key, next] of after) {
    if (!before.has(key))
      log.report('webhook-added', {
        operation: `webhook ${next.name}`,
        new: place(newApi, next),
        detail: `the webhook ${next.name} was added`,
      })
  }
}

function compareServers({ log, old, new: next }: Comparison): void {
  const urls = (api: ApiModel) =>
    Array.isArray(api.document.servers) ? api.document.servers.map((server) => String(inside(server).url)) : []
  const before = urls(old)
  const after = urls(next)
  for (const url of before)
    if (!after.includes(url)) log.report('server-removed', { where: 'servers', detail: `the address ${url} is gone` })
  for (const url of after)
    if (!before.includes(url)) log.report('server-added', { where: 'servers', detail: `the address ${url} was added` })
}
