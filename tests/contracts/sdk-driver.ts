import type { HttpInteraction } from '@concord/contracts/mock-server'
import { Concord } from '@concord/sdk'
import type { OperationModel } from '../../packages/codegen/src/model.ts'
import { services } from '../../packages/sdk/src/generated/services.ts'

/** What the SDK made of an answer. */
export interface Told {
  readonly ok: boolean
  readonly status: number
  readonly code?: string
}

interface Call {
  result(): Promise<{ ok: boolean; error?: { status?: number; code?: string; message?: string } }>
}

/**
 * Makes the SDK send the request of an interaction: the operation's own method with the values of the interaction in its places.
 * Where the interaction carries no token, the client has no session, as somebody has who is not signed in.
 */
export async function callSdk(operation: OperationModel, interaction: HttpInteraction, baseUrl: string): Promise<Told> {
  const {
    Authorization,
    'Idempotency-Key': key,
    'Content-Type': _set,
    ...headers
  } = firstOf(interaction.request.headers)
  let status = 0
  const concord = new Concord({
    baseUrl,
    session: Authorization?.replace(/^Bearer /, ''),
    fetch: async (input, init) => {
      const response = await fetch(input, init)
      status = response.status
      return response
    },
  })
  const method = services[operation.service as keyof typeof services] as unknown as Record<
    string,
    (...values: unknown[]) => Call
  >
  const call = method[operation.verb]
  if (call === undefined) throw new Error(`The SDK has no ${operation.id}.`)
  const result = await call(
    concord.core,
    ...pathValues(operation, interaction.request.path),
    ...(operation.requestBody === undefined ? [] : [bodyOf(interaction)]),
    ...(operation.parameters.some((parameter) => parameter.in === 'query') ? [queryOf(interaction)] : []),
    { attempts: 1, headers, ...(key !== undefined && { idempotencyKey: key }) },
  ).result()
  return { ok: result.ok, status, ...(result.error?.code !== undefined && { code: result.error.code }) }
}

function firstOf(headers: HttpInteraction['request']['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers ?? {}).map(([name, values]) => [name, values[0] ?? '']))
}

function pathValues(operation: OperationModel, path: string): string[] {
  const pattern = new RegExp(`^${operation.path.replace(/\{[^}]+\}/g, '([^/]+)')}$`)
  const found = pattern.exec(path)
  if (found === null) throw new Error(`${path} is no path of ${operation.id} (${operation.path}).`)
  return found.slice(1).map(decodeURIComponent)
}

function bodyOf({ request }: HttpInteraction): unknown {
  if (request.body?.contentType !== 'application/x-www-form-urlencoded') return request.body?.content
  return Object.fromEntries(new URLSearchParams(String(request.body.content)))
}

function queryOf({ request }: HttpInteraction): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(request.query ?? {}).map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  )
}
