import { isProvider } from './operation.ts'
import { type Context, isObject, type JsonObject, listAt, objectAt, quoted, type Rule } from './redocly.ts'

/** A union that a compiler and a validator can tell apart by one field. `X or null` is none. */
export const unions: Rule = () => ({
  Schema: (schema, context) => {
    if (isProvider(context.location.source.absoluteRef)) return
    for (const keyword of ['oneOf', 'anyOf']) {
      const branches = listAt(schema, keyword)
      const objects = branches.filter((branch) => !(isObject(branch) && branch.type === 'null'))
      if (objects.length > 1) check(schema, keyword, branches, context)
    }
  },
})

const check = (schema: JsonObject, keyword: string, branches: readonly unknown[], context: Context): void => {
  const tag = objectAt(schema, 'discriminator').propertyName
  if (typeof tag !== 'string') {
    context.report({
      message: `Give the union a \`discriminator: { propertyName: … }\` that names the field by which its branches differ.`,
      location: context.location.child([keyword]).key(),
    })
    return
  }
  const seen = new Map<unknown, number>()
  branches.forEach((branch, index) => {
    const location = context.location.child([keyword, index])
    const target = isObject(branch) && typeof branch.$ref === 'string' ? context.resolve(branch).node : branch
    const value = objectAt(objectAt(target, 'properties'), tag).const
    if (typeof value !== 'string' || !listAt(target, 'required').includes(tag)) {
      context.report({ message: `This branch must require \`${tag}\` and give it a \`const\`.`, location })
    } else if (seen.has(value)) {
      context.report({ message: `Two branches have the ${quoted([tag])} \`${value}\`; give each its own.`, location })
    }
    seen.set(value, index)
  })
}
