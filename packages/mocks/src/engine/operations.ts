import type { TaskHandler } from '../world/task-handler.ts'
import type { Behaviour } from './call.ts'
import type { Face, LazyFace, Service } from './face.ts'
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

/** Where a face stands, and what it offers once it is loaded. */
class FacePlace {
  readonly name: string
  readonly prefix: string
  bound: { readonly face: Face; readonly router: Router<BoundOperation> } | undefined
  readonly #load: () => Promise<void>
  #loading: Promise<void> | undefined

  constructor({ name, prefix }: Face | LazyFace, load: (place: FacePlace) => Promise<void>) {
    this.name = name
    this.prefix = prefix
    this.#load = () => load(this)
  }

  /** Once for all who ask meanwhile; what failed is tried again by the next one. */
  load(): Promise<void> {
    this.#loading ??= this.#load().catch((error: unknown) => {
      this.#loading = undefined
      throw error
    })
    return this.#loading
  }

  has(path: string): boolean {
    const { prefix } = this
    return prefix === '' || (path.startsWith(prefix) && (path[prefix.length] ?? '/') === '/')
  }
}

/** Everything that the faces of one sandbox offer, by path. */
export class Operations {
  readonly #places: readonly FacePlace[]
  readonly #byId = new Map<string, BoundOperation>()
  readonly #tasks = new Map<string, TaskHandler>()

  constructor(faces: readonly (Face | LazyFace)[]) {
    this.#places = faces
      .map((face) => this.#place(face))
      // The longest prefix first: the platform's is empty and takes the rest.
      .sort((one, other) => other.prefix.length - one.prefix.length)
  }

  /** Loads the face that has the path, or gives nothing where it is there already. */
  loading(path: string): Promise<void> | undefined {
    const place = this.#placeOf(path)
    return place === undefined || place.bound !== undefined ? undefined : place.load()
  }

  /** Looks among the faces that are loaded. */
  find(path: string): FoundOperation | undefined {
    const place = this.#placeOf(path)
    if (place?.bound === undefined) return undefined
    const { face, router } = place.bound
    const inside = place.prefix === '' ? path : path.slice(place.prefix.length)
    const match = router.find(inside)
    return { face, path: inside, route: match?.route, parameters: match?.path ?? {} }
  }

  /** By operation id; a provider's are also known as `PROVIDER/ID` where the platform has the same. */
  get(id: string): BoundOperation | undefined {
    return this.#byId.get(id)
  }

  /** Where the paths of a face begin. */
  prefixOf(name: string): string | undefined {
    return this.#places.find((place) => place.name === name)?.prefix
  }

  task(name: string): TaskHandler | undefined {
    return this.#tasks.get(name) ?? this.#lazyTask(name)
  }

  /** Of the faces that are loaded. */
  get all(): readonly BoundOperation[] {
    return [...this.#byId.values()]
  }

  #place(face: Face | LazyFace): FacePlace {
    if (!('load' in face)) {
      const place = new FacePlace(face, async () => {})
      place.bound = { face, router: this.#bind(face) }
      return place
    }
    return new FacePlace(face, async (place) => {
      const loaded = await face.load()
      assertSame(face, loaded)
      place.bound = { face: loaded, router: this.#bind(loaded) }
    })
  }

  #placeOf(path: string): FacePlace | undefined {
    for (const place of this.#places) if (place.has(path)) return place
    return undefined
  }

  /** A world that was restored may have tasks of a face that nobody has asked for yet. */
  #lazyTask(name: string): TaskHandler | undefined {
    const place = this.#places.find((place) => place.bound === undefined && name.startsWith(`${place.name}.`))
    if (place === undefined) return undefined
    return async (world, payload) => {
      await place.load()
      const handler = this.#tasks.get(name)
      if (handler === undefined) throw new Error(`No service of ${place.name} has a handler for the task "${name}".`)
      return handler(world, payload)
    }
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

/** What is loaded must be what it was announced as, or its paths would not be found again. */
function assertSame(announced: LazyFace, { name, prefix, services }: Face): void {
  if (name !== announced.name || prefix !== announced.prefix)
    throw new Error(`The face ${announced.name} at ${announced.prefix} was loaded as ${name} at ${prefix}.`)
  for (const task of services.flatMap((service) => Object.keys(service.tasks ?? {})))
    if (!task.startsWith(`${name}.`))
      throw new Error(`The task "${task}" of the face ${name} must begin with "${name}.".`)
}

/** A behaviour that no operation has would never run, and nobody would notice. */
function assertKnown(service: Service): void {
  const known = new Set(service.operations.map(({ id }) => id))
  for (const id of [...Object.keys(service.behaviours ?? {}), ...Object.keys(service.sockets ?? {})]) {
    if (!known.has(id))
      throw new Error(`The service ${service.name} has a behaviour for "${id}", which its spec does not have.`)
  }
}
