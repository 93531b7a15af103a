import { bees } from './bees.ts'
import { type Case, list, one } from './case.ts'

export const examples: readonly Case[] = [
  {
    rule: 'concord/named-examples',
    given: 'a success without an example',
    breaks: (spec) => {
      delete spec.paths[one].get.responses['200'].content['application/json'].examples
    },
    want: 'Give response 200 (`application/json`) at least one realistic example',
  },
  {
    rule: 'concord/named-examples',
    given: 'a nameless example',
    breaks: (spec) => {
      const content = spec.paths[one].get.responses['200'].content['application/json']
      content.example = content.examples.maja.value
      delete content.examples
    },
    want: 'under `examples`, with a name',
  },
  {
    rule: 'concord/named-examples',
    given: 'a body without an example',
    breaks: (spec) => {
      delete spec.paths[list].post.requestBody.content['application/json'].examples
    },
    want: 'Give the request body',
  },
  {
    rule: 'concord/named-examples',
    given: 'a name that is no identifier',
    breaks: (spec) => {
      spec.paths[one].get.responses['200'].content['application/json'].examples['Maja the bee'] =
        spec.paths[one].get.responses['200'].content['application/json'].examples.maja
    },
    want: 'Write the name of the example `Maja the bee` in snake_case.',
  },
  {
    rule: 'no-invalid-media-type-examples',
    given: 'an example that breaks its schema',
    breaks: (spec) => {
      spec.paths[one].get.responses['200'].content['application/json'].examples.maja.value.stripes = 'many'
    },
    want: '`stripes` property type must be integer',
  },
  {
    rule: 'no-invalid-media-type-examples',
    given: 'an undeclared field',
    breaks: (spec) => {
      spec.paths[one].get.responses['200'].content['application/json'].examples.maja.value.secret = 'honey'
    },
    want: 'unevaluated properties `secret`',
  },
  {
    rule: 'no-invalid-media-type-examples',
    given: 'a time that is none',
    breaks: (spec) => {
      spec.paths[one].get.responses['200'].content['application/json'].examples.maja.value.created_at = 'yesterday'
    },
    want: 'format "date-time"',
  },
  {
    rule: 'no-invalid-media-type-examples',
    given: 'a bad example in a shared response',
    breaks: (spec) => {
      spec.paths[one].get.responses['403'].$ref = 'shared.yaml#/components/responses/Forbidden'
    },
    beside: {
      'shared.yaml': (shared) => {
        shared.paths = {}
        shared.components.responses = {
          Forbidden: {
            ...bees().paths[one].get.responses['404'],
            content: {
              'application/problem+json': {
                schema: { $ref: 'common.yaml#/components/schemas/Problem' },
                examples: { bee_not_found: { value: { code: 'bee_not_found' } } },
              },
            },
          },
        }
      },
    },
    want: "must have required property 'type'",
  },
  {
    rule: 'no-invalid-parameter-examples',
    given: 'a bad example of a parameter',
    breaks: (spec) => {
      spec.components.parameters.BeeId.example = 'maja'
    },
    want: 'type must be integer',
  },
  {
    rule: 'concord/header-examples',
    given: 'a bad example of a header',
    breaks: (spec) => {
      spec.paths[list].get.responses['200'].headers.Stings = {
        description: 'How often.',
        schema: { type: 'integer' },
        example: 'never',
      }
    },
    want: 'The example of `Stings` breaks its schema: the value must be integer.',
  },
  {
    rule: 'concord/named-examples',
    given: 'a file that is not there',
    breaks: (spec) => {
      spec.paths[one].get.responses['200'].content['image/png'] = {
        examples: { maja: { externalValue: 'examples/maja.png' } },
      }
    },
    want: 'There is no file `examples/maja.png` beside the spec.',
  },
]
