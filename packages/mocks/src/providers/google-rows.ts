import type { Row } from '../world/store.ts'
import type { World } from '../world/world.ts'
import type { Challenge } from './pkce.ts'

/** What a user agreed to. Tokens are good as long as it is. */
export interface Grant extends Row {
  readonly id: number
  readonly client_id: string
  readonly scope: string
  readonly email: string
  readonly offline: boolean
  readonly revoked: boolean
}

interface Code extends Row, Challenge, Pick<Grant, 'client_id' | 'scope' | 'email' | 'offline'> {
  readonly id: string
  readonly nonce?: string
  readonly redirect_uri: string
  readonly used: boolean
  readonly expires: number
}

interface Token extends Row {
  readonly id: string
  readonly kind: 'access' | 'refresh'
  readonly grant_id: number
  readonly expires: number
}

/** A list of tasks, and whose it is. */
export interface ListRow extends Row {
  readonly id: string
  readonly email: string
  readonly title: string
  readonly version: number
  readonly updated: string
}

/** A task, and where it stands. */
export interface TaskRow extends Row {
  readonly id: string
  readonly list: string
  /** The task that it belongs to. */
  readonly parent: string | null
  /** Counted among those that belong together. */
  readonly place: number
  readonly title: string
  readonly notes: string | null
  readonly due: string | null
  readonly completed: string | null
  readonly status: 'needsAction' | 'completed'
  readonly deleted: boolean
  /** Cleared away. */
  readonly hidden: boolean
  readonly version: number
  readonly updated: string
}

export const codes = (world: World) => world.store.collection<Code>('google.codes')
export const tokens = (world: World) => world.store.collection<Token>('google.tokens')
export const grants = (world: World) => world.store.collection<Grant>('google.grants')
export const lists = (world: World) => world.store.collection<ListRow>('google.lists', { indexes: ['email'] })
export const tasks = (world: World) => world.store.collection<TaskRow>('google.tasks', { indexes: ['list'] })

/** The consent, unless it was revoked. */
export function live(world: World, id: number): Grant | undefined {
  const grant = grants(world).get(id)
  return grant?.revoked === false ? grant : undefined
}
