import { readdirSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filled } from '../service/request-of.ts'
import { type OperationContract, readServiceContract, servicesFolder } from '../service/service-contract.ts'
import { brokenRequests, validRequests } from './generated-requests.ts'
import { checksOfSchemas } from './schema-checks.ts'

// The validator that these are held against is another one than those that the sandbox and the reference backend use.

const services = readdirSync(servicesFolder).map((file) => file.replace(/\.json$/, ''))
const contracts = await Promise.all(services.map((service) => readServiceContract(service)))
const operations = contracts.flatMap(({ operations, schemas }) => {
  const checks = checksOfSchemas({ schemas })
  return operations.flatMap((operation) => {
    const success = operation.interactions.find(({ problem }) => problem !== true)
    return success === undefined ? [] : [{ id: operation.id, operation, success, schemas, checks }]
  })
})

const values = new Proxy({}, { get: (_, name) => (String(name).endsWith('_id') ? 7 : 'text'), has: () => true })

const isPlace = (value: unknown) => typeof value === 'string' && value.startsWith('${')

const bodySchema = ({ body }: OperationContract) =>
  body?.contents.find(({ mediaType }) => mediaType.endsWith('json'))?.schema

describe('every generated input satisfies the spec:', () => {
  const generated = operations.filter(
    ({ operation, success, schemas }) => validRequests(operation, success, schemas.request) !== undefined,
  )
  test.each(generated)('$id', ({ operation, success, schemas, checks }) => {
    const arbitrary = validRequests(operation, success, schemas.request) ?? fc.constant(success.request)
    const body = bodySchema(operation)
    for (const { query, body: sent } of fc.sample(arbitrary, { seed: 1, numRuns: 25 })) {
      // What a state gives is right by the state's own schema, which is not looked at here.
      const own = operation.parameters.filter(({ name, in: place }) => place === 'query' && !isPlace(query[name]))
      for (const { name, schema } of own.filter((one) => one.name in query)) {
        expect([name, checks.request(schema)(query[name])]).toEqual([name, []])
      }
      const written = success.request.body?.value
      if (body !== undefined && sent !== undefined && !JSON.stringify(written).includes('${')) {
        expect([sent.value, checks.request(body)(sent.value)]).toEqual([sent.value, []])
      }
    }
  })
})

describe('every broken input breaks it:', () => {
  const broken = operations.filter(
    ({ operation, success, schemas }) => brokenRequests(operation, success, schemas.request).length > 0,
  )
  test.each(broken)('$id', ({ operation, success, schemas, checks }) => {
    const body = bodySchema(operation)
    for (const { recipe, rawBody, fault } of brokenRequests(operation, success, schemas.request)) {
      if (rawBody !== undefined) continue
      const wrong = operation.parameters.filter(({ name, in: place, schema, required }) => {
        if (place === 'cookie') return false
        const part = recipe[place === 'header' ? 'headers' : place]
        if (!(name in part)) return required
        const value = filled(part[name], values)
        return checks.header({ type: 'object', properties: { value: schema } })({ value: String(value) }).length > 0
      })
      const wrongBody =
        body !== undefined && recipe.body !== undefined && checks.request(body)(recipe.body.value).length > 0
      expect([fault, wrong.length > 0 || wrongBody]).toEqual([fault, true])
    }
  })

  test('in as many ways as a schema has constraints', () => {
    const [create] = operations.filter(({ id }) => id === 'documents.create')
    const faults =
      create && brokenRequests(create.operation, create.success, create.schemas.request).map(({ fault }) => fault)
    expect(faults).toEqual(
      expect.arrayContaining([
        '$.title of the body is missing',
        '$.title of the body is null',
        '$.title of the body is empty',
        '$.target_pages of the body is less than 1',
        '$.target_pages of the body is more than 200',
        '$.target_pages of the body is no whole number',
        '$.language of the body does not match ^[a-z]{2}$',
        '$.document_type of the body is none of the enumeration',
        'the body is no JSON',
        'there is no body',
      ]),
    )
  })
})
