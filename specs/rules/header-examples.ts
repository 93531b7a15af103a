import { catalogueOf } from './catalogue.ts'
import { forEachOperation } from './operation.ts'
import { isObject, objectAt, type Rule } from './redocly.ts'

/** Redocly checks the examples of bodies, parameters and schemas, but not those of headers. */
export const headerExamples: Rule = forEachOperation(({ responses, follow }, report) => {
  for (const response of responses) {
    for (const [name, written] of Object.entries(objectAt(response.node, 'headers'))) {
      const header = follow(written, response.location.child(['headers', name]))
      if (!header || header.node.example === undefined || !isObject(header.node.schema)) continue
      const file = header.location.source.absoluteRef
      const complaint = catalogueOf(file).complaint(file, `${header.location.pointer}/schema`, header.node.example)
      if (complaint) {
        report({
          message: `The example of \`${name}\` breaks its schema: ${complaint}.`,
          location: header.location.child(['example']),
        })
      }
    }
  }
})
