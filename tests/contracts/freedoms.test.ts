import type { Layer } from '@concord/contracts/report'
import { verify } from '@concord/contracts/verify'
import { type RunningServer, startServer } from '@concord/mocks/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Fault, faultyBackend, type Given, withJson } from '../behaviours/faulty-backend.ts'

// What a backend may do as it likes is no failure, and what stands right beside it still is one.

let sandbox: RunningServer
beforeAll(async () => {
  sandbox = await startServer({ port: 0 })
})
afterAll(() => sandbox.close())

interface Backend {
  readonly name: string
  readonly filter: string
  readonly change: (given: Given, path: string) => Given
}

const typed = (given: Given, change: (type: string) => string): Given => {
  const { 'content-type': type = '', ...headers } = given.headers
  return type === '' ? given : { ...given, headers: { ...headers, 'content-type': change(type) } }
}
const capitals = (given: Given): Given => typed(given, (type) => `${type.toUpperCase()}; CHARSET=UTF-8`)
const exported = (status: number, instead: number): Backend['change'] => {
  return (given, path) => (path.endsWith('/export') && given.status === status ? { ...given, status: instead } : given)
}

async function failuresOf({ filter, change }: Backend, ...only: readonly Layer[]) {
  const fault: Fault = async (asked, forward) => change(await forward(asked), asked.path)
  const proxy = await faultyBackend(sandbox.url, fault)
  try {
    const statesUrl = `${sandbox.url}/__sandbox/provider-states`
    const report = await verify({ provider: 'documents', baseUrl: proxy.url, statesUrl, only, filter })
    return report.checks.flatMap(({ layer, name, failure }) =>
      failure === undefined ? [] : [`${layer} ${name}: ${failure.cause}`],
    )
  } finally {
    await proxy.close()
  }
}

describe('a backend is free', () => {
  const free: readonly Backend[] = [
    { name: 'to write media types in capitals', filter: 'documents.get: ', change: capitals },
    {
      name: 'to answer with the other success where the spec leaves it the choice',
      filter: 'documents.export: ',
      change: exported(200, 202),
    },
  ]
  test.each(free)('$name', async (backend) => {
    expect(await failuresOf(backend, 'pacts', 'access', 'conformance')).toEqual([])
  })
})

describe('a backend is not free', () => {
  const faulty: readonly (Backend & { readonly says: RegExp; readonly only: readonly Layer[] })[] = [
    {
      name: 'to say what it likes under a media type in capitals',
      filter: 'documents.get: 200',
      change: (given) => withJson(capitals(given), (body) => ({ ...body, title: 5 })),
      only: ['pacts'],
      says: /^pacts documents\.get: 200 draft: .*title/,
    },
    {
      name: 'to answer with another media type, in capitals or not',
      filter: 'documents.get: 200',
      change: (given) => typed(given, () => 'APPLICATION/JSONP'),
      only: ['pacts'],
      says: /^pacts documents\.get: 200 draft: .*application\/jsonp/,
    },
    {
      name: 'to answer with a success that is no alternative',
      filter: 'documents.export: 200',
      change: exported(200, 201),
      only: ['pacts'],
      says: /^pacts documents\.export: 200 docx: 201 instead of 200/,
    },
    {
      name: 'to take a choice that only the other request has',
      filter: 'documents.export: 202',
      change: exported(202, 200),
      only: ['pacts'],
      says: /^pacts documents\.export: 202 being_made: 200 instead of 202/,
    },
    {
      name: 'to let somebody in with a success that is no alternative',
      filter: 'documents.export: who may',
      change: exported(200, 201),
      only: ['access'],
      says: /^access documents\.export: who may: documents\.export answers 201/,
    },
    {
      name: 'never to be asked for a file that is being made',
      filter: 'documents.export: answers',
      change: exported(202, 200),
      only: ['conformance'],
      says: /^conformance documents\.export: answers as documented: 202 being_made was asked for, and 200 came\./,
    },
  ]
  test.each(faulty)('$name', async ({ says, only, ...backend }) => {
    const [failure, ...others] = await failuresOf(backend, ...only)
    expect(failure).toMatch(says)
    expect(others).toEqual([])
  })
})
