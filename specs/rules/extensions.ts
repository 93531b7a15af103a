import { Ajv2020 } from 'ajv/dist/2020.js'
import { catalogueOf } from './catalogue.ts'
import { extensions as vocabulary } from './extension-schemas.ts'
import { isObject, quoted, type Rule } from './redocly.ts'

const ajv = new Ajv2020({ strict: false, allErrors: true })
const checks = new Map(Object.entries(vocabulary).map(([name, { schema }]) => [name, ajv.compile(schema)]))

/** The vocabulary is closed: a misspelt extension would say nothing, to nobody. */
export const extensions: Rule = () => ({
  any: (node, { type, location, report }) => {
    if (!isObject(node)) return
    for (const [name, value] of Object.entries(node).filter(([key]) => key.startsWith('x-'))) {
      const place = location.child([name])
      const known = vocabulary[name]
      if (!known) {
        if (MAPS.has(type.name)) continue
        report({
          message: `\`${name}\` is no extension of ours; there are ${quoted(Object.keys(vocabulary))}.`,
          location: place.key(),
        })
        continue
      }
      if (!known.on.includes(type.name)) {
        report({
          message: `\`${name}\` means nothing here (${type.name}); it belongs on ${known.on.join(' or ')}.`,
          location: place.key(),
        })
        continue
      }
      const check = checks.get(name)
      if (check && !check(value)) {
        for (const { instancePath, message, params } of check.errors ?? []) {
          const allowed = Array.isArray(params.allowedValues) ? `: ${params.allowedValues.join(', ')}` : ''
          const extra = typeof params.additionalProperty === 'string' ? `: ${params.additionalProperty}` : ''
          report({
            message: `\`${name}\` ${instancePath ? `at ${instancePath.slice(1)} ` : ''}${message}${allowed}${extra}. Write it like \`${known.example}\`.`,
            location: place.child(instancePath.split('/').slice(1).map(unescaped)),
          })
        }
        continue
      }
      for (const reference of references(value)) {
        if (catalogueOf(place.source.absoluteRef).resolves(place.source.absoluteRef, reference)) continue
        report({ message: `\`${name}\` refers to ${reference}, which does not exist.`, location: place })
      }
    }
  },
})

/** Nodes whose keys are names that the author chose (headers, examples), not fields. */
const MAPS = new Set([
  'HeadersMap',
  'ExamplesMap',
  'SchemaProperties',
  'MediaTypesMap',
  'Example',
  'NamedHeaders',
  'EncodingMap',
])

const unescaped = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~')

const references = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(references)
  if (!isObject(value)) return []
  return typeof value.$ref === 'string' ? [value.$ref] : Object.values(value).flatMap(references)
}
