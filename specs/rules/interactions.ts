import { type Catalogue, catalogueOf } from './catalogue.ts'
import { examplesOf, forEachOperation, isSuccess, type Operation, PROBLEM } from './operation.ts'
import {
  type Context,
  isObject,
  type JsonObject,
  type Location,
  listAt,
  objectAt,
  quoted,
  type Rule,
} from './redocly.ts'

type Report = Context['report']

/** An entry says how to reach an example, with states that exist and a request that the contract allows. */
export const interactions: Rule = forEachOperation((operation, report) => {
  const { node, location } = operation
  const catalogue = catalogueOf(location.source.absoluteRef)
  const names = new Set([...exampleNames(operation), ...messageTypes(operation)])
  const nameless = operation.responses.some(
    ({ status, node: response }) => isSuccess(status) && !isObject(response.content),
  )
  const entries = Object.entries(objectAt(node, 'x-interactions'))
  let extra = 0
  for (const [name, entry] of entries) {
    const place = location.child(['x-interactions', name])
    if (!names.has(name)) {
      extra += 1
      if (!nameless || extra > 1) {
        report({
          message: `\`${name}\` is no example of \`${String(node.operationId)}\`; it has ${quoted(names)}. Rename the entry or add the example.`,
          location: place.key(),
        })
      }
    }
    for (const [index, other] of listAt(entry, 'or').entries()) {
      if (other !== name && isSuccessName(String(other), node)) continue
      report({
        message: `\`${String(other)}\` is no other success of \`${String(node.operationId)}\`, so it cannot come in the place of \`${name}\`.`,
        location: place.child(['or', index]),
      })
    }
    checkStates(entry, place, catalogue, report)
    checkRequest(operation, name, entry, place, catalogue, report)
  }
  if (nameless && extra === 0 && !operation.provider && !operation.socket) {
    report({
      message: 'Name the success that has no body in `x-interactions`, such as `deleted: {}`.',
      location: entries.length > 0 ? location.child(['x-interactions']).key() : location.key(),
    })
  }
  if (!operation.provider) checkIds(operation, names, entries, catalogue, report)
})

/** A contract is made for every code, so somebody must be able to bring each about. */
export const reachable: Rule = forEachOperation((operation, report) => {
  const { node, responses, provider, secured, body, parameters } = operation
  if (provider) return
  const entries = objectAt(node, 'x-interactions')
  const defaults = new Set([
    'rate_limited',
    ...(secured ? ['token_missing', 'token_invalid', 'token_expired'] : []),
    ...(node['x-idempotency'] === true ? ['idempotency_key_reused'] : []),
    ...(body || parameters.length > 0 ? ['validation_failed'] : []),
  ])
  for (const response of responses.filter(({ status }) => !isSuccess(status))) {
    for (const { name } of examplesOf(response, PROBLEM)) {
      if (defaults.has(name) || entries[name] !== undefined) continue
      report({
        message: `No interaction reaches \`${name}\`. Add \`${name}: { states: [{ name: … }] }\` to \`x-interactions\`, or take the code away.`,
        location: response.mention.key(),
      })
    }
  }
})

const exampleNames = ({ responses }: Operation): ReadonlySet<string> =>
  new Set(
    responses.flatMap((response) =>
      Object.keys(objectAt(response.node, 'content')).flatMap((type) =>
        examplesOf(response, type).map(({ name }) => name),
      ),
    ),
  )

/** The types of the messages that a socket carries towards its client; Redocly follows no reference inside an extension. */
const messageTypes = ({ node, root }: Operation): readonly string[] => {
  const schemas = objectAt(objectAt(root, 'components'), 'schemas')
  const typesIn = (schema: unknown): readonly string[] => {
    const reference = isObject(schema) && typeof schema.$ref === 'string' ? schema.$ref : ''
    const named = reference.startsWith('#/') ? schemas[reference.slice(reference.lastIndexOf('/') + 1)] : schema
    const type = objectAt(objectAt(named, 'properties'), 'type').const
    return [...listAt(named, 'oneOf').flatMap(typesIn), ...(typeof type === 'string' ? [type] : [])]
  }
  return listAt(objectAt(node, 'x-messages'), 'server').flatMap(typesIn)
}

const stateNames = (entry: unknown): readonly string[] =>
  listAt(entry, 'states').flatMap((state) => (isObject(state) && typeof state.name === 'string' ? [state.name] : []))

const checkStates = (entry: unknown, place: Location, catalogue: Catalogue, report: Report): void => {
  listAt(entry, 'states').forEach((state, index) => {
    if (!isObject(state) || typeof state.name !== 'string') return
    const location = place.child(['states', index])
    const known = catalogue.states.get(state.name)?.[0]
    if (!known) {
      report({
        message: `There is no provider state \`${state.name}\`. Declare it under \`x-provider-states\`, or use one of ${quoted([...catalogue.states.keys()].sort())}.`,
        location: location.child(['name']),
      })
      return
    }
    for (const [param, value] of Object.entries(objectAt(state, 'params'))) {
      const schema = known.params[param]
      if (schema === undefined) {
        report({
          message: `The state \`${state.name}\` takes no \`${param}\`; it takes ${quoted(Object.keys(known.params)) || 'nothing'}.`,
          location: location.child(['params', param]).key(),
        })
        continue
      }
      const pointer = ['#', 'x-provider-states', state.name, 'params', param].join('/')
      const complaint = catalogue.complaint(known.file, pointer, value)
      if (complaint) {
        report({
          message: `\`${param}\` of the state \`${state.name}\`: ${complaint}.`,
          location: location.child(['params', param]),
        })
      }
    }
  })
}

const checkRequest = (
  operation: Operation,
  name: string,
  entry: unknown,
  place: Location,
  catalogue: Catalogue,
  report: Report,
): void => {
  for (const [field, where] of [
    ['path', 'path'],
    ['query', 'query'],
    ['headers', 'header'],
  ] as const) {
    for (const [parameter, value] of Object.entries(objectAt(entry, field))) {
      const declared = operation.parameters.find(({ node }) => node.in === where && same(where, node.name, parameter))
      const location = place.child([field, parameter])
      if (!declared) {
        // any header may be sent, such as those of a handshake
        if (where === 'header') continue
        report({ message: `The operation has no ${where} parameter \`${parameter}\`.`, location: location.key() })
      } else if (name !== 'validation_failed') {
        const pointer = `${declared.location.pointer}/schema`
        const complaint = catalogue.complaint(declared.location.source.absoluteRef, pointer, value)
        if (complaint) report({ message: `The contract does not allow this \`${parameter}\`: ${complaint}.`, location })
      }
    }
  }
  if (!isObject(entry) || entry.body === undefined) return
  const location = place.child(['body'])
  if (operation.socket) {
    const at = operation.location.child(['x-messages', 'client', 0])
    const complaint = catalogue.complaint(at.source.absoluteRef, at.pointer, entry.body)
    if (complaint) report({ message: `A client cannot send this message: ${complaint}.`, location })
    return
  }
  if (!operation.body) {
    report({ message: 'The operation has no request body.', location: location.key() })
    return
  }
  const [mediaType, content] = Object.entries(objectAt(operation.body.node, 'content'))[0] ?? []
  if (mediaType === undefined || !isObject(content) || name === 'validation_failed') return
  const examples = objectAt(content, 'examples')
  const base = objectAt(examples[name] ?? Object.values(examples)[0], 'value')
  const body = isObject(entry.body) ? { ...base, ...entry.body } : entry.body
  const at = operation.body.location.child(['content', mediaType, 'schema'])
  const complaint = catalogue.complaint(at.source.absoluteRef, at.pointer, body)
  if (complaint) report({ message: `The contract does not allow this body: ${complaint}.`, location })
}

const same = (where: string, declared: unknown, written: string): boolean =>
  where === 'header' ? String(declared).toLowerCase() === written.toLowerCase() : declared === written

/** The id in the path of a success must come from somewhere, or the request asks for a resource that is not there. */
const checkIds = (
  { node, location, parameters, secured, socket }: Operation,
  names: ReadonlySet<string>,
  entries: readonly (readonly [string, unknown])[],
  catalogue: Catalogue,
  report: Report,
): void => {
  const ids = parameters
    .filter((parameter) => parameter.node.in === 'path')
    .map((parameter) => String(parameter.node.name))
  const success = entries.find(([name]) => !names.has(name)) ?? entries.find(([name]) => isSuccessName(name, node))
  const signedIn = node['x-access'] === 'admin' ? 'a signed-in administrator' : 'a signed-in user'
  const states = [...(secured || socket ? [signedIn] : []), ...stateNames(success?.[1])]
  const given: JsonObject = Object.assign(
    { ...objectAt(success?.[1], 'path') },
    ...states.map((state) => catalogue.states.get(state)?.[0]?.returns ?? {}),
  )
  for (const id of ids.filter((name) => given[name] === undefined)) {
    report({
      message: `No state of the success returns \`${id}\`. Add an entry to \`x-interactions\`, named as the success example, with a state that returns it.`,
      location: location.key(),
    })
  }
}

const isSuccessName = (name: string, operation: JsonObject): boolean =>
  Object.entries(objectAt(operation, 'responses')).some(
    ([status, response]) =>
      isSuccess(status) &&
      Object.values(objectAt(response, 'content')).some((content) => objectAt(content, 'examples')[name] !== undefined),
  )
