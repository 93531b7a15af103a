import { type Case, one } from './case.ts'

export const schemas: readonly Case[] = [
  {
    rule: 'concord/unions',
    given: 'a union without a discriminator',
    breaks: (spec) => {
      spec.components.schemas.Bee.properties.flower = {
        oneOf: [
          { type: 'object', properties: {} },
          { type: 'object', properties: {} },
        ],
      }
    },
    want: 'Give the union a `discriminator: { propertyName: … }`',
  },
  {
    rule: 'concord/unions',
    given: 'a branch without its tag',
    breaks: (spec) => {
      spec.components.schemas.Bee.properties.flower = {
        oneOf: [
          { type: 'object', required: ['kind'], properties: { kind: { const: 'rose' } } },
          { type: 'object', properties: { kind: { type: 'string' } } },
        ],
        discriminator: { propertyName: 'kind' },
      }
    },
    want: 'This branch must require `kind` and give it a `const`.',
  },
  {
    rule: 'concord/unions',
    given: 'two branches with one tag',
    breaks: (spec) => {
      const branch = { type: 'object', required: ['kind'], properties: { kind: { const: 'rose' } } }
      spec.components.schemas.Bee.properties.flower = {
        oneOf: [branch, { ...branch }],
        discriminator: { propertyName: 'kind' },
      }
    },
    want: 'Two branches have the `kind` `rose`',
  },
  {
    rule: 'concord/unions',
    given: 'a schema or null',
    breaks: (spec) => {
      spec.components.schemas.Bee.properties.flower = { oneOf: [{ type: 'object', properties: {} }, { type: 'null' }] }
    },
    want: undefined,
  },
  {
    rule: 'concord/unique-names',
    given: 'a schema of another service',
    breaks: () => {},
    beside: {
      'wasps.yaml': (spec) => {
        spec.components.schemas = { Bee: { type: 'object' } }
      },
    },
    want: 'The schema `Bee` also stands in `wasps.yaml`.',
  },
  {
    rule: 'concord/unique-names',
    given: 'a provider state of another service',
    breaks: () => {},
    beside: {
      'wasps.yaml': (spec) => {
        spec.components.schemas = {}
      },
    },
    want: 'The provider state `a bee` also stands in `wasps.yaml`.',
  },
  {
    rule: 'concord/unique-names',
    given: 'an operation of another service',
    breaks: () => {},
    beside: { 'wasps.yaml': () => {} },
    want: 'The operation `bees.get` also stands in `wasps.yaml`.',
  },
  {
    rule: 'concord/unique-names',
    given: 'a schema of a provider',
    breaks: () => {},
    beside: {
      'providers/stripe.yaml': (spec) => {
        spec.paths = {}
      },
    },
    want: undefined,
  },
  {
    rule: 'concord/values',
    given: 'money without a currency',
    breaks: (spec) => {
      spec.components.schemas.Bee.properties.amount = { $ref: 'common.yaml#/components/schemas/Amount' }
    },
    want: 'Add `currency`.',
  },
  {
    rule: 'concord/values',
    given: 'money in euros',
    breaks: (spec) => {
      spec.components.schemas.Bee.properties.amount = { type: 'number' }
      spec.components.schemas.Bee.properties.currency = { type: 'string' }
    },
    want: 'Money is an integer of minor units.',
  },
  {
    rule: 'concord/values',
    given: 'an id of 32 bits',
    breaks: (spec) => {
      spec.components.schemas.Bee.properties.hive_id = { type: 'integer' }
    },
    want: '`hive_id` must be an int64.',
  },
  {
    rule: 'concord/values',
    given: 'an id that is text',
    breaks: (spec) => {
      spec.components.schemas.Bee.properties.hive_id = { type: 'string' }
    },
    want: undefined,
  },
  {
    rule: 'concord/values',
    given: 'a time in seconds',
    breaks: (spec) => {
      spec.components.schemas.Bee.properties.flown_at = { type: 'integer' }
    },
    want: '`flown_at` must be a date-time.',
  },
  {
    rule: 'concord/values',
    given: 'a time or null',
    breaks: (spec) => {
      spec.components.schemas.Bee.properties.flown_at = { type: ['string', 'null'], format: 'date-time' }
    },
    want: undefined,
  },
  {
    rule: 'concord/unused-components',
    given: 'a schema that nothing uses',
    breaks: (spec) => {
      spec.components.schemas.Wasp = { type: 'object' }
    },
    want: 'Nothing refers to `Wasp`.',
  },
  {
    rule: 'concord/unused-components',
    given: 'a schema that another file uses',
    breaks: (spec) => {
      spec.components.schemas.Wasp = { type: 'object' }
    },
    beside: {
      'wasps.yaml': (spec) => {
        spec.components.schemas = { Nest: { $ref: 'bees.yaml#/components/schemas/Wasp' } }
      },
    },
    want: undefined,
  },
  {
    rule: 'concord/unused-components',
    given: 'a schema that only a message uses',
    breaks: (spec) => {
      spec.components.schemas.Buzz = { type: 'object' }
      spec.paths[one].get['x-messages'] = {
        server: [{ $ref: '#/components/schemas/Buzz' }],
        client: [],
        close: { '1000': 'The end.' },
      }
    },
    want: undefined,
  },
]
