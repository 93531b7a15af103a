import { basename } from 'node:path'
import { catalogueOf } from './catalogue.ts'
import { isProvider } from './operation.ts'
import { objectAt, quoted, type Rule } from './redocly.ts'

/** One name, one thing: the services of the platform become one SDK, one set of types and one catalogue of states. */
export const uniqueNames: Rule = () => ({
  Root: (root, { location, report }) => {
    const file = location.source.absoluteRef
    const { schemas, states, operations } = catalogueOf(file)
    const others = (files: readonly string[]): string =>
      quoted(files.filter((other) => other !== file).map((other) => basename(other)))
    if (!isProvider(file)) {
      for (const name of Object.keys(objectAt(objectAt(root, 'components'), 'schemas'))) {
        const where = others(schemas.get(name) ?? [])
        if (where) {
          report({
            message: `The schema \`${name}\` also stands in ${where}. Give it another name, or refer to one from the other.`,
            location: location.child(['components', 'schemas', name]).key(),
          })
        }
      }
      for (const name of Object.keys(objectAt(root, 'x-provider-states'))) {
        const where = others((states.get(name) ?? []).map((state) => state.file))
        if (where) {
          report({
            message: `The provider state \`${name}\` also stands in ${where}. Declare it once; states are shared by all services.`,
            location: location.child(['x-provider-states', name]).key(),
          })
        }
      }
    }
    for (const [path, item] of Object.entries(objectAt(root, 'paths'))) {
      for (const method of Object.keys(objectAt({ item }, 'item'))) {
        const id = objectAt(item, method).operationId
        const where = typeof id === 'string' ? others(operations.get(id) ?? []) : ''
        if (where) {
          report({
            message: `The operation \`${String(id)}\` also stands in ${where}. Give it another name.`,
            location: location.child(['paths', path, method, 'operationId']),
          })
        }
      }
    }
  },
})
