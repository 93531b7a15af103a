import type { ParameterModel } from '../model.ts'
import { lifeOf } from './compare-objects.ts'
import type { Comparison, OperationPair, Written } from './comparison.ts'

/** Parameters of an operation: path, query, headers, cookies. */
export function compareParameters(comparison: Comparison, pair: OperationPair): void {
  const { log } = comparison
  const operation = pair.label
  const renamed = pathNames(pair)
  const key = ({ in: place, name }: ParameterModel) => `${place} ${place === 'header' ? name.toLowerCase() : name}`
  const after = new Map(pair.new.parameters.map((parameter) => [key(parameter), parameter]))
  const met = new Set<ParameterModel>()
  for (const old of pair.old.parameters) {
    const other = old.in === 'path' ? renamed.get(old.name) : undefined
    const next = after.get(other === undefined ? key(old) : `path ${other}`)
    if (next !== undefined) {
      met.add(next)
      compareParameter(comparison, pair, old, next)
      continue
    }
    const moved = pair.new.parameters.find(({ name, in: place }) => name === old.name && place !== old.in)
    const report = { operation, where: placed(old), old: writtenOf(pair.oldWritten, old) }
    if (moved !== undefined && !pair.old.parameters.some((one) => key(one) === key(moved))) {
      met.add(moved)
      log.report('parameter-moved', {
        ...report,
        new: writtenOf(pair.newWritten, moved),
        detail: `the ${placed(old)} stands in the ${moved.in} now`,
      })
      compareParameter(comparison, pair, old, moved)
    } else if (old.in !== 'path' || pair.old.path === pair.new.path) {
      const announced = writtenOf(pair.oldWritten, old)?.deprecated === true && !endsLater(comparison, pair, old)
      const rule = announced ? 'parameter-removed-after-deprecation' : 'parameter-removed'
      log.report(rule, { ...report, detail: `the ${placed(old)} is gone` })
    }
  }
  for (const next of pair.new.parameters) {
    if (met.has(next) || (next.in === 'path' && pair.old.path !== pair.new.path)) continue
    const rule = next.required ? 'required-parameter-added' : 'optional-parameter-added'
    log.report(rule, {
      operation,
      where: placed(next),
      new: writtenOf(pair.newWritten, next),
      detail: `the ${next.required ? 'required' : 'optional'} ${placed(next)} was added`,
    })
  }
}

function compareParameter(
  { log, request }: Comparison,
  pair: OperationPair,
  old: ParameterModel,
  next: ParameterModel,
): void {
  const operation = pair.label
  const written = { old: writtenOf(pair.oldWritten, old), new: writtenOf(pair.newWritten, next) }
  const where = placed(next)
  const report = { operation, where, ...written }
  if (old.in === 'path' && old.name !== next.name)
    log.report('path-parameter-renamed', {
      ...report,
      detail: `the path parameter ${old.name} is called ${next.name} now`,
    })
  if (!old.required && next.required)
    log.report('parameter-became-required', { ...report, detail: `the ${where} is required now` })
  if (old.required && !next.required)
    log.report('parameter-became-optional', { ...report, detail: `the ${where} is not required any more` })
  for (const trait of ['style', 'explode', 'allowReserved', 'mediaType'] as const) {
    if (old[trait] === next[trait] || (trait === 'explode' && !structured(old) && !structured(next))) continue
    log.report('parameter-style-changed', {
      ...report,
      detail: `${trait} of the ${where} was ${old[trait] ?? 'not set'} and is ${next[trait] ?? 'not set'}`,
    })
  }
  const life = { ...written, at: '$' }
  lifeOf(written.old, written.new, (kind, detail) =>
    log.schema('request', [{ ...life, kind, detail: `the ${where} ${detail}` }], operation, where),
  )
  const textual = next.mediaType === undefined
  log.schema('request', request.compare(old.schema, next.schema, textual), operation, where)
}

/** Lists and objects are written in several ways; a lone value in one. */
const structured = ({ schema }: ParameterModel): boolean =>
  schema.type === undefined || [schema.type].flat().some((type) => type === 'array' || type === 'object')

const placed = ({ in: place, name }: ParameterModel): string => `${place === 'path' ? 'path' : place} parameter ${name}`

/** Path parameters are the same by where they stand in the path, however they are called. */
function pathNames({ old, new: next }: OperationPair): Map<string, string> {
  const templates = (path: string) => [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? '')
  const before = templates(old.path)
  const after = templates(next.path)
  if (before.length !== after.length)
    return new Map(before.filter((name) => after.includes(name)).map((name) => [name, name]))
  return new Map(before.map((name, index) => [name, after[index] ?? name]))
}

function writtenOf(operation: Written, { name, in: place }: ParameterModel): Written | undefined {
  const list: readonly Written[] = Array.isArray(operation.parameters) ? operation.parameters : []
  return list.find((parameter) => parameter.name === name && parameter.in === place)
}

function endsLater({ today }: Comparison, pair: OperationPair, old: ParameterModel): boolean {
  const end = writtenOf(pair.oldWritten, old)?.['x-sunset']
  return typeof end === 'string' && end > today
}
