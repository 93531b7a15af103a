import type { AddressInfo } from 'node:net'
import type { Gateway } from '../../control/gateway.ts'
import type { SandboxRequest } from '../../engine/call.ts'
import { changedRequest } from '../../engine/changed-request.ts'
import { createHttpDoor, type HttpDoor, type HttpDoorOptions } from './http-door.ts'

/**
 * Stripe on a port of its own: its paths begin at `/`. A world is chosen by `/~NAME/…` or `X-Sandbox-World`, as everywhere.
 *
 * @param where `origin` is that of the whole sandbox: links in mails lead there, not to Stripe
 * @throws the error of the port when it cannot be had
 */
export async function openStripeDoor(
  gateway: Gateway,
  { port, host, origin }: { readonly port: number; readonly host: string; readonly origin: string },
  options: HttpDoorOptions,
): Promise<{ readonly port: number; readonly door: HttpDoor }> {
  const door = createHttpDoor(
    {
      handle: (request) => gateway.handle(underStripe(request, origin)),
      connect: (request) => gateway.connect(underStripe(request, origin)),
      refuse: (request, problem) => gateway.refuse(underStripe(request, origin), problem),
    },
    options,
  )
  await new Promise<void>((resolve, reject) => {
    door.server.once('error', reject)
    door.server.listen(port, host, () => resolve())
  })
  return { port: (door.server.address() as AddressInfo).port, door }
}

/** The world's name stays in front. */
function underStripe(request: SandboxRequest, origin: string): SandboxRequest {
  return changedRequest(request, { path: request.path.replace(/^(\/~[^/]*)?/, '$1/providers/stripe'), origin })
}
