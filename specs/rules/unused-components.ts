import { catalogueOf } from './catalogue.ts'
import { isObject, listAt, objectAt, type Rule } from './redocly.ts'

/** What nothing refers to is a promise that nobody keeps. Counts references from all files and from extensions. */
export const unusedComponents: Rule = () => ({
  Root: (root, { location, report }) => {
    const file = location.source.absoluteRef
    const { references, place } = catalogueOf(file)
    const required = new Set(
      [root, ...Object.values(objectAt(root, 'paths')).flatMap((item) => Object.values(isObject(item) ? item : {}))]
        .flatMap((node) => listAt(node, 'security'))
        .flatMap((requirement) => (isObject(requirement) ? Object.keys(requirement) : [])),
    )
    for (const [kind, components] of Object.entries(objectAt(root, 'components'))) {
      for (const [name, component] of Object.entries(isObject(components) ? components : {})) {
        if (references.has(place(file, `#/components/${kind}/${name}`))) continue
        if (kind === 'securitySchemes' && required.has(name)) continue
        if (isObject(component) && isFreestanding(component)) continue
        report({
          message: `Nothing refers to \`${name}\`. Use it or delete it.`,
          location: location.child(['components', kind, name]).key(),
        })
      }
    }
  },
})

/** A gateway's problem needs no operation, and a union of messages is a type for those who receive them. */
const isFreestanding = (component: object): boolean => 'x-gateway' in component || 'discriminator' in component
