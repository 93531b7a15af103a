import type { Row } from '../world/store.ts'
import type { World } from '../world/world.ts'

interface Account extends Row {
  /** The provider's name. */
  readonly id: string
  readonly spent: number
  readonly calls: number
}

/** What was spent at a provider that is paid by the call. */
export function spent(world: World, provider: string): Account {
  return accounts(world).get(provider) ?? { id: provider, spent: 0, calls: 0 }
}

/** Pays for a call. */
export function spend(world: World, provider: string, price: number): Account {
  const rows = accounts(world)
  const { id, ...before } = spent(world, provider)
  const after = { spent: before.spent + price, calls: before.calls + 1 }
  return rows.get(id) === undefined ? rows.insert({ id, ...after }) : rows.update(id, after)
}

const accounts = (world: World) => world.store.collection<Account>('providers.credits')
