import { isProvider } from './operation.ts'
import { type Context, isObject, type JsonObject, objectAt, type Rule } from './redocly.ts'

/** Money, ids and times look the same in every service. */
export const values: Rule = () => ({
  Schema: (schema, context) => {
    if (isProvider(context.location.source.absoluteRef)) return
    const properties = objectAt(schema, 'properties')
    for (const [name, written] of Object.entries(properties)) {
      const location = context.location.child(['properties', name])
      const property = target(written, context)
      const types = Array.isArray(property.type) ? property.type : [property.type]
      if (name === 'amount' && properties.currency === undefined) {
        context.report({ message: 'Money is `amount` in minor units beside `currency`. Add `currency`.', location })
      }
      if (name === 'amount' && !types.includes('integer')) {
        context.report({
          message: "Money is an integer of minor units. Use `$ref: 'common.yaml#/components/schemas/Amount'`.",
          location,
        })
      }
      if ((name === 'id' || name.endsWith('_id')) && types.includes('integer') && property.format !== 'int64') {
        context.report({
          message: `\`${name}\` must be an int64. Use \`$ref: 'common.yaml#/components/schemas/Id'\`.`,
          location,
        })
      }
      if (
        (name === 'timestamp' || name.endsWith('_at')) &&
        !(types.includes('string') && property.format === 'date-time')
      ) {
        context.report({
          message: `\`${name}\` must be a date-time. Use \`$ref: 'common.yaml#/components/schemas/Timestamp'\`.`,
          location,
        })
      }
    }
  },
})

const target = (written: unknown, context: Context): JsonObject => {
  const node = isObject(written) && typeof written.$ref === 'string' ? context.resolve(written).node : written
  return isObject(node) ? node : {}
}
