import type { SandboxReply, SandboxRequest } from '../engine/call.ts'
import { changedRequest } from '../engine/changed-request.ts'
import type { SocketHandshake } from '../engine/socket.ts'
import type { LiveWorld } from '../world/live-world.ts'
import type { ControlProblem } from './control-problem.ts'
import type { WorldControls } from './world-controls.ts'
import { defaultWorld, isWorldName, type WorldDirectory } from './worlds.ts'

/** What every door hands its traffic to. */
export interface Gateway {
  handle(request: SandboxRequest): SandboxReply | Promise<SandboxReply>
  /** Asks for a socket: a handshake to accept, or the answer that refuses it. */
  connect(request: SandboxRequest): SocketAnswer | Promise<SocketAnswer>
  /** What is said in place of an answer that the door cannot give; told as a fault in the world of the request. */
  refuse(request: SandboxRequest, problem: ControlProblem): SandboxReply
}

export type SocketAnswer = SocketHandshake | SandboxReply

/** The faces, for a world that is already chosen. */
export interface WorldTraffic {
  handle(world: LiveWorld, request: SandboxRequest): SandboxReply | Promise<SandboxReply>
  connect(world: LiveWorld, request: SandboxRequest): SocketAnswer | Promise<SocketAnswer>
  /** Whether any operation has the path. */
  serves(path: string): boolean
  /** Tells everybody who wants to know that something is wrong that is not the client's doing. */
  violated(world: LiveWorld, where: string, error: unknown): void
}

/**
 * Chooses the world by the path's prefix (`/~NAME/…`), else by the header `X-Sandbox-World`, and takes control requests away
 * from the faces.
 */
export function createGateway(worlds: WorldDirectory, traffic: WorldTraffic): Gateway {
  return {
    handle(request) {
      const chosen = choose(request)
      if (chosen === undefined) return unknownName(request)
      const controls = worlds.controls(chosen.name)
      const { world } = controls
      const path = chosen.request.path
      if (path.startsWith('/__sandbox') && (path.length === 10 || path[10] === '/')) {
        if (chosen.request.tooLargeFor !== undefined) return tooLarge(chosen.request.tooLargeFor)
        return answerControl(worlds, chosen.name, chosen.request)
      }
      const page = pageFor(chosen.request)
      if (page !== undefined && !traffic.serves(path)) return { status: 302, headers: { location: page } }
      const { prefer } = chosen.request.headers
      if (prefer?.includes('scenario=')) return answerPreferred(controls, prefer, chosen.request, traffic)
      return traffic.handle(world, chosen.request)
    },
    connect(request) {
      const chosen = choose(request)
      if (chosen === undefined) return unknownName(request)
      return traffic.connect(worlds.controls(chosen.name).world, chosen.request)
    },
    refuse(request, problem) {
      const { world } = worlds.controls(choose(request)?.name ?? defaultWorld)
      traffic.violated(world, `${request.method} ${request.path}`, problem)
      return refusal(501, problem.code, problem.title, problem.message)
    },
  }
}

/** What a link of a mail leads to where there is no frontend. */
const mailed = /^\/auth\/(magic-link|reset-password|verify-email)$/

/** Where a person is led who opens an address in a browser that is none of the API's. */
function pageFor({ method, path, query, headers, origin }: SandboxRequest): string | undefined {
  if (method !== 'GET' || headers.accept?.includes('text/html') !== true) return undefined
  if (path === '/') return `${origin}/__sandbox`
  const [, link] = mailed.exec(path) ?? []
  return link === undefined ? undefined : `${origin}/__sandbox/links/${link}?${query}`
}

let controlApi: Promise<typeof import('./api/control-api.ts')> | undefined

async function answerControl(worlds: WorldDirectory, name: string, request: SandboxRequest): Promise<SandboxReply> {
  // Loaded when first asked for: its schemas take longer to build than all the rest of a start. And only once: a test runner's loader
  // takes real time for what it has loaded before, too, and no seed knows how long.
  controlApi ??= import('./api/control-api.ts')
  const api = await controlApi
  return api.answerControl({ controls: worlds.controls(name), worlds, request })
}

async function answerPreferred(
  controls: WorldControls,
  prefer: string,
  request: SandboxRequest,
  { handle }: WorldTraffic,
): Promise<SandboxReply> {
  const { preferenceOf, underPreferredScenario } = await import('./preferred-scenario.ts')
  const carryOut = (identified: SandboxRequest) => handle(controls.world, identified)
  const preference = preferenceOf(prefer)
  return preference === undefined ? carryOut(request) : underPreferredScenario(controls, preference, request, carryOut)
}

interface Choice {
  readonly name: string
  readonly request: SandboxRequest
}

function choose(request: SandboxRequest): Choice | undefined {
  const { path, headers } = request
  if (path.startsWith('/~')) {
    const end = path.indexOf('/', 2)
    const name = path.slice(2, end === -1 ? undefined : end)
    return isWorldName(name) ? { name, request: inWorld(request, name, end === -1 ? '/' : path.slice(end)) } : undefined
  }
  const name = headers['x-sandbox-world']
  if (name === undefined || name === defaultWorld) return { name: defaultWorld, request }
  return isWorldName(name) ? { name, request: inWorld(request, name, path) } : undefined
}

/** Links in answers begin with the world's prefix, so that whoever follows one stays in the world. */
function inWorld(request: SandboxRequest, name: string, path: string): SandboxRequest {
  return changedRequest(request, {
    path,
    origin: name === defaultWorld ? request.origin : `${request.origin}/~${name}`,
  })
}

const tooLarge = (limit: number): SandboxReply =>
  refusal(
    413,
    'content_too_large',
    'Body too large',
    `The body is larger than ${limit / 1_048_576} MB, which is all that this sandbox takes.`,
  )

function unknownName(request: SandboxRequest): SandboxReply {
  const detail =
    "A world's name has letters, digits, dots, dashes and underscores, at most 100, and begins with a letter or digit."
  const where = request.path.startsWith('/~') ? 'The path' : 'X-Sandbox-World'
  return refusal(400, 'world_name_invalid', 'Not a name of a world', `${where} names no world that can be. ${detail}`)
}

function refusal(status: number, code: string, title: string, detail: string): SandboxReply {
  const body = { type: `/problems/${code}`, title, status, detail, code, request_id: 'req_gateway' }
  return {
    status,
    headers: { 'content-type': 'application/problem+json', 'x-request-id': 'req_gateway' },
    body: JSON.stringify(body),
  }
}
