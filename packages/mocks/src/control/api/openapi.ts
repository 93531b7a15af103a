import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi'
import { z } from 'zod'
import { controlPrefix } from './dispatch.ts'
import type { Route } from './route.ts'

type RouteConfig = Parameters<OpenAPIRegistry['registerPath']>[0]

const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    request_id: z.string(),
    errors: z
      .array(z.object({ loc: z.array(z.union([z.string(), z.number()])), msg: z.string(), type: z.string() }))
      .optional(),
  })
  .meta({ id: 'Problem' })

const meanings: Readonly<Record<number, string>> = {
  404: 'There is no such thing.',
  409: 'Not in this state.',
  422: 'The request does not satisfy the contract.',
  503: 'A scenario keeps it from being done.',
}

/** The control API as an OpenAPI 3.1 document, from the schemas that it checks with. */
export function describeControlApi(routes: readonly Route[], origin: string): object {
  const registry = new OpenAPIRegistry()
  for (const entry of routes) registry.registerPath(pathOf(entry))
  return new OpenApiGeneratorV31(registry.definitions, { sortComponents: 'alphabetically' }).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Sandbox control',
      version: '1.0.0',
      description:
        'What tests, consoles and contract verifiers do to a sandbox. Every path works in every world: send `X-Sandbox-World`, or begin the path with `/~NAME`.',
    },
    servers: [{ url: origin }],
  })
}

function pathOf(entry: Route): RouteConfig {
  const { method, params, query, body, answer, status, problems, id, tag, summary, description } = entry
  const failures = Object.fromEntries(
    problems.map((code) => [
      code,
      { description: meanings[code] ?? 'A problem.', content: { 'application/problem+json': { schema: Problem } } },
    ]),
  )
  return {
    method,
    path: `${controlPrefix}${entry.path}`,
    operationId: id,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    request: {
      ...(params instanceof z.ZodObject && { params }),
      ...(query instanceof z.ZodObject && { query }),
      ...(body !== undefined && { body: { content: { 'application/json': { schema: body } } } }),
    },
    responses: {
      [status]: answer
        ? { description: 'Done.', content: { 'application/json': { schema: answer } } }
        : { description: 'Done; there is nothing to say.' },
      ...failures,
    },
  }
}
