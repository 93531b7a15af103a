import { examplesOf, forEachOperation, isSuccess, PROBLEM } from './operation.ts'
import { isObject, objectAt, quoted, type Rule } from './redocly.ts'

/** Every error is a problem, and every example of one is named as its code. */
export const problems: Rule = forEachOperation(({ responses, provider }, report) => {
  if (provider) return
  for (const response of responses.filter(({ status }) => !isSuccess(status))) {
    const types = Object.keys(objectAt(response.node, 'content'))
    if (types.length !== 1 || types[0] !== PROBLEM) {
      report({
        message: `Response ${response.status} must have exactly one content, \`${PROBLEM}\`; it has ${quoted(types) || 'none'}.`,
        location: response.location,
      })
      continue
    }
    const examples = examplesOf(response, PROBLEM)
    if (examples.length === 0) {
      report({
        message: `Response ${response.status} needs one example for each code, named as the code: the SDK narrows by these names and the sandbox can answer nothing else.`,
        location: response.location.child(['content', PROBLEM]),
      })
    }
    for (const { name, node, location } of examples) {
      const value = node.value
      if (!isObject(value)) {
        report({
          message: `The example \`${name}\` needs a \`value\`: the words that the sandbox answers with.`,
          location,
        })
        continue
      }
      if (value.code !== name) {
        report({
          message: `The example \`${name}\` must be named as its \`code\`, which is \`${String(value.code)}\`. Rename one of them.`,
          location: location.child(['value', 'code']),
        })
      }
      if (/^\d+$/.test(response.status) && value.status !== Number(response.status)) {
        report({
          message: `The example \`${name}\` stands under ${response.status}, so its \`status\` must be the number ${response.status}; it is ${JSON.stringify(value.status)}.`,
          location: location.child(['value', 'status']),
        })
      }
      if (value.type !== `/problems/${name}`) {
        report({
          message: `The \`type\` of \`${name}\` must be \`/problems/${name}\`.`,
          location: location.child(['value', 'type']),
        })
      }
    }
  }
})
