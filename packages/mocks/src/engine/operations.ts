import type { TaskHandler } from '../world/scheduler.ts'
import type { Behaviour } from './call.ts'
import type { Face, Service } from './face.ts'
import type { OperationEntry } from './operation-table.ts'
import { ParameterReader } from './parameters.ts'
import { type Route, Router } from './router.ts'
import type { SocketBehaviour } from './socket.ts'

/** An operation with all that belongs to it. */
export interface BoundOperation {
  readonly entry: OperationEntry
  readonly face: Face
  readonly service: Service
  readonly reader: ParameterReader
  readonly behaviour: Behaviour | undefined
  readonly socket: SocketBehaviour | undefined
}

export interface FoundOperation {
  readonly face: Face
  /** The path without the face's prefix. */
  readonly path: string
  /** Absent when no operation has the path. */
  readonly route: Route<BoundOperation> | undefined
  readonly parameters: Readonly<Record<string, string>>
}

interface BoundFace {
  readonly face: Face
  readonly router: Router<BoundOperation>
}

/** Everything that the faces of one sandbox offer, by path. */
export class Operations {
  readonly #faces: readonly BoundFace[]
  readonly #byId = new Map<string, BoundOperation>()
  readonly #tasks = new Map<string, TaskHandler>()

  constructor(faces: readonly Face[]) {
    // The longest prefix first: the platform's is empty and takes the rest.
    this.#faces = faces
      .map((face) => ({ face, router: this.#bind(face) }))
      .sort((one, other) => other.face.prefix.length - one.face.prefix.length)
  }

  find(path: string): FoundOperation | undefined {
    for (const { face, router } of this.#faces) {
      if (face.prefix !== '' && !(path.startsWith(face.prefix) && (path[face.prefix.length] ?? '/') === '/')) continue
      const inside = face.prefix === '' ? path : path.slice(face.prefix.length)
      const match = router.find(inside)
      return { face, path: inside, route: match?.route, parameters: match?.path ?? {} }
    }
    return undefined
  }

  /** By operation id; a provider's are also known as `PROVIDER/ID` where the platform has the same. */
  get(id: string): BoundOperation | undefined {
    return this.#byId.get(id)
  }

  face(name: string): Face | undefined {
    return this.#faces.find(({ face }) => face.name === name)?.face
  }

  task(name: string): TaskHandler | undefined {
    return this.#tasks.get(name)
  }

  get all(): readonly BoundOperation[] {
    return [...this.#byId.values()]
  }

  #bind(face: Face): Router<BoundOperation> {
    const router = new Router<BoundOperation>()
    for (const service of face.services) {
      assertKnown(service)
      for (const entry of service.operations) {
        const operation: BoundOperation = {
          entry,
          face,
          service,
          reader: new ParameterReader(entry.parameters),
          behaviour: service.behaviours?.[entry.id],
          socket: service.sockets?.[entry.id],
        }
        router.add(entry.method, entry.path, operation)
        this.#byId.set(this.#byId.has(entry.id) ? `${face.name}/${entry.id}` : entry.id, operation)
      }
      for (const [name, handler] of Object.entries(service.tasks ?? {})) {
        if (this.#tasks.has(name)) throw new Error(`Two services have a handler for the task "${name}".`)
        this.#tasks.set(name, handler)
      }
    }
    return router
  }
}

/** A behaviour that no operation has would never run, and nobody would notice. */
function assertKnown(service: Service): void {
  const known = new Set(service.operations.map(({ id }) => id))
  for (const id of [...Object.keys(service.behaviours ?? {}), ...Object.keys(service.sockets ?? {})]) {
    if (!known.has(id))
      throw new Error(`The service ${service.name} has a behaviour for "${id}", which its spec does not have.`)
  }
}
