import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { MeetingSettings, Recurrence } from '../generated/providers/zoom-types.ts'
import type { Row } from '../world/store.ts'
import type { World } from '../world/world.ts'
import { base64url } from './base64url.ts'
import type { Challenge } from './pkce.ts'

/** What an app may do, and for whom. Tokens are good as long as it is. */
export interface Grant extends Row {
  readonly id: number
  readonly client_id: string
  readonly email: string
  /** The app acts for everybody of the account. */
  readonly account: boolean
  readonly revoked: boolean
}

interface Code extends Row, Challenge {
  readonly id: string
  readonly client_id: string
  readonly redirect_uri: string
  readonly email: string
  readonly used: boolean
  readonly expires: number
}

interface Token extends Row {
  readonly id: string
  readonly kind: 'access' | 'refresh'
  readonly grant_id: number
  readonly expires: number
}

/** A user who was seen here. */
export interface UserRow extends Row {
  readonly id: string
  readonly email: string
  readonly pmi: number
  readonly created: number
}

/** A meeting. Times are milliseconds. */
export interface MeetingRow extends Row {
  readonly id: number
  readonly uuid: string
  readonly host_id: string
  readonly host_email: string
  readonly topic: string
  readonly type: number
  /** `null` for one that has no fixed time. */
  readonly start: number | null
  readonly duration: number
  readonly timezone: string
  readonly agenda?: string
  readonly password: string
  readonly recurrence?: Recurrence
  readonly settings: MeetingSettings
  readonly created: number
}

export const codes = (world: World) => world.store.collection<Code>('zoom.codes')
export const tokens = (world: World) => world.store.collection<Token>('zoom.tokens')
export const grants = (world: World) => world.store.collection<Grant>('zoom.grants')
export const meetings = (world: World) => world.store.collection<MeetingRow>('zoom.meetings', { indexes: ['host_id'] })
const users = (world: World) => world.store.collection<UserRow>('zoom.users')

/** The consent, unless it was revoked. */
export function live(world: World, id: number): Grant | undefined {
  const grant = grants(world).get(id)
  return grant?.revoked === false ? grant : undefined
}

/** Finds a user whom this Zoom has seen. */
export const userById = (world: World, id: string): UserRow | undefined => users(world).get(id)

/** The user with an address; the same person has the same id in every world. */
export function userByEmail(world: World, address: string): UserRow {
  const email = address.toLowerCase()
  const hash = sha256(utf8ToBytes(`zoom:${email}`))
  const id = base64url(hash).slice(0, 22)
  const number = hash.slice(0, 4).reduce((sum, byte) => sum * 256 + byte, 0)
  return (
    users(world).get(id) ?? users(world).insert({ id, email, pmi: 4_000_000_000 + number, created: world.clock.now() })
  )
}
