import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { CannotVerify } from '../report/report.ts'

/** The folder of the service contracts that come with this package. */
export const servicesFolder: string = dirname(
  createRequire(import.meta.url).resolve('@concord/contracts/services/documents.json'),
)

/** A JSON Schema for one direction; references are keys of {@link ServiceContract.schemas} in that direction. */
export interface DirectedSchema {
  readonly [keyword: string]: unknown
}

/** Tells a schema from the truth values and lists that may stand in its place. */
export const isSchema = (value: unknown): value is DirectedSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What the verifier knows of a service beside its pact. Generated from its spec. */
export interface ServiceContract {
  /** The provider's name: that of its spec. */
  readonly service: string
  /** The spec's file: `specs/documents.yaml`. */
  readonly source: string
  readonly operations: readonly OperationContract[]
  /** What travels on the service's sockets, and how one comes to hear it. */
  readonly messages?: readonly SocketMessage[]
  /** Problems that may be answered on any path. */
  readonly gateway: readonly { readonly status: number; readonly code: string }[]
  readonly schemas: {
    /** What may be sent: open, with every constraint. */
    readonly request: Readonly<Record<string, DirectedSchema>>
    /** What may be answered: closed, so that a field that the spec lacks is found. */
    readonly reply: Readonly<Record<string, DirectedSchema>>
  }
  /** The catalogue of provider states of the whole platform: names of parameters, and of what each state must return. */
  readonly states: Readonly<Record<string, { readonly params: readonly string[]; readonly returns: readonly string[] }>>
}

/** One operation of a service. */
export interface OperationContract {
  /** `documents.create`. */
  readonly id: string
  readonly method: string
  /** `/api/v1/documents/{document_id}`. */
  readonly path: string
  /** Where it stands in the spec, from 1. */
  readonly line: number
  /** Whether it needs a token. */
  readonly secured: boolean
  /** Who may call it; absent: anybody who is signed in, or anybody at all. */
  readonly access?: 'self' | 'owner' | 'admin'
  /** Whether it accepts an `Idempotency-Key`. */
  readonly idempotent?: boolean
  readonly pagination?: { readonly style: 'page' | 'cursor'; readonly items: string }
  readonly rateLimit?: { readonly limit: number; readonly seconds: number; readonly by: 'caller' | 'address' }
  readonly parameters: readonly ParameterContract[]
  readonly body?: { readonly required: boolean; readonly contents: readonly ContentContract[] }
  readonly responses: readonly ResponseContract[]
  readonly socket?: {
    readonly server: readonly DirectedSchema[]
    readonly client: readonly DirectedSchema[]
    /** What each close code means. */
    readonly close: Readonly<Record<string, string>>
  }
  /** Every documented outcome and how one comes to it, successes first. */
  readonly interactions: readonly InteractionContract[]
}

export interface ParameterContract {
  readonly name: string
  readonly in: 'path' | 'query' | 'header' | 'cookie'
  readonly required: boolean
  readonly style: string
  readonly explode: boolean
  readonly schema: DirectedSchema
}

export interface ContentContract {
  readonly mediaType: string
  readonly schema: DirectedSchema
}

export interface ResponseContract {
  /** `200`, `4XX` or `default`. */
  readonly status: string
  readonly headers: readonly { readonly name: string; readonly required: boolean; readonly schema: DirectedSchema }[]
  readonly contents: readonly ContentContract[]
  /** The problem codes that may come with this status. */
  readonly codes: readonly string[]
}

/** One documented outcome of an operation. */
export interface InteractionContract {
  /** The example's name; of a problem its code. */
  readonly name: string
  readonly status: number
  /** Statuses that may come in its place, because the spec leaves it to the backend. */
  readonly or?: readonly number[]
  readonly problem?: boolean
  readonly states: readonly StateChoice[]
  readonly request: RequestRecipe
}

/**
 * Whether an interaction may be answered so.
 *
 * @example mayAnswer({ status: 200, or: [202] }, 202) // true
 */
export const mayAnswer = ({ status, or = [] }: Pick<InteractionContract, 'status' | 'or'>, actual: number): boolean =>
  actual === status || or.includes(actual)

/** A provider state with its parameters. */
export interface StateChoice {
  readonly name: string
  readonly params: Readonly<Record<string, unknown>>
}

/** The request of an interaction. `${name}` stands for a value that a provider state returned. */
export interface RequestRecipe {
  readonly path: Readonly<Record<string, unknown>>
  readonly query: Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, unknown>>
  readonly body?: { readonly mediaType: string; readonly value: unknown }
}

/** A message on a socket, and how one comes to hear it. */
export interface SocketMessage {
  readonly operation: string
  readonly type: string
  readonly states: readonly StateChoice[]
  readonly socket: { readonly url: string; readonly send?: unknown }
}

/**
 * The contract of one service.
 *
 * @throws CannotVerify when there is none of this name, or its file cannot be read
 *
 * @example
 * const documents = await readServiceContract('documents')
 */
export async function readServiceContract(service: string, folder: string = servicesFolder): Promise<ServiceContract> {
  const file = join(folder, `${service}.json`)
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch {
    const there = await readdir(folder).catch(() => [])
    const names = there.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length))
    throw new CannotVerify(
      names.length === 0
        ? `There are no contracts in ${folder}. Run \`npm run generate\`.`
        : `There is no contract for a provider "${service}". There are: ${names.sort().join(', ')}.`,
    )
  }
  let contract: Partial<ServiceContract>
  try {
    contract = JSON.parse(text) as ServiceContract
  } catch (error) {
    throw new CannotVerify(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (contract.service !== service || !Array.isArray(contract.operations) || contract.operations.length === 0) {
    throw new CannotVerify(`${file} is not the contract of "${service}". Run \`npm run generate\`.`)
  }
  return contract as ServiceContract
}
