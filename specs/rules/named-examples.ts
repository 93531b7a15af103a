import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { forEachOperation, isSuccess, type Placed } from './operation.ts'
import { isObject, objectAt, type Rule } from './redocly.ts'

/** Examples are what the sandbox, Prism and the contracts live on; a nameless one cannot be asked for. */
export const namedExamples: Rule = forEachOperation(({ body, responses }, report) => {
  const check = (what: string, placed: Placed): void => {
    for (const [mediaType, content] of Object.entries(objectAt(placed.node, 'content'))) {
      const location = placed.location.child(['content', mediaType])
      const examples = objectAt(content, 'examples')
      if (Object.keys(examples).length === 0) {
        report({
          message: `Give ${what} (\`${mediaType}\`) at least one realistic example under \`examples\`, with a name.`,
          location,
        })
      }
      for (const [name, example] of Object.entries(examples)) {
        const place = location.child(['examples', name])
        if (!/^[a-z][a-z0-9_]*$/.test(name)) {
          report({ message: `Write the name of the example \`${name}\` in snake_case.`, location: place.key() })
        }
        const external = isObject(example) ? example.externalValue : undefined
        if (typeof external === 'string' && !existsSync(join(dirname(location.source.absoluteRef), external))) {
          report({
            message: `There is no file \`${external}\` beside the spec. Add it, or write the example as a \`value\`.`,
            location: place.child(['externalValue']),
          })
        }
      }
    }
  }
  if (body) check('the request body', body)
  for (const response of responses) if (isSuccess(response.status)) check(`response ${response.status}`, response)
})
