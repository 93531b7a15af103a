import { type Case, errors, list, one, problem } from './case.ts'

export const responses: readonly Case[] = [
  ...['401', '422', '429'].map(
    (status): Case => ({
      rule: 'concord/documented-statuses',
      given: `no ${status}`,
      breaks: (spec) => {
        delete spec.paths[list].get.responses[status]
      },
      want: `Document ${status}: `,
    }),
  ),
  {
    rule: 'concord/documented-statuses',
    given: 'x-access without 403',
    breaks: (spec) => {
      delete spec.paths[one].get.responses['403']
    },
    want: 'Document 403: it has `x-access`.',
  },
  {
    rule: 'concord/documented-statuses',
    given: 'an id in the path without 404',
    breaks: (spec) => {
      delete spec.paths[one].get.responses['404']
    },
    want: 'Document 404: it has an id in its path.',
  },
  {
    rule: 'concord/documented-statuses',
    given: 'a public operation without 401',
    breaks: (spec) => {
      spec.paths[list].get.security = []
      delete spec.paths[list].get.responses['401']
    },
    want: undefined,
  },
  {
    rule: 'concord/documented-statuses',
    given: 'no success',
    breaks: (spec) => {
      delete spec.paths[list].get.responses['200']
    },
    want: 'Document how the operation succeeds',
  },
  {
    rule: 'concord/documented-statuses',
    given: 'a redirect for a success',
    breaks: (spec) => {
      spec.paths[list].get.responses['302'] = {
        description: 'There.',
        headers: spec.paths[list].get.responses['200'].headers,
      }
      delete spec.paths[list].get.responses['200']
    },
    want: undefined,
  },
  {
    rule: 'concord/response-headers',
    given: 'no X-Request-ID',
    breaks: (spec) => {
      delete spec.paths[list].get.responses['200'].headers['X-Request-ID']
    },
    want: "Response 200 must carry `X-Request-ID`. Add `X-Request-ID: { $ref: 'common.yaml#/components/headers/RequestId' }`",
  },
  {
    rule: 'concord/response-headers',
    given: 'no rate limit headers',
    breaks: (spec) => {
      delete spec.paths[list].get.responses['200'].headers['RateLimit-Reset']
    },
    want: 'Response 200 must carry `RateLimit-Reset`.',
  },
  {
    rule: 'concord/response-headers',
    given: 'no rate limit at all',
    breaks: (spec) => {
      delete spec['x-rate-limit']
      delete spec.paths[list].get.responses['200'].headers['RateLimit-Reset']
    },
    want: undefined,
  },
  {
    rule: 'concord/response-headers',
    given: '503 without Retry-After',
    breaks: (spec) => {
      spec.paths[list].get.responses['503'] = { ...spec.paths[one].get.responses['404'] }
    },
    want: 'Response 503 must carry `Retry-After`.',
  },
  {
    rule: 'concord/problems',
    given: 'an error in plain JSON',
    breaks: (spec) => {
      spec.paths[one].get.responses['404'].content = { 'application/json': { schema: { type: 'object' } } }
    },
    want: 'Response 404 must have exactly one content, `application/problem+json`; it has `application/json`.',
  },
  {
    rule: 'concord/problems',
    given: 'an error without a body',
    breaks: (spec) => {
      delete spec.paths[one].get.responses['404'].content
    },
    want: 'it has none',
  },
  {
    rule: 'concord/problems',
    given: 'an error without examples',
    breaks: (spec) => {
      delete spec.paths[one].get.responses['404'].content['application/problem+json'].examples
    },
    want: 'Response 404 needs one example for each code',
  },
  {
    rule: 'concord/problems',
    given: 'an example not named as its code',
    breaks: (spec) => {
      errors(spec).missing = problem('bee_missing', 404)
    },
    want: 'The example `missing` must be named as its `code`, which is `bee_missing`.',
  },
  {
    rule: 'concord/problems',
    given: "another status than the response's",
    breaks: (spec) => {
      errors(spec).bee_not_found.value.status = 410
    },
    want: 'stands under 404, so its `status` must be the number 404; it is 410.',
  },
  {
    rule: 'concord/problems',
    given: 'another type',
    breaks: (spec) => {
      errors(spec).bee_not_found.value.type = 'about:blank'
    },
    want: 'must be `/problems/bee_not_found`',
  },
]
