import { basename, dirname } from 'node:path'
import { type Context, isObject, type JsonObject, type Location, listAt, objectAt, type Rule } from './redocly.ts'

/** A node behind its references, and where it really stands. */
export interface Placed {
  readonly node: JsonObject
  readonly location: Location
}

export interface PlacedResponse extends Placed {
  readonly status: string
  /** Where the operation names the response, for complaints that the operation must mend. */
  readonly mention: Location
}

/** An operation as the rules see it: references followed, defaults of the document applied. */
export interface Operation extends Placed {
  readonly root: JsonObject
  /** The service is the file's name, as an identifier. */
  readonly service: string
  readonly provider: boolean
  readonly method: string
  readonly path: string
  readonly secured: boolean
  readonly socket: boolean
  readonly parameters: readonly Placed[]
  readonly body: Placed | undefined
  readonly responses: readonly PlacedResponse[]
  /** Follows a reference that is written at a place. */
  readonly follow: (value: unknown, at: Location) => Placed | undefined
}

export const isProvider = (file: string): boolean => basename(dirname(file)) === 'providers'

/** `semantic-scholar.yaml` → `semanticScholar`. */
export const serviceOf = (file: string): string =>
  basename(file)
    .replace(/\.[^.]+$/, '')
    .replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

export const isSuccess = (status: string): boolean => /^[123]/.test(status)

/** Makes a rule of a check over every operation. What stands under `webhooks` is called by us and is none. */
export const forEachOperation =
  (check: (operation: Operation, report: Context['report']) => void): Rule =>
  () => {
    let root: JsonObject = {}
    const told = new Set<string>()
    return {
      Root: (node) => {
        root = node
      },
      Operation: (node, context) => {
        if (!context.location.pointer.startsWith('#/paths/')) return
        check(read(node, context, root), (problem) => {
          // what stands in a shared response is said once, not once for each operation that uses it
          const { source, pointer } = problem.location
          const complaint = `${source.absoluteRef} ${pointer} ${problem.message}`
          if (told.has(complaint)) return
          told.add(complaint)
          context.report(problem)
        })
      },
    }
  }

const read = (node: JsonObject, context: Context, root: JsonObject): Operation => {
  const { location } = context
  const file = location.source.absoluteRef
  const [, , path = '', method = ''] = location.pointer.split('/')
  const follow = (value: unknown, at: Location): Placed | undefined => {
    if (!isObject(value)) return undefined
    if (typeof value.$ref !== 'string') return { node: value, location: at }
    const target = context.resolve(value, at.source.absoluteRef)
    return isObject(target.node) && target.location ? { node: target.node, location: target.location } : undefined
  }
  const responses = objectAt(node, 'responses')
  return {
    node,
    location,
    follow,
    root,
    service: serviceOf(file),
    provider: isProvider(file),
    method,
    path: path.replaceAll('~1', '/').replaceAll('~0', '~'),
    secured: (Array.isArray(node.security) ? node.security : listAt(root, 'security')).length > 0,
    socket: node['x-messages'] !== undefined,
    parameters: [...listAt(context.parent, 'parameters'), ...listAt(node, 'parameters')].flatMap((parameter) => {
      const placed = follow(parameter, location)
      return placed ? [placed] : []
    }),
    body: follow(node.requestBody, location.child(['requestBody'])),
    responses: Object.entries(responses).flatMap(([status, response]) => {
      const mention = location.child(['responses', status])
      const placed = follow(response, mention)
      return placed ? [{ ...placed, status, mention }] : []
    }),
  }
}

/** The named examples of a problem, or of any other content, with the place of each. */
export const examplesOf = (placed: Placed, mediaType: string): readonly (Placed & { readonly name: string })[] =>
  Object.entries(objectAt(objectAt(objectAt(placed.node, 'content'), mediaType), 'examples')).flatMap(
    ([name, example]) =>
      isObject(example)
        ? [{ name, node: example, location: placed.location.child(['content', mediaType, 'examples', name]) }]
        : [],
  )

export const PROBLEM = 'application/problem+json'
