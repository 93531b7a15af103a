import { forEachOperation, isSuccess, type Placed } from './operation.ts'
import { objectAt, type Rule } from './redocly.ts'

/** Examples are what the sandbox, Prism and the contracts live on; a nameless one cannot be asked for. */
export const namedExamples: Rule = forEachOperation(({ body, responses }, report) => {
  const check = (what: string, placed: Placed): void => {
    for (const [mediaType, content] of Object.entries(objectAt(placed.node, 'content'))) {
      const location = placed.location.child(['content', mediaType])
      const names = Object.keys(objectAt(content, 'examples'))
      if (names.length === 0) {
        report({
          message: `Give ${what} (\`${mediaType}\`) at least one realistic example under \`examples\`, with a name.`,
          location,
        })
      }
      for (const name of names) {
        if (/^[a-z][a-z0-9_]*$/.test(name)) continue
        report({
          message: `Write the name of the example \`${name}\` in snake_case.`,
          location: location.child(['examples', name]).key(),
        })
      }
    }
  }
  if (body) check('the request body', body)
  for (const response of responses) if (isSuccess(response.status)) check(`response ${response.status}`, response)
})
