import type { Direction } from '../direction.ts'
import type { ContentModel, HeaderModel, RequestBodyModel, ResponseModel } from '../model.ts'
import { type Comparison, inside, type OperationPair, type Written } from './comparison.ts'

/** The body of a request, in every media type that it may have. */
export function compareRequestBody(comparison: Comparison, pair: OperationPair): void {
  const old = pair.old.requestBody
  const next = pair.new.requestBody
  const report = {
    operation: pair.label,
    where: 'request body',
    old: inside(pair.oldWritten, 'requestBody'),
    new: inside(pair.newWritten, 'requestBody'),
  }
  const { log } = comparison
  if (old === undefined && next !== undefined) {
    const kind = next.required ? 'required' : 'optional'
    log.report(`${kind}-body-added`, { ...report, old: undefined, detail: `the ${kind} request body was added` })
  } else if (old !== undefined && next === undefined) {
    log.report('body-removed', { ...report, new: undefined, detail: 'the request body is gone' })
  } else if (old !== undefined && next !== undefined) {
    if (!old.required && next.required)
      log.report('body-became-required', { ...report, detail: 'the request body is required now' })
    if (old.required && !next.required)
      log.report('body-became-optional', { ...report, detail: 'the request body is not required any more' })
    compareContents(comparison, 'request', pair.label, 'request body', old, next, report)
  }
}

type Contents = Pick<RequestBodyModel, 'contents'>

/** Media types and what stands in them. `places` are the bodies as written. */
export function compareContents(
  { log, request, response }: Comparison,
  direction: Direction,
  operation: string,
  where: string,
  old: Contents,
  next: Contents,
  places: { readonly old?: unknown; readonly new?: unknown },
): void {
  const met = new Set<ContentModel>()
  const added = (content: ContentModel) => !old.contents.some((one) => essence(one) === essence(content))
  for (const before of old.contents) {
    const same = next.contents.find((content) => essence(content) === essence(before))
    const wider = next.contents.find((content) => added(content) && covers(content, before))
    const narrower = next.contents.find((content) => added(content) && covers(before, content))
    const after = same ?? wider ?? narrower
    const report = { operation, where: `${where} ${before.mediaType}`, ...places }
    if (after === undefined) {
      log.report(`${direction}-media-type-removed`, { ...report, detail: `the media type ${before.mediaType} is gone` })
      continue
    }
    met.add(after)
    const detail = `the media type ${before.mediaType} is now ${after.mediaType}`
    if (same === undefined)
      log.report(`${direction}-media-type-${wider ? 'widened' : 'narrowed'}`, { ...report, detail })
    const comparison = direction === 'request' ? request : response
    const textual = /^(application\/x-www-form-urlencoded|multipart\/|text\/|application\/(.+\+)?xml)/.test(
      essence(after),
    )
    log.schema(
      direction,
      comparison.compare(before.schema, after.schema, textual),
      operation,
      `${where} ${after.mediaType}`,
    )
  }
  for (const content of next.contents) {
    if (met.has(content) || !added(content)) continue
    log.report(`${direction}-media-type-added`, {
      operation,
      where: `${where} ${content.mediaType}`,
      ...places,
      detail: `the media type ${content.mediaType} was added`,
    })
  }
}

/** The type without its parameters. */
const essence = ({ mediaType }: ContentModel): string => (mediaType.split(';')[0] ?? '').trim().toLowerCase()

const covers = (range: ContentModel, one: ContentModel): boolean => {
  const [type, subtype] = essence(range).split('/')
  const [ownType, ownSubtype = ''] = essence(one).split('/')
  if (type === '*') return true
  if (type !== ownType) return false
  return subtype === '*' || ownSubtype.endsWith(`+${subtype}`)
}

/** The answers of an operation: statuses, headers, bodies. */
export function compareResponses(comparison: Comparison, pair: OperationPair): void {
  const { log } = comparison
  const met = new Set<ResponseModel>()
  for (const old of pair.old.responses) {
    const exact = pair.new.responses.find(({ status }) => status === old.status)
    const next =
      exact ??
      pair.new.responses.find(
        (one) => !pair.old.responses.some(({ status }) => status === one.status) && holds(one.status, old.status),
      )
    const written = responseOf(pair.oldWritten, old)
    if (next === undefined) {
      log.report(`${kindOf(old.status)}-status-removed`, {
        operation: pair.label,
        where: old.status,
        old: written,
        detail: `the status ${old.status} is gone`,
      })
      continue
    }
    met.add(next)
    const places = { old: written, new: responseOf(pair.newWritten, next) }
    compareHeaders(comparison, pair.label, old, next, places)
    compareContents(comparison, 'response', pair.label, old.status, old, next, places)
  }
  for (const next of pair.new.responses) {
    if (met.has(next)) continue
    const others = pair.old.responses.some(({ status }) => holds(status, next.status))
    if (others) continue
    log.report(`${kindOf(next.status)}-status-added`, {
      operation: pair.label,
      where: next.status,
      new: responseOf(pair.newWritten, next),
      detail: `the status ${next.status} was added`,
    })
  }
}

const responseOf = (operation: Written, { status }: ResponseModel): Written => inside(operation, 'responses', status)

const kindOf = (status: string): 'success' | 'error' => (/^[123]/.test(status) ? 'success' : 'error')

/** Whether `4XX` or `default` stands for this status too. */
const holds = (range: string, status: string): boolean =>
  range !== status &&
  (range === 'default' ? kindOf(status) === 'error' : /^\dXX$/.test(range) && range[0] === status[0])

function compareHeaders(
  { log, response }: Comparison,
  operation: string,
  old: Pick<ResponseModel, 'headers' | 'status'>,
  next: Pick<ResponseModel, 'headers'>,
  places: { readonly old: Written; readonly new: Written },
): void {
  const find = (headers: readonly HeaderModel[], { name }: HeaderModel) =>
    headers.find((header) => header.name.toLowerCase() === name.toLowerCase())
  const written = (side: Written, header: HeaderModel | undefined) =>
    header === undefined ? side : inside(side, 'headers', header.name)
  for (const before of old.headers) {
    const after = find(next.headers, before)
    const where = `${old.status} header ${before.name}`
    const report = { operation, where, old: written(places.old, before), new: written(places.new, after) }
    if (after === undefined) {
      log.report(before.required ? 'required-header-removed' : 'optional-header-removed', {
        ...report,
        detail: `the header ${before.name} is gone`,
      })
      continue
    }
    if (before.required && !after.required)
      log.report('header-became-optional', { ...report, detail: `the header ${before.name} is not required any more` })
    if (!before.required && after.required)
      log.report('header-became-required', { ...report, detail: `the header ${before.name} is required now` })
    log.schema('response', response.compare(before.schema, after.schema, true), operation, where)
  }
  for (const after of next.headers) {
    if (find(old.headers, after) !== undefined) continue
    log.report('header-added', {
      operation,
      where: `${old.status} header ${after.name}`,
      new: written(places.new, after),
      detail: `the header ${after.name} was added`,
    })
  }
}
