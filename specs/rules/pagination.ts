import { forEachOperation } from './operation.ts'
import { isObject, listAt, objectAt, type Rule } from './redocly.ts'

/** A list has the platform's form, so that one iterator reads them all. */
export const pagination: Rule = forEachOperation(
  ({ node, location, parameters, responses, provider, follow }, report) => {
    const stated = node['x-pagination']
    const query = new Set(
      parameters.filter((parameter) => parameter.node.in === 'query').map((parameter) => parameter.node.name),
    )
    if (!isObject(stated)) {
      if (!provider && query.has('page')) {
        report({
          message: 'Add `x-pagination: { style: page, items: items }`, because the operation takes `page`.',
          location,
        })
      }
      return
    }
    const paged = stated.style === 'page'
    for (const [name, component] of paged ? Object.entries({ page: 'Page', per_page: 'PerPage' }) : []) {
      if (query.has(name)) continue
      report({
        message: `A list needs \`$ref: 'common.yaml#/components/parameters/${component}'\` among its parameters.`,
        location,
      })
    }
    const success = responses.find(({ status }) => status === '200')
    if (!success) return
    const written = objectAt(objectAt(success.node, 'content'), 'application/json').schema
    const schema = follow(written, success.location)?.node
    for (const name of [String(stated.items), ...(paged ? ['total', 'page', 'per_page'] : [])]) {
      if (objectAt(schema, 'properties')[name] !== undefined && listAt(schema, 'required').includes(name)) continue
      report({ message: `The page of a list must have and require \`${name}\`.`, location: success.location })
    }
  },
)
