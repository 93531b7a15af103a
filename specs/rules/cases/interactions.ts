import { type Case, errors, list, one, problem } from './case.ts'

export const interactions: readonly Case[] = [
  {
    rule: 'concord/extensions',
    given: 'a misspelt extension',
    breaks: (spec) => {
      spec.paths[list].get['x-paginated'] = true
    },
    want: '`x-paginated` is no extension of ours',
  },
  {
    rule: 'concord/extensions',
    given: 'an extension in the wrong place',
    breaks: (spec) => {
      spec['x-access'] = 'owner'
    },
    want: '`x-access` means nothing here (Root); it belongs on Operation.',
  },
  {
    rule: 'concord/extensions',
    given: 'an unknown value',
    breaks: (spec) => {
      spec.paths[one].get['x-access'] = 'everybody'
    },
    want: 'must be equal to one of the allowed values: self, owner, admin',
  },
  {
    rule: 'concord/extensions',
    given: 'an unknown field',
    breaks: (spec) => {
      spec['x-rate-limit'].per = 'hour'
    },
    want: 'must NOT have additional properties: per. Write it like `x-rate-limit: { limit: 60, seconds: 60, by: caller }`.',
  },
  {
    rule: 'concord/extensions',
    given: 'a message that is no schema',
    breaks: (spec) => {
      spec.paths[list].get['x-messages'] = {
        server: [{ $ref: '#/components/schemas/Sting' }],
        client: [],
        close: { '1000': 'The end.' },
      }
    },
    want: '`x-messages` refers to #/components/schemas/Sting, which does not exist.',
  },
  {
    rule: 'concord/extensions',
    given: 'a header that begins with X-',
    breaks: (spec) => {
      spec.paths[list].get.responses['200'].headers['x-stings'] = {
        description: 'How often.',
        schema: { type: 'integer' },
      }
    },
    want: undefined,
  },
  {
    rule: 'concord/reachable',
    given: 'a code that nothing reaches',
    breaks: (spec) => {
      errors(spec).bee_flown = problem('bee_flown', 404)
    },
    want: 'No interaction reaches `bee_flown`.',
  },
  {
    rule: 'concord/reachable',
    given: 'a shared problem that is no default here',
    breaks: (spec) => {
      delete spec.paths[one].get['x-interactions'].not_authorized
    },
    want: 'No interaction reaches `not_authorized`.',
  },
  {
    rule: 'concord/reachable',
    given: 'token problems of a public operation',
    breaks: (spec) => {
      spec.paths[list].get.security = []
    },
    want: 'No interaction reaches `token_missing`.',
  },
  {
    rule: 'concord/interactions',
    given: 'a problem in the place of a success',
    breaks: (spec) => {
      spec.paths[one].get['x-interactions'].maja.or = ['bee_not_found']
    },
    want: '`bee_not_found` is no other success of `bees.get`, so it cannot come in the place of `maja`.',
  },
  {
    rule: 'concord/interactions',
    given: 'an entry that names nothing',
    breaks: (spec) => {
      spec.paths[one].get['x-interactions'].willy = {}
    },
    want: '`willy` is no example of `bees.get`',
  },
  {
    rule: 'concord/interactions',
    given: 'a state that nobody declares',
    breaks: (spec) => {
      spec.paths[one].get['x-interactions'].maja.states[0].name = 'a wasp'
    },
    want: 'There is no provider state `a wasp`.',
  },
  {
    rule: 'concord/interactions',
    given: 'a parameter that the state does not take',
    breaks: (spec) => {
      spec.paths[one].get['x-interactions'].maja.states[0].params = { colour: 'red' }
    },
    want: 'The state `a bee` takes no `colour`; it takes `stripes`.',
  },
  {
    rule: 'concord/interactions',
    given: 'a parameter that the state does not allow',
    breaks: (spec) => {
      spec.paths[one].get['x-interactions'].maja.states[0].params = { stripes: -1 }
    },
    want: '`stripes` of the state `a bee`: the value must be >= 0.',
  },
  {
    rule: 'concord/interactions',
    given: 'a query parameter that is none',
    breaks: (spec) => {
      spec.paths[one].get['x-interactions'].maja.query = { colour: 'red' }
    },
    want: 'The operation has no query parameter `colour`.',
  },
  {
    rule: 'concord/interactions',
    given: 'an id that the contract does not allow',
    breaks: (spec) => {
      spec.paths[one].get['x-interactions'].bee_not_found.path.bee_id = 0
    },
    want: 'The contract does not allow this `bee_id`: the value must be >= 1.',
  },
  {
    rule: 'concord/interactions',
    given: 'a body that the contract does not allow',
    breaks: (spec) => {
      spec.paths[list].post['x-interactions'] = { maja: { body: { name: '' } } }
    },
    want: 'The contract does not allow this body: name must NOT have fewer than 1 characters.',
  },
  {
    rule: 'concord/interactions',
    given: 'a body where there is none',
    breaks: (spec) => {
      spec.paths[one].get['x-interactions'].maja.body = { name: 'Maja' }
    },
    want: 'The operation has no request body.',
  },
  {
    rule: 'concord/interactions',
    given: 'a success without a body that nobody names',
    breaks: (spec) => {
      delete spec.paths[one].delete['x-interactions'].deleted
    },
    want: 'Name the success that has no body in `x-interactions`, such as `deleted: {}`.',
  },
  {
    rule: 'concord/interactions',
    given: 'an id that no state returns',
    breaks: (spec) => {
      spec.paths[one].get['x-interactions'].maja.states = [{ name: 'a signed-in user' }]
    },
    want: 'No state of the success returns `bee_id`.',
  },
]
