import { examplesOf, forEachOperation, PROBLEM } from './operation.ts'
import { objectAt, type Rule } from './redocly.ts'

const CODE = 'idempotency_key_reused'

/** Whoever may repeat a call must be told so, by the header, by the conflict and by the mark of a replay. */
export const idempotency: Rule = forEachOperation(
  ({ node, location, method, parameters, responses, provider }, report) => {
    if (provider) return
    const header = parameters.some(
      (parameter) => parameter.node.in === 'header' && parameter.node.name === 'Idempotency-Key',
    )
    if (node['x-idempotency'] !== true) {
      if (header) {
        report({ message: 'Add `x-idempotency: true`, because the operation takes an `Idempotency-Key`.', location })
      }
      const starts = responses.find(({ status }) => status === '201' || status === '202')
      if (method === 'post' && starts) {
        report({
          message: `Add \`x-idempotency: true\`: a POST that answers ${starts.status} creates something or starts work.`,
          location,
        })
      }
      return
    }
    if (!header) {
      report({
        message:
          "Add `$ref: 'common.yaml#/components/parameters/IdempotencyKey'` to the parameters, because the operation has `x-idempotency`.",
        location,
      })
    }
    const conflict = responses.find(({ status }) => status === '409')
    if (!conflict || !examplesOf(conflict, PROBLEM).some(({ name }) => name === CODE)) {
      report({
        message: `Document 409 \`${CODE}\`, because the operation has \`x-idempotency\`. Use \`$ref: 'common.yaml#/components/responses/IdempotencyConflict'\` or add the example.`,
        location: conflict?.mention ?? location.child(['responses']).key(),
      })
    }
    for (const response of responses.filter(({ status }) => status.startsWith('2'))) {
      if (objectAt(response.node, 'headers')['Idempotent-Replayed'] !== undefined) continue
      report({
        message: `Response ${response.status} of an idempotent operation must document \`Idempotent-Replayed: { $ref: 'common.yaml#/components/headers/IdempotentReplayed' }\`.`,
        location: response.location,
      })
    }
  },
)
