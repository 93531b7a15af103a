import { type Case, list } from './case.ts'

export const operations: readonly Case[] = [
  {
    rule: 'concord/operation-id',
    given: 'a name without its service',
    breaks: (spec) => {
      spec.paths[list].get.operationId = 'listBees'
    },
    want: 'operationId must be `bees.verb` in camelCase, such as `bees.create`; it is `listBees`.',
  },
  {
    rule: 'concord/operation-id',
    given: 'snake_case',
    breaks: (spec) => {
      spec.paths[list].get.operationId = 'bees.list_all'
    },
    want: 'operationId must be `bees.verb`',
  },
  {
    rule: 'concord/operation-id',
    given: "another file's service",
    breaks: (spec) => {
      spec.paths[list].get.operationId = 'wasps.list'
    },
    want: '`wasps.list` must begin with `bees.`',
  },
  {
    rule: 'concord/operation-id',
    given: 'a file with a hyphen',
    file: 'queen-bees.yaml',
    breaks: (spec) => {
      spec.paths[list].get.operationId = 'queenBees.list'
    },
    want: '`bees.create` must begin with `queenBees.`',
  },
  {
    rule: 'concord/operation-tag',
    given: 'another tag',
    breaks: (spec) => {
      spec.paths[list].get.tags = ['insects']
    },
    want: 'Write `tags: [bees]`',
  },
  {
    rule: 'concord/operation-tag',
    given: 'two tags',
    breaks: (spec) => {
      spec.paths[list].get.tags = ['bees', 'insects']
    },
    want: 'Write `tags: [bees]`',
  },
  {
    rule: 'concord/path-names',
    given: 'no base path',
    breaks: (spec) => {
      spec.paths['/hives'] = { get: { ...spec.paths[list].get, operationId: 'bees.hives' } }
    },
    want: 'Begin the path `/hives` with `/api/v1/`.',
  },
  {
    rule: 'concord/path-names',
    given: 'a segment in camelCase',
    breaks: (spec) => {
      spec.paths['/api/v1/beeHives'] = { get: { ...spec.paths[list].get, operationId: 'bees.hives' } }
    },
    want: 'Write the path segment `beeHives` in kebab-case.',
  },
  {
    rule: 'concord/path-names',
    given: 'a parameter in camelCase',
    breaks: (spec) => {
      spec.paths[list].get.parameters.push({
        name: 'perHive',
        in: 'query',
        description: 'How many.',
        schema: { type: 'integer' },
      })
    },
    want: 'Write the parameter `perHive` in snake_case.',
  },
  {
    rule: 'concord/idempotency',
    given: 'no header',
    breaks: (spec) => {
      spec.paths[list].post.parameters = []
    },
    want: "Add `$ref: 'common.yaml#/components/parameters/IdempotencyKey'`",
  },
  {
    rule: 'concord/idempotency',
    given: 'no conflict',
    breaks: (spec) => {
      delete spec.paths[list].post.responses['409']
    },
    want: 'Document 409 `idempotency_key_reused`',
  },
  {
    rule: 'concord/idempotency',
    given: 'no mark of a replay',
    breaks: (spec) => {
      delete spec.paths[list].post.responses['201'].headers['Idempotent-Replayed']
    },
    want: 'must document `Idempotent-Replayed',
  },
  {
    rule: 'concord/idempotency',
    given: 'a header without the extension',
    breaks: (spec) => {
      delete spec.paths[list].post['x-idempotency']
    },
    want: 'Add `x-idempotency: true`, because the operation takes an `Idempotency-Key`.',
  },
  {
    rule: 'concord/idempotency',
    given: 'a POST that creates and cannot be repeated',
    breaks: (spec) => {
      delete spec.paths[list].post['x-idempotency']
      spec.paths[list].post.parameters = []
    },
    want: 'a POST that answers 201 creates something or starts work',
  },
  {
    rule: 'concord/pagination',
    given: 'no per_page',
    breaks: (spec) => {
      spec.paths[list].get.parameters.pop()
    },
    want: "A list needs `$ref: 'common.yaml#/components/parameters/PerPage'`",
  },
  {
    rule: 'concord/pagination',
    given: 'a page without its total',
    breaks: (spec) => {
      spec.components.schemas.BeePage.required = ['items', 'page', 'per_page']
    },
    want: 'must have and require `total`',
  },
  {
    rule: 'concord/pagination',
    given: 'items under another name',
    breaks: (spec) => {
      spec.paths[list].get['x-pagination'].items = 'bees'
    },
    want: 'must have and require `bees`',
  },
  {
    rule: 'concord/pagination',
    given: 'a page without the extension',
    breaks: (spec) => {
      delete spec.paths[list].get['x-pagination']
    },
    want: 'because the operation takes `page`',
  },
]
