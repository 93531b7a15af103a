import { forEachOperation } from './operation.ts'
import { type Context, isObject, listAt, objectAt, type Rule } from './redocly.ts'

/** A list has the platform's form, so that one iterator reads them all. */
export const pagination: Rule = () => {
  let resolve: Context['resolve'] = () => ({})
  const visitor = forEachOperation(({ node, location, parameters, responses, provider }, report) => {
    const stated = node['x-pagination']
    const names = new Set(
      parameters.filter((parameter) => parameter.node.in === 'query').map((parameter) => parameter.node.name),
    )
    if (!isObject(stated)) {
      if (!provider && names.has('page')) {
        report({
          message: 'Add `x-pagination: { style: page, items: items }`, because the operation takes `page`.',
          location,
        })
      }
      return
    }
    if (stated.style === 'page') {
      for (const [name, component] of [
        ['page', 'Page'],
        ['per_page', 'PerPage'],
      ] as const) {
        if (names.has(name)) continue
        report({
          message: `A list needs \`$ref: 'common.yaml#/components/parameters/${component}'\` among its parameters.`,
          location,
        })
      }
    }
    const success = responses.find(({ status }) => status === '200')
    if (!success) return
    const content = objectAt(objectAt(success.node, 'content'), 'application/json')
    const written = objectAt(content, 'schema')
    const schema =
      typeof written.$ref === 'string' ? resolve(written, success.location.source.absoluteRef).node : written
    const wanted = [String(stated.items), ...(stated.style === 'page' ? ['total', 'page', 'per_page'] : [])]
    for (const name of wanted) {
      if (objectAt(schema, 'properties')[name] !== undefined && listAt(schema, 'required').includes(name)) continue
      report({ message: `The page of a list must have and require \`${name}\`.`, location: success.location })
    }
  })()
  return {
    ...visitor,
    Operation: (node, context) => {
      resolve = context.resolve
      visitor.Operation?.(node, context)
    },
  }
}
