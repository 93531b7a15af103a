import { effectsOf } from '../../engine/effects-of.ts'
import type { World } from '../../world/world.ts'

interface Question {
  readonly headers?: Record<string, string>
  readonly form?: Record<string, string>
  readonly json?: Readonly<Record<string, unknown>>
}

/** How long the platform waits for a check, in virtual milliseconds. */
const patience = 60_000

/** Asks a checking provider. Gives null when it refused, failed, said nothing that can be read, or took too long. */
export async function askProvider<Result extends object>(
  world: World,
  provider: string,
  path: string,
  { headers = {}, form, json }: Question,
): Promise<Result | null> {
  const began = world.clock.now()
  const { status, body } = await effectsOf(world).upstream(provider, {
    method: 'POST',
    path,
    headers: { ...headers, ...(form && { 'content-type': 'application/x-www-form-urlencoded' }) },
    body: form === undefined ? json : new URLSearchParams(form).toString(),
  })
  const late = world.clock.now() - began > patience
  return late || status >= 400 || typeof body !== 'object' || body === null ? null : (body as Result)
}
