import { createGateway, type Gateway } from '../control/gateway.ts'
import type { WorldControls } from '../control/world-controls.ts'
import { createWorldDirectory, defaultWorld } from '../control/worlds.ts'
import { type CoreOptions, createCore } from '../sandbox.ts'
import { admitExpressible } from './door.ts'
import { type ClientDoor, Sandbox } from './sandbox.ts'
import { createFetch, inProcessDoor } from './sandbox-fetch.ts'
import { createWebSocket } from './sandbox-socket.ts'

export { ControlProblem } from '../control/control-problem.ts'
export type { Gateway } from '../control/gateway.ts'
export { type VerdictControls, VerdictFailed } from '../control/verdict-controls.ts'
export type { WorldControls } from '../control/world-controls.ts'
export type { SandboxReply, SandboxRequest } from '../engine/call.ts'
export type { Face, Service } from '../engine/face.ts'
export type { OperationEntry, Validator } from '../engine/operation-table.ts'
export type { SocketHandshake } from '../engine/socket.ts'
export type { CoreOptions } from '../sandbox.ts'
export type { ScenarioName, ScenarioOptions } from '../scenarios/catalogue.ts'
export { FaultRuleInvalid } from '../scenarios/fault-rule-check.ts'
export type { VerdictName } from '../verdicts/catalogue.ts'
export type { Verdict } from '../verdicts/verdict.ts'
export type { DoorCapabilities } from './door.ts'
export { EffectNotSupported } from './door.ts'
export type { ActiveScenario, ClientDoor, SignedInClient } from './sandbox.ts'
export { Sandbox } from './sandbox.ts'

/** How a sandbox in a process is made. Its clocks stand still until they are moved. */
export interface SandboxOptions extends Pick<CoreOptions, 'seed' | 'start' | 'send' | 'onViolation'> {
  /** What clients call it. Default `http://localhost:8000`; nothing listens there. */
  readonly origin?: string
}

/** A sandbox with a `fetch` and a `WebSocket` of its own. */
export class InProcessSandbox extends Sandbox {
  /** For code that takes a `fetch`. Ends in the sandbox: no interception, no socket. */
  readonly fetch: typeof fetch
  /** For code that takes a `WebSocket`. */
  readonly WebSocket: typeof WebSocket

  constructor(gateway: Gateway, controls: () => WorldControls, origin: string) {
    const door = { baseUrl: origin, fetch: createFetch(gateway, origin), WebSocket: createWebSocket(gateway, origin) }
    super(controls, door satisfies ClientDoor)
    this.fetch = door.fetch
    this.WebSocket = door.WebSocket
  }
}

/**
 * A sandbox of the whole platform in this process, with one world. Nothing is intercepted and nothing listens: hand its `fetch` and
 * `WebSocket` to the code under test.
 *
 * @example
 * const sandbox = createSandbox({ seed: 7 })
 * const { concord } = await sandbox.signIn('ada@example.test')
 * const document = await concord.documents.create({ title: 'Bees', topic: 'Pollination', target_pages: 20, language: 'en' })
 */
export function createSandbox(options: SandboxOptions = {}): InProcessSandbox {
  const { origin = 'http://localhost:8000', ...core } = options
  const running = createCore({ ...core, origin, admitFault: admitExpressible(inProcessDoor) })
  const worlds = createWorldDirectory(running)
  return new InProcessSandbox(createGateway(worlds, running), () => worlds.controls(defaultWorld), origin)
}
